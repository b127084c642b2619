import RedianCore
import Testing

@testable import RedianStats

/// Ranks, expected numbers, steps, heaping and event days of invented months.
struct ArrivalFigureTests {
  private func draft(
    _ id: Int,
    _ time: String,
    minutes: Int?,
    station: String = "所",
    area: AreaType = .urban
  ) throws -> Draft {
    var draft = Draft(id: "\(id)", accepted: try Make.time(time), tag: try Make.tag("1.1"))
    if let minutes {
      draft.arrived = CivilTime(seconds: draft.accepted.seconds + UInt32(minutes * 60))
    }
    draft.unit.station = station
    draft.area = area
    return draft
  }

  private func summary(_ drafts: [Draft], _ options: SummaryOptions = .init()) throws -> Summary {
    var options = options
    if options.asOf == nil { options.asOf = try Make.time("2026-10-31 00:00:00") }
    return try summarize(TicketTable(drafts), taxonomy: Make.taxonomy, options: options)
  }

  private func stations(_ summary: Summary) -> [UnitArrival] {
    summary.arrivals.yardsticks[0].byUnit.filter { $0.unit.level == .station }
  }

  /// One of one late is not the worst: it is not ranked; half of forty is, with certainty.
  @Test func smallUnitsAreNotRanked() throws {
    var drafts = [try draft(1, "2026-10-05 10:00:00", minutes: 50, station: "小")]
    for number in 0..<40 {
      let late = number % 2 == 0
      drafts.append(
        try draft(100 + number, "2026-10-05 10:00:00", minutes: late ? 50 : 20, station: "慢")
      )
      for (index, name) in ["甲", "乙", "丙"].enumerated() {
        let minutes = number == index ? 50 : 20
        let id = 1_000 * (index + 1) + number
        drafts.append(try draft(id, "2026-10-05 10:00:00", minutes: minutes, station: name))
      }
    }
    let units = stations(try summary(drafts))
    #expect(units.map(\.unit.name).first == "慢")
    #expect(units.map(\.unit.name).last == "小")
    #expect(units.map(\.note) == [.ranked, .ranked, .ranked, .ranked, .tooFew])
    #expect(units.map(\.rank) == [1, 2, 3, 4, nil])
    #expect(units.map(\.isAboveAverage) == [true, false, false, false, false])
    #expect(units[0].funnel == .above998)
    #expect((units[0].shrunkenRate ?? 1) < 0.5)
  }

  @Test func equalUnitsAreWithinChance() throws {
    let drafts = try (0..<80).map { number in
      let minutes = number / 2 % 10 == 0 ? 50 : 20
      let station = number % 2 == 0 ? "甲" : "乙"
      return try draft(number, "2026-10-05 10:00:00", minutes: minutes, station: station)
    }
    let units = stations(try summary(drafts))
    #expect(units.map(\.note) == [.withinChance, .withinChance])
    #expect(units.map(\.rank) == [nil, nil])
    #expect(units.map(\.shrunkenRate) == [nil, nil])
  }

  /// Everybody is late at night in the country; who works there has the expected number.
  @Test func mixedAreasAndHoursHaveTheirOwnExpectation() throws {
    var drafts: [Draft] = []
    for number in 0..<20 {
      drafts.append(
        try draft(
          number,
          "2026-10-05 02:00:00",
          minutes: number % 2 == 0 ? 100 : 50,
          station: number < 16 ? "乡" : "城",
          area: .rural
        )
      )
      drafts.append(
        try draft(
          100 + number,
          "2026-10-05 14:00:00",
          minutes: number == 0 ? 60 : 20,
          station: number < 10 ? "乡" : "城"
        )
      )
    }
    let units = stations(try summary(drafts))
    let expected = Dictionary(uniqueKeysWithValues: units.map { ($0.unit.name, $0.expected) })
    // Half of 16 or 4 at night, a twentieth of 10 in the afternoon.
    #expect(expected["乡"] == 8.5)
    #expect(expected["城"] == 2.5)
  }

