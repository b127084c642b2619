import RedianCore

/// The organisation as the tickets' places show it.
///
/// A unit is the path of names from the city down to its level; a place without a name at a level
/// has no unit there. Places that differ only by transformer district are one leaf. Units are
/// numbered level by level in the order of their names, so numbers do not depend on the input's
/// order.
struct UnitIndex: Sendable {
  private(set) var units: [UnitName] = []
  /// The units of each level.
  private(set) var levels: [Range<Int>] = []
  private(set) var leafCount = 0
  /// The leaf of each place.
  private(set) var leafOfPlace: [Int32] = []
  /// The unit of a leaf at each of the four levels, or -1.
  private var unitOfLeaf: [Int32] = []

  init(_ table: TicketTable) {
    var leaves: [Place] = []
    var numbers: [Place: Int32] = [:]
    for place in table.places.places {
      var leaf = place
      leaf.district = 0
      let number = numbers[leaf] ?? Int32(leaves.count)
      if number == leaves.count {
        numbers[leaf] = number
        leaves.append(leaf)
      }
      leafOfPlace.append(number)
    }
    leafCount = leaves.count
    unitOfLeaf = [Int32](repeating: -1, count: leafCount * 4)
    for level in OrganizationLevel.allCases { addLevel(level, leaves, table.names) }
  }

  private mutating func addLevel(
    _ level: OrganizationLevel,
    _ leaves: [Place],
    _ names: NameTable
  ) {
    let found = Set(leaves.compactMap { Self.path($0, to: level) })
    let named = found.map { (path: $0, unit: Self.name($0, level, names)) }
      .sorted { $0.unit.path.lexicographicallyPrecedes($1.unit.path) }
    var numbers: [Place: Int32] = [:]
    for (offset, item) in named.enumerated() {
      numbers[item.path] = Int32(units.count + offset)
    }
    levels.append(units.count..<(units.count + named.count))
    units += named.map(\.unit)
    for (leaf, place) in leaves.enumerated() {
      guard let path = Self.path(place, to: level), let unit = numbers[path] else { continue }
      unitOfLeaf[leaf * 4 + level.rawValue] = unit
    }
  }

  /// The place cut below a level, or nil where it has no name there.
  private static func path(_ place: Place, to level: OrganizationLevel) -> Place? {
    guard place[level] != 0 else { return nil }
    var path = place
    if level.rawValue < OrganizationLevel.team.rawValue { path.team = 0 }
    if level.rawValue < OrganizationLevel.station.rawValue { path.station = 0 }
    if level.rawValue < OrganizationLevel.county.rawValue { path.county = 0 }
    return path
  }

  private static func name(
    _ path: Place,
    _ level: OrganizationLevel,
    _ names: NameTable
  ) -> UnitName {
    UnitName(
      level: level,
      city: names.string(path.city),
      county: names.string(path.county),
      station: names.string(path.station),
      team: names.string(path.team)
    )
  }

  func leaf(of ticket: TicketFacts) -> Int { leaf(ofPlace: ticket.place) }

  func leaf(ofPlace place: PlaceTable.ID) -> Int { Int(leafOfPlace[Int(place)]) }

  /// The unit of a leaf at a level, or nil where the leaf has no name there.
  func unit(_ leaf: Int, _ level: OrganizationLevel) -> Int? {
    let unit = unitOfLeaf[leaf * 4 + level.rawValue]
    return unit < 0 ? nil : Int(unit)
  }

  /// The leaves of each unit, in their order.
  var leavesByUnit: [[Int]] {
    var leaves = [[Int]](repeating: [], count: units.count)
    for leaf in 0..<leafCount {
      for level in OrganizationLevel.allCases {
        if let unit = unit(leaf, level) { leaves[unit].append(leaf) }
      }
    }
    return leaves
  }

  /// The lowest named unit of a leaf; a city without a name where the leaf has none.
  func lowest(_ leaf: Int) -> UnitName {
    for level in OrganizationLevel.allCases.reversed() {
      if let unit = unit(leaf, level) { return units[unit] }
    }
    return UnitName(level: .city)
  }

  /// The unit of a leaf just below a level: the next one that has a name.
  func child(_ leaf: Int, below level: OrganizationLevel) -> Int? {
    for next in OrganizationLevel.allCases where next.rawValue > level.rawValue {
      if let unit = unit(leaf, next) { return unit }
    }
    return nil
  }
}

extension UnitName {
  /// The four names from the top down: the order of equal counts in every table.
  var path: [String] { [city, county, station, team] }
}
