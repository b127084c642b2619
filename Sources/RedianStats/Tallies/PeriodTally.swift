import RedianCore

/// The four stretches of days that a report counts.
enum Window: Int, CaseIterable, Sendable {
  case period = 0
  /// The days of the period that the comparisons use.
  case compared = 1
  case previous = 2
  case yearBefore = 3
}

/// Tickets by leaf of the organisation, tag and window, and by day and category.
///
/// Dense arrays: one ticket costs a few additions. Mergeable; addition order does not matter.
struct PeriodTally: Sendable {
  let tagCount: Int
  let leafCount: Int
  private let categoryOfTag: [Int]
  private let other: Int
  private let bounds: [ClosedRange<UInt32>]
  private let firstDay: Int
  /// Counts of window x leaf x tag.
  private(set) var cells: [Int32]
  /// Counts of day x category of the period.
  private(set) var days: [Int32]
  private let categoryCount: Int

  init(_ facts: PeriodFacts, _ taxonomy: Taxonomy, leafCount: Int) {
    tagCount = taxonomy.tags.count
    self.leafCount = leafCount
    categoryOfTag = taxonomy.tags.map(\.category)
    other = Int(taxonomy.other.rawValue)
    categoryCount = taxonomy.categories.count
    bounds = [facts.period, facts.comparedDays, facts.previous, facts.yearBefore].map(\.seconds)
    firstDay = Int(facts.period.from.number)
    cells = [Int32](repeating: 0, count: 4 * leafCount * tagCount)
    days = [Int32](repeating: 0, count: facts.period.days * categoryCount)
  }

  /// The index of a ticket's tag; a ticket without a tag counts as `other`.
  func tag(of ticket: TicketFacts) -> Int {
    let tag = Int(ticket.tag.rawValue)
    return tag < tagCount ? tag : other
  }

  func category(ofTag tag: Int) -> Int { categoryOfTag[tag] }

  func isInPeriod(_ ticket: TicketFacts) -> Bool { bounds[0].contains(ticket.accepted.seconds) }

  mutating func add(_ ticket: TicketFacts, leaf: Int) {
    let seconds = ticket.accepted.seconds
    if seconds == 0 { return }
    let tag = tag(of: ticket)
    let cell = leaf * tagCount + tag
    for window in 0..<4 where bounds[window].contains(seconds) {
      cells[window * leafCount * tagCount + cell] += 1
    }
    if bounds[0].contains(seconds) {
      days[(Int(seconds / 86_400) - firstDay) * categoryCount + categoryOfTag[tag]] += 1
    }
  }

  mutating func merge(_ other: PeriodTally) {
    for index in cells.indices { cells[index] += other.cells[index] }
    for index in days.indices { days[index] += other.days[index] }
  }

  func count(_ window: Window, leaf: Int, tag: Int) -> Int {
    Int(cells[(window.rawValue * leafCount + leaf) * tagCount + tag])
  }

  /// Tickets by tag.
  func byTag(_ window: Window) -> [Int] {
    var sums = [Int](repeating: 0, count: tagCount)
    for leaf in 0..<leafCount {
      for tag in 0..<tagCount { sums[tag] += count(window, leaf: leaf, tag: tag) }
    }
    return sums
  }

  func day(_ offset: Int) -> [Int] {
    days[offset * categoryCount..<(offset + 1) * categoryCount].map(Int.init)
  }
}

extension Period {
  /// The seconds of the period's first and last moment.
  ///
  /// Days before 1970 hold no ticket; a period that ends there is a range no time falls in.
  var seconds: ClosedRange<UInt32> {
    guard to.number >= 0 else { return 0...0 }
    let end = min(Int(UInt32.max), (Int(to.number) + 1) * 86_400 - 1)
    return UInt32(max(0, Int(from.number)) * 86_400)...UInt32(end)
  }
}
