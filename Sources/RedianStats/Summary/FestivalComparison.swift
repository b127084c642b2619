package import RedianCore

/// January and February together, this year and the year before.
///
/// The Spring Festival moves between them, so neither month can be compared with its own year
/// before: offered where a period holds more or fewer of the festival's days than a year ago.
package struct FestivalComparison: Sendable, Equatable {
  package var from: CivilDay
  package var to: CivilDay
  package var baseFrom: CivilDay
  package var baseTo: CivilDay
  /// Tickets by category; nil where the data do not hold both months.
  package var counts: [Int]?
  package var base: [Int]?
}

extension PeriodFacts {
  /// True where the compared days and those of the year before hold different numbers of the
  /// festival's days (-7...20 around lunar New Year's day).
  func hasFestivalShift(_ calendar: HolidayCalendar) -> Bool {
    func days(_ period: Period) -> Int {
      (0..<period.days).count { calendar.festivalDay(period.from.advanced(by: $0)) != nil }
    }
    return days(comparedDays) != days(yearBefore)
  }

  /// Days of a stretch that lie within the data, at least 1.
  package func coveredDays(_ period: Period) -> Int {
    let from = max(period.from, dataFrom)
    let to = min(period.to, dataTo)
    return from > to ? 1 : from.distance(to: to) + 1
  }
}

/// Counts January and February of two years by category, while the tickets go by.
struct FestivalPass {
  private let taxonomy: Taxonomy
  private let now: Period
  private let base: Period
  private let facts: PeriodFacts
  private var counts: [Int]
  private var baseCounts: [Int]

  /// - Returns: nil where the festival does not disturb the comparison with the year before.
  init?(_ facts: PeriodFacts, _ taxonomy: Taxonomy, _ calendar: HolidayCalendar) {
    let year = facts.period.from.parts.year
    guard facts.hasFestivalShift(calendar),
      let now = Self.twoMonths(year), let base = Self.twoMonths(year - 1)
    else { return nil }
    self.taxonomy = taxonomy
    self.now = now
    self.base = base
    self.facts = facts
    counts = [Int](repeating: 0, count: taxonomy.categories.count)
    baseCounts = counts
  }

  private static func twoMonths(_ year: Int) -> Period? {
    guard let from = CivilDay(year: year, month: 1, day: 1),
      let march = CivilDay(year: year, month: 3, day: 1)
    else { return nil }
    return Period(kind: .range, from: from, to: march.advanced(by: -1))
  }

  mutating func add(_ ticket: TicketFacts) {
    let tag = ticket.tag == .none ? taxonomy.other : ticket.tag
    if now.contains(ticket.accepted) { counts[taxonomy[tag].category] += 1 }
    if base.contains(ticket.accepted) { baseCounts[taxonomy[tag].category] += 1 }
  }

  var comparison: FestivalComparison {
    let isWhole = facts.dataTo >= now.to && facts.dataFrom <= base.from
    return FestivalComparison(
      from: now.from,
      to: now.to,
      baseFrom: base.from,
      baseTo: base.to,
      counts: isWhole ? counts : nil,
      base: isWhole ? baseCounts : nil
    )
  }
}
