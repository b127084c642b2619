package import RedianCore

/// Arrivals on site of the period's fault-repair tickets.
package struct ArrivalSummary: Sendable {
  /// True where the export has no business type and the tag `fault-repair` was used instead.
  package var selectedByTag = false
  /// State Grid first, the regulator second, then others.
  package var yardsticks: [YardstickSummary] = []
  /// The steps of a repair whose columns the export has.
  package var legs: [LegSummary] = []
  /// Units and areas with suspiciously many arrivals just inside a limit.
  package var heaping: [Heaping] = []
  /// Major event days of the period; figures without them are beside those with them.
  package var eventDays: [CivilDay] = []
  /// Overdue by the first yardstick, latest first.
  package var overdue: [OverdueTicket] = []
  /// The text says late or never (cases 1.2, 1.4), the record says in time: the ticket's own text, or
  /// that of another ticket of the same caller within the next 7 days.
  package var disputed: [DisputedArrival] = []

  package init() {}
}

/// One yardstick's results.
package struct YardstickSummary: Sendable {
  package var yardstick: Yardstick
  package var total: ArrivalCount
  /// Urban, rural, remote.
  package var byArea: [(area: AreaType, count: ArrivalCount)]
  /// Every level's units, level by level, in ranking order (shrunken rate, highest first).
  package var byUnit: [UnitArrival]
  /// How the rates of a level's units were shrunken, city to team.
  package var levels: [RateShrinkage]
  /// 24 entries.
  package var byHour: [ArrivalCount]
  /// How the rates of the 24 hours were shrunken.
  package var hours: RateShrinkage
  /// Monday first, 7 entries.
  package var byWeekday: [ArrivalCount]
  package var excluded: ArrivalExclusions
  /// Total and areas without major event days; nil where there was none.
  package var withoutEvents: (total: ArrivalCount, byArea: [(area: AreaType, count: ArrivalCount)])?
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

  package mutating func merge(_ other: ArrivalExclusions) {
    child += other.child
    missingStart += other.missingStart
    noVisit += other.noVisit
    arrivalBeforeReport += other.arrivalBeforeReport
    unknownArea += other.unknownArea
    notDue += other.notDue
  }
}

/// Waiting times of one group and what a limit says about them.
///
/// Mean and longest are those of the judged tickets that have an arrival. Percentiles and restricted
/// mean are Kaplan-Meier's over all tickets with start and area: those that still wait count with
/// the time they have waited.
package struct ArrivalCount: Sendable {
  package var judged = 0
  /// Late, and still not there.
  package var overdue = 0
  /// Of the overdue: no arrival yet.
  package var notArrived = 0
  /// The limit has not passed yet.
  package var notDue = 0
  /// Closed without an arrival time: not judged.
  package var noVisit = 0
  /// Judged tickets with an arrival (where there is no limit: all with one).
  package var timed = 0
  /// Minutes from start to arrival; nil where none has arrived.
  package var meanMinutes: Double?
  package var longestMinutes: Double?
  package var median = KaplanMeier.Percentile()
  package var p90 = KaplanMeier.Percentile()
  package var p95 = KaplanMeier.Percentile()
  /// Mean of the first ``restrictedTo`` minutes; nil without tickets.
  package var restrictedMeanMinutes: Double?
  package var restrictedTo = 0
  /// The last minute about which anything is known: a percentile that is nil is above it.
  package var lastMinute = 0
  /// Wilson 95 % interval of the rate; nil where none is judged.
  package var interval: ClosedRange<Double>?

  package init() {}

  /// overdue / judged, or nil where none is judged.
  package var rate: Double? { judged == 0 ? nil : Double(overdue) / Double(judged) }

  /// The rate if everything closed without an arrival time had been in time, and if it had been
  /// late; nil where there is no such ticket.
  package var rateRange: ClosedRange<Double>? {
    guard noVisit > 0 else { return nil }
    let all = Double(judged + noVisit)
    return Double(overdue) / all...Double(overdue + noVisit) / all
  }
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
  package var note = RankNote.ranked
  /// Where the rate lies in the funnel of its level.
  package var funnel = FunnelPosition.inside
  /// Overdue tickets of a unit with the same areas and hours at everybody's rates.
  package var expected = 0.0
  /// overdue / expected, shrunken (gamma-Poisson); nil where units differ no more than chance.
  package var shrunkenRatio: Double?
  /// Probability that the unit has more overdue tickets than its areas and hours let expect.
  package var aboveExpected: Double?
  /// Judged and overdue without major event days; nil where there was none.
  package var withoutEvents: (judged: Int, overdue: Int)?

  /// True where the rate is above the level's average with a probability of 95 % or more.
  package var isAboveAverage: Bool { note == .ranked && (aboveAverage ?? 0) >= 0.95 }
}

/// Why a unit has no rank.
package enum RankNote: String, Sendable {
  case ranked = ""
  /// Fewer judged tickets than a rank needs.
  case tooFew = "too_few"
  /// The level's units differ no more than chance would make them.
  case withinChance = "within_chance"
}

/// A unit's place in the funnel of exact binomial limits around its level's rate.
package enum FunnelPosition: String, Sendable {
  case above998 = "above_99.8"
  case above95 = "above_95"
  case inside
  case below95 = "below_95"
  case below998 = "below_99.8"
}