  @Test func stepsOfARepair() throws {
    var drafts = try (0..<3).map {
      try draft($0, "2026-10-05 10:00:00", minutes: 30, area: [.urban, .rural, .remote][$0])
    }
    let start = drafts[0].accepted.seconds
    for (index, hours) in [4, 3, 9].enumerated() {
      drafts[index].steps = (
        dispatched: CivilTime(seconds: start + 120),
        taken: CivilTime(seconds: index == 0 ? start + 60 : start + 240),
        restored: CivilTime(seconds: start + 1_800 + UInt32(hours) * 3_600)
      )
    }
    drafts.append(try draft(3, "2026-10-05 10:00:00", minutes: 30))
    drafts[3].isChild = true
    let legs = try summary(drafts).arrivals.legs
    #expect(legs.map(\.leg) == [.dispatch, .take, .restore])
    #expect(legs.map(\.total.timed) == [3, 2, 3])
    #expect(legs[0].total.median.minutes == 2)
    #expect(legs[0].total.rate == nil)
    // The first ticket was taken before it was dispatched.
    #expect(legs.map(\.disordered) == [0, 1, 0])
    #expect(legs[2].total.judged == 2)
    #expect(legs[2].byArea.map(\.count.overdue) == [1, 0, 0])
    #expect(legs[2].byArea.map(\.count.judged) == [1, 1, 0])
  }

  @Test func stepsThatTheExportLacksAreLeftOut() throws {
    let legs = try summary([try draft(1, "2026-10-05 10:00:00", minutes: 30)]).arrivals.legs
    #expect(legs.isEmpty)
  }

  @Test func eventDaysAreCountedBothWays() throws {
    let drafts = try (0..<10).map { number in
      let day = number < 4 ? "06" : "07"
      let minutes = number < 4 ? 90 : 20
      return try draft(number, "2026-10-\(day) 10:00:00", minutes: minutes)
    }
    var options = SummaryOptions()
    let day = try #require(CivilDay(year: 2026, month: 10, day: 6))
    options.majorEventDays = [day, day.advanced(by: -30)]
    let arrivals = try summary(drafts, options).arrivals
    #expect(arrivals.eventDays == [day])
    #expect(arrivals.yardsticks[0].total.overdue == 4)
    #expect(arrivals.yardsticks[0].withoutEvents?.total.judged == 6)
    #expect(arrivals.yardsticks[0].withoutEvents?.total.overdue == 0)
    let unit = try #require(arrivals.yardsticks[0].byUnit.first)
    #expect(unit.withoutEvents?.judged == 6)
    #expect(try summary(drafts).arrivals.yardsticks[0].withoutEvents == nil)
  }

  /// Days after the repair, business type and tag of a caller's next ticket; whether it is a dispute.
  @Test(arguments: [
    (1, BusinessType.complaint, "1.2", true), (7, .urging, "1.4", true),
    (8, .complaint, "1.2", false), (1, .complaint, "1.1", false),
    (1, .faultRepair, "1.1", false),
  ])
  func aComplaintDisputesTheCallersRepair(
    days: Int,
    type: BusinessType,
    tag: String,
    isDispute: Bool
  ) throws {
    var drafts = [
      try draft(1, "2026-10-05 10:00:00", minutes: 20),
      try draft(2, "2026-10-\(days + 5 < 10 ? "0" : "")\(days + 5) 10:00:00", minutes: nil),
    ]
    drafts[0].caller = 9
    drafts[1].caller = 9
    drafts[1].type = type
    drafts[1].tag = try Make.tag(tag)
    let disputed = try summary(drafts).arrivals.disputed
    #expect(disputed.map(\.id) == (isDispute ? ["1"] : []))
    #expect(disputed.map(\.saidIn) == (isDispute ? ["2"] : []))
    drafts[1].caller = 8
    #expect(try summary(drafts).arrivals.disputed.isEmpty)
  }

  /// As of noon nobody can know that the crew came at one.
  @Test func arrivalsAfterAsOfHaveNotHappened() throws {
    var options = SummaryOptions()
    options.asOf = try Make.time("2026-10-05 12:00:00")
    let drafts = [
      try draft(1, "2026-10-05 10:00:00", minutes: 180),
      try draft(2, "2026-10-05 11:50:00", minutes: 5),
      try draft(3, "2026-10-05 13:00:00", minutes: 5),
    ]
    let summary = try summary(drafts, options)
    let total = summary.arrivals.yardsticks[0].total
    #expect(total.judged == 1)
    #expect(total.notArrived == 1)
    #expect(total.notDue == 2)
    #expect(total.meanMinutes == nil)
    #expect(summary.arrivals.overdue.map(\.minutes) == [120])
  }
}

