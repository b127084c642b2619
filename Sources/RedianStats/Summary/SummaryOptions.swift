package import RedianCore

/// What a report is made with.
package struct SummaryOptions: Sendable {
  /// The first one decides the list of overdue tickets and the disputed arrivals.
  package var yardsticks: [Yardstick] = [.stateGrid, .regulator]
  /// The moment up to which arrivals are judged; nil for the latest time in the data.
  package var asOf: CivilTime?
  /// Limits of the other steps of a repair; a step without one is measured, not judged.
  package var legLimits: [Leg: AreaLimits] = [.restore: .restoration]
  /// Days of storms and the like: arrivals are also counted without them.
  package var majorEventDays: Set<CivilDay> = []
  /// Most events of a period.
  package var maxHotspots = 10
  /// Most rising and most standing cells of a level.
  package var maxListed = 100
  /// Highest family-wise p of an event: one period in twenty lists one by chance.
  package var scanLimit = 0.05
  /// Random replicates of the scan; nil for 999, or 199 with a fitted tail above 200,000 episodes.
  package var replicates: Int?
  /// Least probability of a standing cell's true ratio being above 1.
  package var standingProbability = 0.95
  /// Fewest tickets of an event whose tag is more likely right than wrong.
  package var minimumConfident = 3
  /// What days are workdays and holidays.
  package var calendar = HolidayCalendar()
  /// What became of renamed and split units; the tickets have been re-keyed by it already.
  package var units = UnitMapping()
  package var nights = NightSettings()
  /// Highest Benjamini-Hochberg q of a rising cell.
  package var falseDiscoveryRate = 0.10
  /// Fewest episodes of a rising or standing cell.
  package var minimumCount = 5
  /// Fewest tickets of a category in both periods for the comparison with everybody's change.
  package var minimumExposure = 100
  /// Fewest judged tickets of a unit that is ranked.
  package var minimumJudged = 5
  package var maxWords = 20
  package var maxRepeatCallers = 50
  /// Outage episodes in ``recurringDays`` that make an address or district a recurring one.
  package var recurringEpisodes = 3
  package var recurringDays = 60
  package var maxRecurringPlaces = 200
  /// Customers of the units, where the user gave a table.
  package var customers: CustomerTable?
  package var examplesPerHotspot = 3
  /// Most tickets whose callers or places are sorted at a time; the figures do not depend on it.
  var ticketsPerSlice = 1 << 20

  package init() {}
}

/// Why there is nothing to report.
package enum SummaryError: Error, Sendable, Equatable {
  /// No ticket has a readable acceptance time.
  case noDatedTicket
  /// The data end before the period or begin after it.
  case outsideData(period: Period, from: CivilDay, to: CivilDay)
}
