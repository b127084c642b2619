import RedianCore
import RedianStats
import Testing

struct ArrivalTests {
  /// Seconds after the report, limit 45 minutes.
  @Test(arguments: [
    (10_000, 2_700 as Int?, ArrivalOutcome.onTime),
    (10_000, 2_701, .late),
    (10_000, nil, .lateNotArrived),
    (2_700, 60, .notDue),
    (2_700, nil, .notDue),
    (2_701, nil, .lateNotArrived),
    (2_701, 0, .onTime),
  ])
  func boundary(age: Int, wait: Int?, outcome: ArrivalOutcome) {
    #expect(ArrivalOutcome(age: age, wait: wait, limit: 45 * 60) == outcome)
  }

  /// Each ticket has the named fault and every later one: the first reason counts.
  @Test(arguments: [
    (0, ArrivalClass.child), (1, .missingStart), (2, .noVisit), (4, .unknownArea), (5, .eligible),
  ])
  func firstReasonCounts(step: Int, expected: ArrivalClass) {
    var ticket = TicketFacts()
    ticket.flags.isChild = step <= 0
    ticket.start = step <= 1 ? .missing : CivilTime(seconds: 1_000)
    ticket.flags.isClosed = step <= 2
    ticket.flags.area = step <= 4 ? .unknown : .urban
    #expect(ArrivalClass(ticket) == expected)
  }

  @Test func arrivalBeforeReportComesBeforeUnknownArea() {
    var ticket = TicketFacts()
    ticket.start = CivilTime(seconds: 1_000)
    ticket.arrived = CivilTime(seconds: 999)
    #expect(ArrivalClass(ticket) == .arrivalBeforeReport)
    ticket.arrived = ticket.start
    #expect(ArrivalClass(ticket) == .unknownArea)
  }

  @Test func figuresOfASmallMonth() throws {
    let start = try Make.time("2026-10-05 08:00:00")
    let tag = try Make.tag("1.1")
    var drafts: [Draft] = []
    for (number, minutes) in [10, 20, 30, 45, 46, 70].enumerated() {
      var draft = Draft(id: "\(number + 1)", accepted: start, tag: tag)
      draft.arrived = CivilTime(seconds: start.seconds + UInt32(minutes * 60))
      drafts.append(draft)
    }
    drafts[0].tag = try Make.tag("1.2")
    drafts.append(Draft(id: "7", accepted: start, tag: tag))
    var closed = Draft(id: "8", accepted: start, tag: tag)
    closed.isClosed = true
    drafts.append(closed)
    drafts.append(Draft(id: "9", accepted: try Make.time("2026-10-05 11:50:00"), tag: tag))
    var options = SummaryOptions()
    options.asOf = try Make.time("2026-10-05 12:00:00")
    let summary = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy, options: options)
    let state = summary.arrivals.yardsticks[0]
    #expect(state.total.judged == 7)
    #expect(state.total.overdue == 3)
    #expect(state.total.notArrived == 1)
    // Ticket 7 still waits after 240 minutes, ticket 9 after 10: they count for the percentiles.
    #expect(state.total.median.minutes == 45)
    #expect(state.total.p90.minutes == nil)
    #expect(state.total.lastMinute == 240)
    #expect(state.total.longestMinutes == 70)
    #expect(state.total.rateRange == 3.0 / 8...4.0 / 8)
    #expect(state.excluded.noVisit == 1)
    #expect(state.excluded.notDue == 1)
    #expect(state.byHour[8].judged == 7)
    #expect(state.byWeekday[0].judged == 7)
    #expect(summary.arrivals.yardsticks[1].total.overdue == 2)
    #expect(summary.arrivals.overdue.map(\.id) == ["7", "6", "5"])
    #expect(summary.arrivals.overdue.map(\.lateByRegulator) == [true, true, false])
    #expect(summary.arrivals.disputed.map(\.id) == ["1"])
  }
}

/// The cohort rule against the reference tables.
///
/// The table's `cancelled` is a main ticket's child here; its tickets that arrive after the export
/// are left out: at as-of nobody can know them.
struct CohortOracleTests {
  private static let names = [
    "cancelled", "bad_time", "missing_arrival", "not_due", "on_time", "late", "late_not_arrived",
  ]

