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
