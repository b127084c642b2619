package import RedianCore

/// A set of arrival limits, in seconds.
package struct Yardstick: Sendable, Equatable {
  package var id: String
  package var chinese: String
  package var english: String
  package var urban: Int
  package var rural: Int
  package var remote: Int

  /// The State Grid's own commitment: 45, 90 and 120 minutes (十项承诺; an average since 2020).
  package static let stateGrid = Yardstick(
    id: "state_grid",
    chinese: "国家电网承诺",
    english: "State Grid commitment",
    urban: 45 * 60,
    rural: 90 * 60,
    remote: 120 * 60
  )

  /// The regulator's limit: 60, 120 and 240 minutes (供电监管办法, GB/T 28583-2012).
  package static let regulator = Yardstick(
    id: "regulator",
    chinese: "监管要求",
    english: "Regulator's limit",
    urban: 60 * 60,
    rural: 120 * 60,
    remote: 240 * 60
  )

  package init(
    id: String,
    chinese: String,
    english: String,
    urban: Int,
    rural: Int,
    remote: Int
  ) {
    self.id = id
    self.chinese = chinese
    self.english = english
    self.urban = urban
    self.rural = rural
    self.remote = remote
  }

  /// The limit in seconds, or nil for an unknown area.
  package func limit(_ area: AreaType) -> Int? {
    switch area {
    case .unknown: nil
    case .urban: urban
    case .rural: rural
    case .remote: remote
    }
  }
}

/// Arrivals on site of the period's fault-repair tickets.
package struct ArrivalSummary: Sendable {
  /// True where the export has no business type and the tag `fault-repair` was used instead.
  package var selectedByTag: Bool
  /// State Grid first, the regulator second, then others.
  package var yardsticks: [YardstickSummary]
  /// Overdue by the first yardstick, latest first.
  package var overdue: [OverdueTicket]
  /// The text says late or never (cases 1.2, 1.4), the record says in time.
  package var disputed: [DisputedArrival]
}

/// One yardstick's results.
package struct YardstickSummary: Sendable {
  package var yardstick: Yardstick
  package var total: ArrivalCount
  /// Urban, rural, remote.
  package var byArea: [(area: AreaType, count: ArrivalCount)]
  /// Every level's units, level by level, in ranking order (shrunken rate, highest first).
  package var byUnit: [UnitArrival]
  /// 24 entries.
  package var byHour: [ArrivalCount]
  /// Monday first, 7 entries.
  package var byWeekday: [ArrivalCount]
  package var excluded: ArrivalExclusions
}

/// Tickets that were not judged, by the first reason that applies, in this order.
package struct ArrivalExclusions: Sendable, Equatable {
  package var child = 0
  package var missingStart = 0
  package var noVisit = 0
  package var arrivalBeforeReport = 0
  package var unknownArea = 0
  package var notDue = 0

  package init() {}

  package var sum: Int {
    child + missingStart + noVisit + arrivalBeforeReport + unknownArea + notDue
  }
}

/// Judged tickets of one group.
package struct ArrivalCount: Sendable {
  package var judged = 0
  /// Late, and still not there.
  package var overdue = 0
  /// Of the overdue: no arrival yet.
  package var notArrived = 0
  /// Minutes from start to arrival, over the judged tickets that have one; nil where none has.
  package var meanMinutes: Double?
  package var medianMinutes: Double?
  package var p90Minutes: Double?
  package var longestMinutes: Double?
  /// Wilson 95 % interval of the rate; nil where none is judged.
  package var interval: ClosedRange<Double>?

  package init() {}

  /// overdue / judged, or nil where none is judged.
  package var rate: Double? { judged == 0 ? nil : Double(overdue) / Double(judged) }
}

/// Judged tickets of one unit and its fair rank.
package struct UnitArrival: Sendable {
  package var unit: UnitName
  package var count: ArrivalCount
  /// Posterior mean of the overdue rate (beta-binomial); nil where units differ no more than chance.
  package var shrunkenRate: Double?
  /// Probability that the unit's rate is above the average of its level.
  package var aboveAverage: Double?
  /// Rank within the level; nil for units with fewer than 5 judged tickets or without a rate.
  package var rank: Int?
}

/// One overdue ticket.
package struct OverdueTicket: Sendable {
  package var id: String
  package var unit: UnitName
  package var area: AreaType
  package var start: CivilTime
  /// Missing while nobody has come.
  package var arrived: CivilTime
  package var limitMinutes: Int
  /// Minutes from start to arrival, or to as-of where nobody has come.
  package var minutes: Double
  package var minutesLate: Double
  package var tag: TagID
  /// True where the ticket is also late by the regulator's limit.
  package var lateByRegulator: Bool
}

/// A ticket whose text contradicts its recorded arrival.
package struct DisputedArrival: Sendable {
  package var id: String
  package var unit: UnitName
  package var area: AreaType
  package var start: CivilTime
  package var arrived: CivilTime
  package var minutes: Double
  package var tag: TagID
  package var source: SourceLocation
  /// The ticket's text, filled after counting; empty where it could not be read again.
  package var text: String = ""
}
