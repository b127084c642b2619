import RedianCore
import Testing

@Suite struct CalendarTests {
  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2024-12-30", 20_087, 1),
    ("2026-10-15", 20_741, 4), ("2027-01-03", 20_821, 7),
  ])
  func day(text: String, number: Int, weekday: Int) {
    let day = CivilDay(number: Int32(number))
    #expect(day.description == text)
    #expect(day.weekday == weekday)
    let (year, month, date) = day.parts
    #expect(CivilDay(year: year, month: month, day: date) == day)
  }

  @Test func everyDayOfACenturyRoundTrips() {
    for number in Int32(0)..<40_000 {
      let (year, month, day) = CivilDay(number: number).parts
      #expect(CivilDay(year: year, month: month, day: day)?.number == number)
    }
  }

  @Test(arguments: [(2026, 2, 29), (2026, 13, 1), (2026, 4, 31), (2026, 1, 0)])
  func noSuchDay(year: Int, month: Int, day: Int) {
    #expect(CivilDay(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    ("2024-12-30", 2025, 1), ("2026-01-01", 2026, 1), ("2027-01-03", 2026, 53),
    ("2026-10-19", 2026, 43),
  ])
  func isoWeek(text: String, year: Int, week: Int) throws {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    let day = try #require(CivilDay(year: parts[0], month: parts[1], day: parts[2]))
    #expect(day.isoWeek == (year, week))
  }

  @Test func time() throws {
    let time = try #require(
      CivilTime(year: 2026, month: 10, day: 15, hour: 8, minute: 3, second: 9)
    )
    #expect(time.description == "2026-10-15 08:03:09")
    #expect(CivilTime(year: 2026, month: 10, day: 15, hour: 24) == nil)
    #expect(CivilTime.missing.description.isEmpty)
  }

  @Test func periodsAndTheirComparisons() throws {
    let day = try #require(CivilDay(year: 2026, month: 3, day: 31))
    let month = Period.month(of: day)
    #expect(month.label == "2026-03")
    #expect(month.previous.label == "2026-02")
    #expect(month.yearBefore.label == "2025-03")
    #expect(month.first(20).label == "2026-03-01..2026-03-20")
    let leap = try #require(CivilDay(year: 2028, month: 2, day: 29))
    #expect(Period(kind: .day, from: leap, to: leap).yearBefore.label == "2027-02-28")
    let monday = try #require(CivilDay(year: 2026, month: 10, day: 19))
    let week = Period(kind: .week, from: monday, to: monday.advanced(by: 6))
    #expect(week.label == "2026-W43")
    #expect(week.previous.label == "2026-W42")
    #expect(week.yearBefore.label == "2025-W43")
  }
}
