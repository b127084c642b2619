package import RedianCore

/// A step of a repair other than the arrival.
package enum Leg: String, Sendable, CaseIterable {
  /// Start to 派单.
  case dispatch
  /// 派单 to 接单.
  case take
  /// Arrival to 修复.
  case restore
}

/// The limits of a step in seconds; nil where an area has none.
package struct LegLimits: Sendable, Equatable {
  package var urban: Int?
  package var rural: Int?
  package var remote: Int?

  package init(urban: Int? = nil, rural: Int? = nil, remote: Int? = nil) {
    self.urban = urban
    self.rural = rural
    self.remote = remote
  }

  /// Restoration after arrival by the State Grid's commitment of 2022: 3 hours in towns, 4 in the
  /// country, worded as an average; none for remote areas.
  package static let restoration = LegLimits(urban: 3 * 3_600, rural: 4 * 3_600)

  package func limit(_ area: AreaType) -> Int? {
    switch area {
    case .unknown: nil
    case .urban: urban
    case .rural: rural
    case .remote: remote
    }
  }
}

/// One step's durations; the figures mean what they mean for arrivals.
package struct LegSummary: Sendable {
  package var leg: Leg
  package var limits: LegLimits
  package var total: ArrivalCount
  /// Urban, rural, remote.
  package var byArea: [(area: AreaType, count: ArrivalCount)]
  /// Level by level, in the order of the names; units without a ticket are left out.
  package var byUnit: [(unit: UnitName, count: ArrivalCount)]
  /// Tickets whose step ends before it begins: not counted.
  package var disordered: Int
}

/// More arrivals in the last five minutes of a limit than belong there: a question about the data.
package struct Heaping: Sendable {
  /// nil where everybody is meant.
  package var unit: UnitName?
  package var area: AreaType
  package var limitMinutes: Int
  /// Arrivals in the five minutes up to the limit, and in the five minutes after it.
  package var inside: Int
  package var beyond: Int
  /// The share of `inside` that was to be expected.
  package var expectedShare: Double
  /// P(at least so many inside), binomial.
  package var p: Double
}
