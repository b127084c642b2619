import RedianCore

/// Repair tickets by day of acceptance: what major event days are found by.
struct RepairDays: Sendable {
  private var counts: [Int32: Int] = [:]
  private let tags: Range<Int>

  init(_ taxonomy: Taxonomy) { tags = taxonomy.repairTags }

  mutating func add(_ ticket: TicketFacts) {
    guard !ticket.accepted.isMissing, tags.contains(Int(ticket.tag.rawValue)) else { return }
    counts[ticket.accepted.day.number, default: 0] += 1
  }

  /// The major event days among the 365 days that end with `last`.
  func majorEvents(until last: CivilDay) -> MajorEventDays {
    let from = last.advanced(by: -364)
    let days = (0..<365).map { counts[from.advanced(by: $0).number] ?? 0 }
    return MajorEventDays(days, from: from)
  }
}
