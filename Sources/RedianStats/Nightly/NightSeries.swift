package import RedianCore

/// The complete days up to a night without a hole in the data, and their episodes.
package struct NightSeries: Sendable {
  let detection: DetectionSpace
  package let from: CivilDay
  /// Day 0 is `from`.
  package let tickets: ScanTickets
  let types: [DayType]
  let isMajor: [Bool]
  /// Nights within the Spring Festival's days.
  let isFestival: [Bool]
  /// The first day each unit was seen on; `days` where it never was.
  let firstSeen: [Int]

  package var days: Int { tickets.days }

  /// - Returns: nil where the log holds no day up to `last`.
  init?(_ log: CallLog, last: CivilDay, _ calendar: HolidayCalendar, _ major: MajorEventDays) {
    guard let first = Self.firstDay(log, last: last) else { return nil }
    detection = log.detection
    from = first
    tickets = log.episodes(first...last)
    let dates = (0..<tickets.days).map { first.advanced(by: $0) }
    types = dates.map(calendar.type)
    isMajor = dates.map(major.contains)
    isFestival = dates.map { calendar.festivalDay($0) != nil }
    var seen = [Int](repeating: tickets.days, count: log.detection.space.units.count)
    for day in (0..<tickets.days).reversed() {
      tickets.forEachCell(on: day) { cell, _ in
        var unit = log.detection.space.unit(cell)
        while unit > 0 {
          seen[unit] = day
          unit = log.detection.space.units.parents[unit]
        }
      }
    }
    seen[0] = 0
    firstSeen = seen
  }

  /// The day after the last hole: three days or more without any ticket are a missing file.
  private static func firstDay(_ log: CallLog, last: CivilDay) -> CivilDay? {
    let end = log.from.distance(to: last)
    guard end >= 0 else { return nil }
    var first: Int?
    var empty = 0
    for day in stride(from: min(end, log.days - 1), through: 0, by: -1) {
      empty = log.byDay.calls[day] > 0 ? 0 : empty + 1
      if empty >= 3 { break }
      if empty == 0 { first = day }
    }
    return first.map { log.from.advanced(by: $0) }
  }

  func date(_ day: Int) -> CivilDay { from.advanced(by: day) }

  /// The windows of a night, and the units that had a history by then.
  func plan(night: Int, days: Int, _ settings: NightSettings) -> ScanPlan {
    var plan = ScanPlan.nightly(units: firstSeen.count)
    let first = night - days + 1
    for unit in plan.isEligible.indices {
      // A unit seen on the first day there is has whatever history the data have.
      plan.isEligible[unit] =
        firstSeen[unit] <= max(first, 0) || night - firstSeen[unit] >= settings.newUnitDays
    }
    return plan
  }
}
