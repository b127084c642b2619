/// Interned places: a ticket holds one number instead of five.
///
/// Equal places get the same number, in order of first appearance; number 0 is the place without a
/// name.
package struct PlaceTable: Sendable {
  package typealias ID = UInt32

  package private(set) var places: [Place] = [Place()]
  /// Place numbers by hash, open addressing; 0 is free.
  private var slots = [ID](repeating: 0, count: 64)

  package init() {}

  package subscript(id: ID) -> Place { places[Int(id)] }

  package mutating func intern(_ place: Place) -> ID {
    if place == places[0] { return 0 }
    let slot = slot(of: place)
    if slots[slot] != 0 { return slots[slot] }
    let id = ID(places.count)
    slots[slot] = id
    places.append(place)
    if places.count * 4 > slots.count * 3 { grow() }
    return id
  }

  /// Enters every place of `other`, whose names are renumbered through `names`; element `n` of the
  /// result is this table's number of its place `n`.
  package mutating func merge(_ other: PlaceTable, names: [NameTable.ID]) -> [ID] {
    other.places.map { place in
      var renamed = Place()
      renamed.city = names[Int(place.city)]
      renamed.county = names[Int(place.county)]
      renamed.station = names[Int(place.station)]
      renamed.team = names[Int(place.team)]
      renamed.district = names[Int(place.district)]
      return intern(renamed)
    }
  }

  /// The slot that holds the place, or the free one where it belongs.
  private func slot(of place: Place) -> Int {
    var slot = place.mixed & (slots.count - 1)
    while slots[slot] != 0, places[Int(slots[slot])] != place {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [ID](repeating: 0, count: slots.count * 2)
    for id in 1..<places.count {
      let slot = slot(of: places[id])
      slots[slot] = ID(id)
    }
  }
}

extension Place {
  /// The five numbers mixed into one, the same on every run.
  fileprivate var mixed: Int {
    let upper = UInt64(city) << 48 ^ UInt64(county) << 24 ^ UInt64(station)
    let lower = UInt64(team) << 32 | UInt64(district)
    return Int(truncatingIfNeeded: foldedProduct(upper, lower))
  }
}