  private struct Case {
    var draft: Draft
    var name: String
  }

  private func cases(asOf: CivilTime) throws -> [Case] {
    let answers = try Oracle("12_overdue_class_expected").rows.map { $0["class"] ?? "" }
    return try zip(try Oracle("12_overdue_input").rows, answers).compactMap { row, name in
      var draft = Draft(
        id: row["ticket_id"] ?? "",
        accepted: try Make.time(row["accepted_at"] ?? ""),
        tag: try Make.tag("1.1"),
        unit: ("县", row["unit"] ?? "")
      )
      if let arrived = row["arrived_at"], !arrived.isEmpty {
        draft.arrived = try Make.time(arrived)
        if asOf < draft.arrived { return nil }
      }
      draft.isClosed = row["status"] == "closed"
      draft.isChild = name == "cancelled"
      draft.area = try #require(AreaType.judged.first { $0.id == row["area"] })
      return Case(draft: draft, name: name)
    }
  }

  @Test func everyTicket() throws {
    let asOf = try Make.time("2026-03-02 08:00:00")
    let cases = try cases(asOf: asOf)
    var batch = TicketBatch()
    for item in cases { item.draft.add(to: &batch) }
    for (item, ticket) in zip(cases, batch.tickets) {
      #expect(try className(ticket, asOf) == item.name, "\(item)")
    }
    #expect(Set(cases.map(\.name)) == Set(Self.names))
  }

  private func className(_ ticket: TicketFacts, _ asOf: CivilTime) throws -> String {
    switch ArrivalClass(ticket) {
    case .child: return "cancelled"
    case .arrivalBeforeReport: return "bad_time"
    case .eligible: break
    default: return "missing_arrival"
    }
    let outcome = ArrivalOutcome(
      age: asOf.seconds(since: ticket.start),
      wait: ticket.arrived.isMissing ? nil : ticket.arrived.seconds(since: ticket.start),
      limit: try #require(Yardstick.stateGrid.limits[ticket.flags.area])
    )
    switch outcome {
    case .notDue: return "not_due"
    case .onTime: return "on_time"
    case .late: return "late"
    case .lateNotArrived: return "late_not_arrived"
    }
  }

  @Test func everyUnit() throws {
    var options = SummaryOptions()
    options.asOf = try Make.time("2026-03-02 08:00:00")
    let drafts = try cases(asOf: try #require(options.asOf)).map(\.draft)
    let summary = try summarize(
      TicketTable(drafts),
      taxonomy: Make.taxonomy,
      request: .all,
      options: options
    )
    let stations = summary.arrivals.yardsticks[0].byUnit.filter { $0.unit.level == .station }
    let units = Dictionary(uniqueKeysWithValues: stations.map { ($0.unit.name, $0.count) })
    for row in try Oracle("12_overdue_unit_expected").rows where row["due"] != "0" {
      let count = try #require(units[row["unit"] ?? ""])
      #expect(count.judged == (try row.integer("due")))
      #expect(count.overdue == (try row.integer("overdue")))
      #expect(count.notArrived == (try row.integer("late_not_arrived")))
      #expect(count.notDue == (try row.integer("not_due")))
      #expect(count.noVisit == (try row.integer("missing_arrival")))
      #expect(isClose(count.rate, try row.number("rate"), relative: 1e-9))
      let low = try row.number("wilson95_low")
      let high = try row.number("wilson95_high")
      #expect(isClose(count.interval?.lowerBound, low, relative: 1e-9))
      #expect(isClose(count.interval?.upperBound, high, relative: 1e-9))
      // One-sided 95 %: the lower end of the two-sided 90 % interval.
      let exact = Interval.clopperPearson(count.overdue, of: count.judged, confidence: 0.9)
      let clopper = try row.number("clopper95_one_sided_low")
      #expect(isClose(exact.lowerBound, clopper, relative: 1e-9))
      let rate = count.rate ?? 0
      let range = count.rateRange ?? rate...rate
      #expect(isClose(range.lowerBound, try row.number("rate_if_missing_on_time"), relative: 1e-9))
      #expect(isClose(range.upperBound, try row.number("rate_if_missing_overdue"), relative: 1e-9))
    }
  }
}
