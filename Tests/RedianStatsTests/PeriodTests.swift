import RedianCore
import RedianStats
import Testing

struct PeriodTests {
  @Test(arguments: [
    ("2026-10", "2026-10"), ("2026-W43", "2026-W43"), ("2026-10-15", "2026-10-15"),
    ("2026-10-01..2026-10-20", "2026-10-01..2026-10-20"), ("2026-W53", "2026-W53"),
  ])
  func parses(text: String, label: String) throws {
    guard case .period(let period) = PeriodRequest.parse(text) else {
      Issue.record("\(text) was not read")
      return
    }
    #expect(period.label == label)
  }

  @Test(arguments: [
    "", "2026", "2026-13", "2026-1", "2025-W53", "2026-W00", "2026-02-30", "2026-10-20..2026-10-01",
    "2026-10-01..", "october", "2026-10-15-1", "+026-10",
  ])
  func refuses(text: String) { #expect(PeriodRequest.parse(text) == nil) }

  @Test func allIsRead() { #expect(PeriodRequest.parse("all") == .all) }

  private func facts(_ days: [String]) throws -> Summary {
    let drafts = try days.enumerated().map {
      Draft(id: "\($0)", accepted: try Make.time($1 + " 10:00:00"), tag: try Make.tag("1.1"))
    }
    return try summarize(TicketTable(drafts), taxonomy: Make.taxonomy)
  }

  @Test func anIncompleteMonthIsComparedWithTheSameDays() throws {
    let summary = try facts(["2025-10-20", "2026-09-20", "2026-09-21", "2026-10-01", "2026-10-20"])
    #expect(!summary.period.isComplete)
    #expect(summary.period.comparedDays.days == 20)
    #expect(summary.period.previous.label == "2026-09-01..2026-09-20")
    #expect(summary.tickets == 2)
    #expect(summary.previousTickets == 1)
    #expect(summary.yearBeforeTickets == 1)
  }

  @Test func aCompleteMonthIsComparedWithTheWholeMonthBefore() throws {
    let summary = try facts(["2026-09-30", "2026-10-01", "2026-10-31"])
    #expect(summary.period.isComplete)
    #expect(summary.previousTickets == 1)
    #expect(summary.yearBeforeTickets == nil)
    #expect(summary.categories[0].yearBefore == nil)
    #expect(summary.daily.map(\.total).reduce(0, +) == 2)
  }

  @Test func nothingToReport() throws {
    #expect(throws: SummaryError.noDatedTicket) {
      try summarize(TicketTable(), taxonomy: Make.taxonomy)
    }
  }
}
