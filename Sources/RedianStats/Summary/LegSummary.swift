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

/// One step's durations; the figures mean what they mean for arrivals.
package struct LegSummary: Sendable {
  package var leg: Leg
  package var limits: AreaLimits
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
