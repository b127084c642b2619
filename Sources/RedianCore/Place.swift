/// The levels of the organisation, from the top down.
package enum OrganizationLevel: Int, Sendable, CaseIterable {
  case city = 0
  case county = 1
  case station = 2
  case team = 3

  /// The stable identifier used in machine-readable output.
  package var id: String {
    switch self {
    case .city: "city"
    case .county: "county"
    case .station: "station"
    case .team: "team"
    }
  }
}

/// Where a ticket belongs: one name per organisation level, and the transformer district (台区).
///
/// Names are numbers of a ``NameTable``; 0 means that the export does not say.
package struct Place: Sendable, Hashable {
  package var city: NameTable.ID = 0
  package var county: NameTable.ID = 0
  package var station: NameTable.ID = 0
  package var team: NameTable.ID = 0
  package var district: NameTable.ID = 0

  package init() {}

  package subscript(level: OrganizationLevel) -> NameTable.ID {
    get {
      switch level {
      case .city: city
      case .county: county
      case .station: station
      case .team: team
      }
    }
    set {
      switch level {
      case .city: city = newValue
      case .county: county = newValue
      case .station: station = newValue
      case .team: team = newValue
      }
    }
  }
}

/// Interned places: a ticket holds one number instead of five.
package struct PlaceTable: Sendable {
  package typealias ID = UInt32

  package private(set) var places: [Place] = [Place()]
  private var numbers: [Place: ID] = [Place(): 0]

  package init() {}

  package subscript(id: ID) -> Place { places[Int(id)] }

  package mutating func intern(_ place: Place) -> ID {
    if let known = numbers[place] { return known }
    let id = ID(places.count)
    places.append(place)
    numbers[place] = id
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
}
