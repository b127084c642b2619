package import RedianCore

/// What a hotspot's expected count comes from; a report says which.
package enum HotspotComparison: String, Sendable, CaseIterable {
  /// The previous period, times the change of all tickets: who rose more than everything.
  case totalChange = "total_change"
  /// The previous period, times the change of the same category in all the data: who rose more
  /// than everybody.
  case categoryChange = "category_change"
  /// The previous period, day type for day type: who rose at all.
  case days
  /// No previous period: row total x column total / total of this one.
  case standing
}

/// A place in the product of organisation and taxonomy.
package struct HotspotPlace: Sendable, Hashable {
  /// Nil for everything in the data.
  package var unit: UnitName?
  /// Index into `Taxonomy.categories`; nil for all categories.
  package var category: Int?
  /// Index into `Taxonomy.tags`, routine ones included; nil where the whole category is meant.
  package var tag: Int?
}

/// A child of an event's unit and its part in it.
package struct HotspotPart: Sendable, Equatable {
  package var name: String
  /// Episodes.
  package var count: Int
  /// Episodes beyond the child's own expected count.
  package var extra: Double
}

/// An event: a cell of organisation x taxonomy with more episodes than the comparison lets expect.
package struct Hotspot: Sendable {
  package var place: HotspotPlace
  package var from: CivilDay
  package var to: CivilDay
  /// Episodes: calls about one outage, or one contact, count once.
  package var count: Int
  /// All calls, and the distinct known callers among them.
  package var tickets: Int
  package var callers: Int
  /// Tickets outside major event days.
  package var ticketsOutsideMajorEvents: Int
  /// The comparison's episodes; for a standing hotspot the category's episodes everywhere.
  package var base: Int
  /// What the base lets expect in this period; a base of 0 counts as half an episode.
  package var expected: Double
  package var ratio: Double
  /// 95 % interval of the ratio (Clopper-Pearson on the share of both counts).
  package var ratioInterval: ClosedRange<Double>
  /// One-sided p of the conditional test, and its Benjamini-Hochberg q within the level.
  package var p: Double
  package var q: Double
  /// How often a random month's best event scores as high: the family-wise p of the scan; nil for a
  /// standing hotspot, which needs no scan.
  package var scanProbability: Double?
  /// Episodes beyond the expected.
  package var extra: Double
  /// Tickets by day of the period.
  package var daily: [Int]
  /// Most extra episodes first, at most five.
  package var parts: [HotspotPart]
  package var examples: [TicketExcerpt]
  package var comparison: HotspotComparison

  /// The upper end of ``ratioInterval`` where the comparison has no ticket and so sets no limit.
  package static let unlimitedRatio = 9_999.0
}

/// A cell that rose more than chance lets it, whatever other cells it overlaps.
package struct RisingCell: Sendable {
  package var place: HotspotPlace
  package var count: Int
  package var base: Int
  package var expected: Double
  package var extra: Double
  package var ratioInterval: ClosedRange<Double>
  package var p: Double
  package var q: Double
  package var comparison: HotspotComparison
  /// The number, from 1, of the event that holds the cell or lies in it.
  package var event: Int?
}

/// A cell with a larger share of this kind of ticket than everybody, this period.
package struct StandingCell: Sendable {
  package var place: HotspotPlace
  package var count: Int
  package var expected: Double
  package var extra: Double
  /// The ratio as far as the cell's size supports it (gamma-Poisson shrinkage).
  package var ratio: Double
  /// The probability that the true ratio is above 1.
  package var probability: Double
  /// One-sided binomial p within the unit, and its Benjamini-Hochberg q within the level.
  package var p: Double
  package var q: Double
}

/// How the period's scan was made: what a note below the table says.
package struct HotspotScanFacts: Sendable, Equatable {
  /// Episodes of the period and of the one it is compared with.
  package var episodes: Int
  package var baseEpisodes: Int
  /// Random replicates; 0 where there was no comparison.
  package var replicates: Int
  /// Variance over the variance of independent episodes, at least 1.
  package var dispersion: Double
  /// The highest p of an event that is listed.
  package var limit: Double
}

/// A ticket shown as an example.
package struct TicketExcerpt: Sendable {
  package var id: String
  package var accepted: CivilTime
  package var source: SourceLocation
  /// The ticket's text, filled after counting; empty where it could not be read again.
  package var text: String = ""
}
