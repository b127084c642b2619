import RedianCore
import Testing

struct SettingsTests {
  private static let calendar = """
    # source: a notice
    # covers: 2026..2026
    date,type,festival,lunar_day
    2026-02-14,makeup_workday,,
    2026-02-17,holiday,spring_festival,0
    2026-10-01,holiday,national_day,
    """

  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  @Test(arguments: [
    ("2026-02-13", DayType.workday), ("2026-02-14", .makeupWorkday), ("2026-02-15", .sunday),
    ("2026-02-17", .holiday), ("2026-10-01", .holiday), ("2026-10-10", .saturday),
  ])
  func dayTypes(text: String, type: DayType) throws {
    let calendar = try HolidayCalendar(csv: Self.calendar)
    #expect(calendar.type(try day(text)) == type)
  }

  @Test(arguments: [
    ("2026-02-09", nil as Int?), ("2026-02-10", -7), ("2026-02-17", 0), ("2026-03-09", 20),
    ("2026-03-10", nil),
  ])
  func festivalDays(text: String, distance: Int?) throws {
    let calendar = try HolidayCalendar(csv: Self.calendar)
    #expect(calendar.festivalDay(try day(text)) == distance)
  }

  @Test func coverageAndSource() throws {
    let calendar = try HolidayCalendar(csv: Self.calendar)
    #expect(calendar.source == "a notice")
    #expect(
      calendar.missingYears(from: try day("2025-12-01"), to: try day("2027-01-31")) == [2025, 2027]
    )
    #expect(
      HolidayCalendar().missingYears(from: try day("2026-01-01"), to: try day("2026-01-02")) == [
        2026
      ]
    )
  }

  @Test(arguments: [
    ("date,kind\n", SettingsError(line: 1, .missingColumn("type"))),
    ("date,type\n2026-02-30,holiday\n", SettingsError(line: 2, .badDate("2026-02-30"))),
    ("date,type\n# x\n2026-02-03,feast\n", SettingsError(line: 3, .unknownType("feast"))),
  ])
  func badCalendars(text: String, error: SettingsError) {
    #expect(throws: error) { try HolidayCalendar(csv: text) }
  }

  @Test(arguments: [
    ("unit\n", SettingsError(line: 1, .missingColumn("successor"))),
    ("unit,successor\n,b\n", SettingsError(line: 2, .emptyUnit)),
    ("unit,successor\na,b\nb,a\n", SettingsError(line: 3, .cycle("b"))),
    ("unit,successor\na,a\n", SettingsError(line: 2, .cycle("a"))),
    ("unit,valid_to,successor\na,2026-13-01,b\n", SettingsError(line: 2, .badDate("2026-13-01"))),
  ])
  func badMappings(text: String, error: SettingsError) {
    #expect(throws: error) { try UnitMapping(csv: text) }
  }

  /// The station of a ticket of 2026-02-20 and its county, after the mapping.
  @Test(arguments: [
    ("unit,successor\n老所,新所\n", "县/新所"), ("unit,successor\n别所,新所\n", "县/老所"),
    ("unit,successor\n老所,邻县/新所\n", "邻县/新所"), ("unit,successor\n县/老所,新所\n", "县/新所"),
    ("unit,successor\n邻县/老所,新所\n", "县/老所"), ("unit,successor\n县,大县\n", "大县/老所"),
    ("unit,successor\n老所,中所\n中所,新所\n", "县/新所"),
    ("unit,successor\n老所,东所;西所\n", "县/老所"),
    ("unit,valid_from,valid_to,successor\n老所,,2026-02-19,新所\n", "县/老所"),
    ("unit,valid_from,valid_to,successor\n老所,2026-02-01,2026-02-20,新所\n", "县/新所"),
  ])
  func mapping(csv: String, expected: String) throws {
    var batch = TicketBatch()
    var place = Place()
    place.county = batch.names.intern("县")
    place.station = batch.names.intern("老所")
    var ticket = TicketFacts()
    ticket.accepted = CivilTime(startOf: try day("2026-02-20"))
    ticket.place = batch.places.intern(place)
    batch.tickets = [ticket]
    var table = TicketTable()
    table.merge(batch)
    let moved = table.apply(try UnitMapping(csv: csv))
    let result = table.places[table[0].place]
    let path = table.names.string(result.county) + "/" + table.names.string(result.station)
    #expect(path == expected)
    #expect(moved == (expected == "县/老所" ? 0 : 1))
  }
}
