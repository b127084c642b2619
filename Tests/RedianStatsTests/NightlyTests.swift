import RedianCore
import RedianStats
import Testing

struct NightlyTests {
  private static let last = "2026-10-31"

  /// `days` days up to 2026-10-31 with about 40 tickets each at eight stations, and more of case
  /// 2.1 at one of them on the days of `planted`, counted back from the last one (0).
  private func table(
    days: Int,
    planted: ClosedRange<Int>? = nil,
    more: Int = 6
  ) throws -> TicketTable {
    var generator = SplitMix(seed: 11)
    let last = try #require(CivilDay(Self.last))
    let tags = try ["1.1", "1.3", "2.1", "2.2"].map(Make.tag)
    var drafts: [Draft] = []
    func append(_ day: CivilDay, _ tag: TagID, _ station: Int) {
      let second = UInt32.random(in: 0..<86_400, using: &generator)
      drafts.append(
        Draft(
          id: "\(drafts.count + 1)",
          accepted: CivilTime(seconds: CivilTime(startOf: day).seconds + second),
          tag: tag,
          unit: ("县\(station / 4)", "所\(station)")
        )
      )
    }
    for back in 0..<days {
      let day = last.advanced(by: -back)
      for _ in 0..<Int.random(in: 32...48, using: &generator) {
        let tag = tags[Int.random(in: 0..<tags.count, using: &generator)]
        append(day, tag, Int.random(in: 0..<8, using: &generator))
      }
      if planted?.contains(back) == true { for _ in 0..<more { append(day, tags[2], 5) } }
    }
    // The last day is complete.
    drafts.append(
      Draft(
        id: "end",
        accepted: try Make.time(Self.last + " 23:30:00"),
        tag: tags[0],
        unit: ("县0", "所0")
      )
    )
    return TicketTable(drafts)
  }

  private func alerts(
    _ table: TicketTable,
    _ period: String,
    _ change: (inout SummaryOptions) -> Void = { _ in }
  ) throws -> AlertSummary {
    var options = SummaryOptions()
    options.replicates = 199
    change(&options)
    let request = try #require(PeriodRequest.parse(period))
    return try summarize(table, taxonomy: Make.taxonomy, request: request, options: options).alerts
  }

  @Test func aPlantedEventIsFoundOnItsNight() throws {
    let found = try alerts(table(days: 130, planted: 0...1), Self.last)
    let night = try #require(found.nights.last)
    #expect(night.pastNights == 71)
    #expect(!night.isProvisional)
    let alert = try #require(found.alerts.first { $0.kind == .place })
    #expect(alert.place.unit?.name == "所5")
    #expect(alert.place.tag.map { Make.taxonomy.tags[$0].caseID } == "2.1")
    #expect(alert.to == night.night)
    #expect(alert.state == .new)
    #expect(alert.isUnprecedented)
    #expect(alert.nights == 710)
    #expect(alert.level == .serious)
    #expect(alert.tickets >= alert.count)
    #expect(found.alerts.count { $0.kind == .place } == 1)
  }

  @Test func quietNightsAreQuiet() throws {
    let found = try alerts(table(days: 150), "2026-10-17..2026-10-31")
    #expect(found.nights.count == 15)
    #expect(found.alerts.count <= 1)
  }

  @Test func anEventGoesOnAndBecomesALevel() throws {
    let found = try alerts(table(days: 150, planted: 0...9), "2026-10-20..2026-10-31")
    let event = found.alerts.filter { $0.place.unit?.name == "所5" && $0.kind == .place }
    #expect(Set(event.map(\.id)).count == 1)
    #expect(event.first?.state == .new)
    #expect(event.dropFirst().first?.state == .ongoing)
    #expect(event.last?.state == .newLevel)
    #expect(event.map(\.nightsSeen) == Array(1...event.count))
  }

  @Test func aShortHistoryIsProvisional() throws {
    let found = try alerts(table(days: 61, planted: 0...1), "2026-10")
    #expect(found.nights.map(\.isProvisional) == [true])
    let alert = try #require(found.alerts.first { $0.kind == .place })
    #expect(alert.isProvisional)
    #expect(alert.place.unit?.name == "所5")
  }

  @Test func fourWeeksAreTooFewForAnything() throws {
    let found = try alerts(table(days: 27, planted: 0...1), Self.last)
    #expect(found.alerts.isEmpty)
    #expect(found.nights.map(\.days) == [0])
  }

  @Test func anUnusualVolumeIsAnAlert() throws {
    let found = try alerts(table(days: 90, planted: 0...0, more: 60), Self.last)
    let alert = try #require(found.alerts.first { $0.kind == .volume })
    #expect(alert.place.unit == nil)
    #expect(alert.ratio > 1.5)
    #expect(alert.q ?? 1 <= 0.05)
  }

  @Test func theSpringFestivalHasNoVolumeTest() throws {
    let found = try alerts(table(days: 90, planted: 0...0, more: 60), Self.last) {
      $0.calendar =
        (try? HolidayCalendar(csv: "date,type,lunar_day\n2026-10-30,holiday,0\n")) ?? $0.calendar
    }
    #expect(found.nights.last?.hasVolumeTest == false)
    #expect(!found.alerts.contains { $0.kind == .volume })
  }

  @Test func anUnfinishedLastDayIsNoNight() throws {
    let day = try Make.time("2026-11-01 09:00:00")
    var drafts = [Draft(id: "x", accepted: day, tag: try Make.tag("1.1"))]
    for back in 1..<40 {
      let start = CivilTime(startOf: day.day.advanced(by: -back))
      drafts.append(Draft(id: "\(back)", accepted: start, tag: try Make.tag("1.1")))
    }
    let found = try alerts(TicketTable(drafts), "2026-11")
    #expect(found.nights.last?.night == day.day.advanced(by: -1))
  }
}
