import RedianCore

/// The days of both periods, and how busy days of each type are for each category.
struct PeriodDays {
  private let factors: [DayFactors]
  private let now: [DayType]
  private let base: [DayType]

  /// Factors come from all days of the log that hold a ticket, major event days left out.
  init(_ log: CallLog, _ facts: PeriodFacts, _ calendar: HolidayCalendar, _ major: MajorEventDays) {
    let days = (0..<log.days).map { log.from.advanced(by: $0) }
    let types = days.map(calendar.type)
    let leftOut = days.indices.map { log.byDay.episodes(on: $0) == 0 || major.contains(days[$0]) }
    factors = log.byDay.episodes.map { DayFactors(counts: $0, types: types, leavingOut: leftOut) }
    func covered(_ period: Period) -> [DayType] {
      days.filter { period.contains($0) && $0 >= facts.dataFrom && $0 <= facts.dataTo }
        .map(calendar.type)
    }
    now = covered(facts.comparedDays)
    base = covered(facts.previous)
  }

  /// Sums of the day factors of both periods, at least one day each.
  func exposure(_ category: Int) -> (now: Double, base: Double) {
    let factors = factors[category]
    func sum(_ days: [DayType]) -> Double {
      days.isEmpty ? 1 : days.reduce(0) { $0 + factors[$1] }
    }
    return (sum(now), sum(base))
  }
}