struct HeapingTests {
  /// Arrivals per minute 1...60: twenty, but `inside` in the last five minutes of 45.
  private func histogram(inside: Int, beyond: Int = 20) -> MinuteHistogram {
    var histogram = MinuteHistogram()
    for minute in 1...60 {
      let count = (41...45).contains(minute) ? inside : minute > 45 ? beyond : 20
      histogram.add(minute: minute, arrived: true, count: count)
    }
    return histogram
  }

  @Test func everybodyAgainstTheNeighbours() {
    #expect(HeapingTest(histogram(inside: 20), limit: 45).againstNeighbours == nil)
    let found = HeapingTest(histogram(inside: 60, beyond: 10), limit: 45).againstNeighbours
    #expect(found?.inside == 300)
    #expect(found?.beyond == 50)
  }

  @Test func aUnitAgainstEverybody() {
    let test = HeapingTest(histogram(inside: 7, beyond: 1), limit: 45)
    #expect(test.against(0.5)?.inside == 35)
    #expect(test.against(0.85) == nil)
    var small = MinuteHistogram()
    small.add(minute: 45, arrived: true, count: 19)
    #expect(HeapingTest(small, limit: 45).against(0.5) == nil)
  }
}

struct FunnelTests {
  /// The drawn lines part the counts exactly where the exact limits do.
  @Test(arguments: [0.01, 0.059, 0.3, 0.5, 0.9], [0.95, 0.998])
  func linesAgreeWithLimits(rate: Double, level: Double) {
    for n in [1, 2, 5, 17, 60, 400] {
      let limits = FunnelLimits.binomial(of: n, rate, level: level)
      let lines = FunnelLimits.lines(of: n, rate, level: level)
      for count in 0...n {
        let share = Double(count) / Double(n)
        let isAbove = share > lines.high + 1e-12
        let isBelow = share < lines.low - 1e-12
        #expect(isAbove == (count > limits.upperBound), "\(count) of \(n)")
        #expect(isBelow == (count < limits.lowerBound), "\(count) of \(n)")
      }
    }
  }
}

/// Tallies of the parts of an input add up to the tally of the whole.
struct ArrivalMergeTests {
  @Test(arguments: [1, 2, 3, 7])
  func anySplitGivesTheSameFigures(parts: Int) throws {
    let table = TicketTable(try HotspotTests.drafts(extra: 30))
    let index = UnitIndex(table)
    let day = try #require(CivilDay(year: 2026, month: 10, day: 3))
    let rules = ArrivalRules(
      asOf: try Make.time("2026-10-31 00:00:00"),
      yardsticks: [.stateGrid, .regulator],
      eventDays: [day],
      disputing: [try Make.tag("1.2")],
      legLimits: [.restore: .restoration]
    )
    var whole = ArrivalTally(rules, leafCount: index.leafCount)
    var tallies = [ArrivalTally](repeating: whole, count: parts)
    var generator = SplitMix(seed: UInt64(parts))
    for number in 0..<table.count {
      let ticket = table[number]
      let leaf = index.leaf(of: ticket)
      whole.add(ticket, number: number, leaf: leaf)
      let part = Int.random(in: 0..<parts, using: &generator)
      tallies[part].add(ticket, number: number, leaf: leaf)
    }
    var merged = tallies[parts - 1]
    for part in tallies.dropLast().reversed() { merged.merge(part) }
    let month = Period.month(of: day)
    let basis = try SummaryBasis(
      table,
      taxonomy: Make.taxonomy,
      request: .period(month),
      options: SummaryOptions()
    )
    func text(_ tally: ArrivalTally) -> String {
      "\(ArrivalSummary(tally, basis.callers, table, index, minimumJudged: 5, selectedByTag: false))"
    }
    #expect(text(merged) == text(whole))
  }
}
