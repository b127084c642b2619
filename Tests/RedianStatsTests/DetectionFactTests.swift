import RedianCore
import RedianStats
import Testing

/// The days and units that disturb a comparison, as a report states them.
struct DetectionFactTests {
  private func drafts(_ days: [(String, Int)]) throws -> [Draft] {
    var drafts: [Draft] = []
    for (day, count) in days {
      for _ in 0..<count {
        let accepted = try Make.time(day + " 10:00:00")
        drafts.append(Draft(id: "\(drafts.count)", accepted: accepted, tag: try Make.tag("1.1")))
      }
    }
    return drafts
  }

  private func facts(
    _ drafts: [Draft],
    _ period: String,
    _ calendar: String
  ) throws -> DetectionFacts {
    var options = SummaryOptions()
    options.replicates = 1
    options.calendar = try HolidayCalendar(csv: calendar)
    let request = try #require(PeriodRequest.parse(period))
    return try summarize(
      TicketTable(drafts),
      taxonomy: Make.taxonomy,
      request: request,
      options: options
    ).detection
  }

  private static let festivals = """
    # covers: 2025..2026
    date,type,lunar_day
    2025-01-29,holiday,0
    2026-02-17,holiday,0

    """

  @Test func aMovedFestivalOffersBothMonthsTogether() throws {
    let drafts = try drafts([
      ("2025-01-01", 3), ("2025-01-30", 5), ("2025-02-20", 7), ("2026-01-31", 11),
      ("2026-02-28", 13),
    ])
    let february = try facts(drafts, "2026-02", Self.festivals)
    #expect(february.festival?.counts?.reduce(0, +) == 24)
    #expect(february.festival?.base?.reduce(0, +) == 15)
    let january = try facts(
      drafts.filter { $0.accepted.day.parts.month == 1 },
      "2026-01",
      Self.festivals
    )
    #expect(january.festival != nil)
    #expect(january.festival?.counts == nil)
  }

  @Test func otherMonthsAreComparedAsTheyAre() throws {
    let october = try facts(
      try drafts([("2025-10-05", 3), ("2026-10-05", 4)]),
      "2026-10",
      Self.festivals
    )
    #expect(october.festival == nil)
    #expect(october.missingYears.isEmpty)
  }

  @Test func aStormIsCountedBeside() throws {
    let first = try #require(CivilDay("2026-07-01"))
    let days = (0..<123).map { offset in
      (first.advanced(by: offset).description, offset == 110 ? 300 : 5 + offset % 4)
    }
    let october = try facts(try drafts(days), "2026-10", Self.festivals)
    #expect(october.majorEvents.days.map(\.description) == ["2026-10-19"])
    let outside = try #require(october.outsideMajorEvents?.first)
    #expect(outside == days.suffix(31).reduce(0) { $0 + $1.1 } - 300)
  }

  @Test(arguments: [
    ([], ""), ([2027], "2027"), ([2019, 2020, 2021, 2027], "2019-2021, 2027"),
  ])
  func missingYears(years: [Int], text: String) throws {
    var facts = try facts(try drafts([("2026-10-05", 4)]), "2026-10", Self.festivals)
    facts.missingYears = years
    #expect(facts.missingYearsText == text)
  }

  @Test func aSplitUnitIsComparedByItsParents() throws {
    let table = TicketTable(try HotspotTests.drafts(extra: 90))
    var options = SummaryOptions()
    options.units = try UnitMapping(csv: "unit,successor\n旧所,所3;所9\n")
    options.replicates = 199
    let summary = try summarize(table, taxonomy: Make.taxonomy, options: options)
    let hotspot = try #require(summary.hotspots.first)
    #expect(hotspot.place.unit?.name == "县1")
    #expect(hotspot.place.tag.map { Make.taxonomy.tags[$0].caseID } == "2.1")
  }
}
