package import RedianCore

/// Every figure of one report: what the writers of HTML, XLSX, CSV and JSON read.
///
/// Plain numbers and names, no formatting. Lists are in their final order. A `nil` figure prints as
/// "—" (or empty in CSV and null in JSON): there is no data to compare with, which is not zero.
package struct Summary: Sendable {
  package var period: PeriodFacts
  /// The moment up to which arrivals are judged.
  package var asOf: CivilTime
  package var inputs: [InputCounts]
  package var rows: RowTotals
  package var taxonomy: Taxonomy
  /// Tickets in the period.
  package var tickets: Int
  /// Tickets of the previous period, and of the year before; nil where the data hold none.
  package var previousTickets: Int?
  package var yearBeforeTickets: Int?
  /// One per category of the taxonomy, in its order.
  package var categories: [TagCount]
  /// One per case and per routine tag, in the taxonomy's order.
  package var cases: [TagCount]
  /// One per day of the period.
  package var daily: [DayCount]
  /// Tickets by organisation unit and category, level by level, sorted by count.
  package var units: [UnitCount]
  package var arrivals: ArrivalSummary
  /// Events of the period without overlaps, most extra episodes first.
  package var hotspots: [Hotspot]
  package var repeats: RepeatSummary
  package var recurring: RecurringSummary
  /// Rates per 10,000 customers; nil without a customer table.
  package var customers: CustomerRates?
  /// Counted oddities, and the first place of each.
  package var quality: [QualityCount]
  package var rejects: [Problem]
  /// Rejects beyond those listed.
  package var rejectsNotListed: Int
  package var detection: DetectionFacts
  /// Cells that rose, with overlaps; level by level, most extra episodes first.
  package var rising: [RisingCell] = []
  /// Cells with more than their share; level by level, most extra episodes first.
  package var standing: [StandingCell] = []
  package var scan: HotspotScanFacts?
  package var alerts = AlertSummary()
  /// Filled by the caller, who can read texts.
  package var words = EmergingWords()
}

/// The period and what it is compared with.
package struct PeriodFacts: Sendable {
  package var period: Period
  /// False where the data end before the period does; then the comparisons take as many days.
  package var isComplete: Bool
  /// The days of this period that the comparisons use (all of them when complete).
  package var comparedDays: Period
  package var previous: Period
  package var yearBefore: Period
  /// First and last day of any ticket in the data.
  package var dataFrom: CivilDay
  package var dataTo: CivilDay
}

/// Rows and tickets of the whole run; `read` = `tickets` + `duplicates` + `rejected`.
package struct RowTotals: Sendable, Equatable {
  package var read = 0
  package var tickets = 0
  package var duplicates = 0
  package var rejected = 0
  /// Tickets without a readable acceptance time: in no period.
  package var undated = 0

  package init() {}
}

/// The count of one tag or category in the period and in those it is compared with.
package struct TagCount: Sendable {
  /// Index into `Taxonomy.categories` or `Taxonomy.tags`.
  package var index: Int
  package var count: Int
  /// Share of the period's tickets, 0...1.
  package var share: Double
  /// Rank by count, from 1; equal counts share the better rank.
  package var rank: Int
  /// Count within `PeriodFacts.comparedDays`: what previous and year before are compared with.
  package var compared: Int
  package var previous: Int?
  package var yearBefore: Int?
}

/// The tickets of one day by category (index as in `Taxonomy.categories`).
package struct DayCount: Sendable {
  package var day: CivilDay
  package var counts: [Int]
  package var total: Int { counts.reduce(0, +) }
}

/// An organisation unit: its level and the names from the city down to itself.
package struct UnitName: Sendable, Hashable {
  package var level: OrganizationLevel
  package var city: String
  package var county: String
  package var station: String
  package var team: String

  /// The unit's own name.
  package var name: String {
    switch level {
    case .city: city
    case .county: county
    case .station: station
    case .team: team
    }
  }

  package init(
    level: OrganizationLevel,
    city: String = "",
    county: String = "",
    station: String = "",
    team: String = ""
  ) {
    self.level = level
    self.city = city
    self.county = county
    self.station = station
    self.team = team
  }
}

/// Tickets of one unit in the period, by category.
package struct UnitCount: Sendable {
  package var unit: UnitName
  package var counts: [Int]
  package var total: Int
  package var previous: Int?
  package var yearBefore: Int?
}

/// A counted oddity of the input.
package struct QualityCount: Sendable {
  package var code: ProblemCode
  package var count: Int
  package var firstFile: String
  package var firstLine: UInt64
  package var firstByte: UInt64
  /// Field of the first one, from 1; 0 where the whole row is meant.
  package var firstColumn: Int

  /// The count of a code and the first problem of it, in the file of that name.
  package init(count: Int, first: Problem, file: String) {
    code = first.code
    self.count = count
    firstFile = file
    firstLine = first.line
    firstByte = first.byte
    firstColumn = first.column
  }
}
