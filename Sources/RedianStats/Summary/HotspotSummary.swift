package import RedianCore

/// What a hotspot's expected count comes from; a report says which.
package enum HotspotComparison: String, Sendable, CaseIterable {
  /// The previous period, times the change of the same category in all the data: who rose more
  /// than everybody.
  case categoryChange = "category_change"
  /// The previous period, day for day: who rose at all.
  case days
  /// No previous period: row total x column total / total of this one.
  case standing
}

/// A cell of organisation x taxonomy with more tickets than the comparison lets expect.
package struct Hotspot: Sendable {
  package var unit: UnitName
  /// Index into `Taxonomy.categories`.
  package var category: Int
  /// Index into `Taxonomy.tags`, or nil where the whole category is meant.
  package var tag: Int?
  package var from: CivilDay
  package var to: CivilDay
  package var count: Int
  /// The comparison's count, as counted; for a standing hotspot the category's tickets everywhere.
  package var base: Int
  /// What the base lets expect in this period; a base of 0 counts as half a ticket.
  package var expected: Double
  package var ratio: Double
  /// 95 % interval of the ratio (Clopper-Pearson on the share of both counts).
  package var ratioInterval: ClosedRange<Double>
  /// One-sided p of the exact conditional test, and its Benjamini-Hochberg q within the level.
  package var p: Double
  package var q: Double
  /// Tickets beyond the expected.
  package var extra: Double
  /// One count per day of the period.
  package var daily: [Int]
  /// The unit's children and their counts, most first, at most five.
  package var parts: [(name: String, count: Int)]
  package var examples: [TicketExcerpt]
  package var comparison: HotspotComparison = .categoryChange

  /// The upper end of ``ratioInterval`` where the comparison has no ticket and so sets no limit.
  package static let unlimitedRatio = 9_999.0
}

/// A ticket shown as an example.
package struct TicketExcerpt: Sendable {
  package var id: String
  package var accepted: CivilTime
  package var source: SourceLocation
  /// The ticket's text, filled after counting; empty where it could not be read again.
  package var text: String = ""
}
