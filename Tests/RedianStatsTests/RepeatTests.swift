import RedianCore
import RedianStats
import Testing

struct RepeatTests {
  @Test func repeatsRedialsAndLookBack() throws {
    let tag = try Make.tag("2.1")
    let times = [
      "2026-09-28 10:00:00", "2026-10-02 10:00:00", "2026-10-02 10:20:00", "2026-10-09 10:20:00",
      "2026-10-16 10:20:01", "2026-10-30 00:00:00",
    ]
    let drafts = try times.enumerated().map { number, time in
      var draft = Draft(id: "\(number + 1)", accepted: try Make.time(time), tag: tag)
      draft.caller = 5
      return draft
    }
    let repeats = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy).repeats
    #expect(repeats.withCaller == 5)
    #expect(repeats.tickets == 2)
    #expect(repeats.redials == 1)
    #expect(repeats.ticketsWithin30Days == 4)
    #expect(repeats.callersTwoOrMore == 1)
    #expect(repeats.callersThreeOrMore == 1)
    #expect(repeats.callers.map(\.ids) == [["1", "2", "3", "4"]])
  }
}

@Suite(.enabled(if: Oracle.isPresent, "no folder of reference tables"))
struct RepeatOracleTests {
  @Test func gapsAndKinds() throws {
    let rows = try Oracle("17_repeat_input").rows
    let table = TicketTable(
      try rows.map {
        Draft(
          id: $0["ticket_id"] ?? "",
          accepted: try Make.time($0["accepted_at"] ?? ""),
          tag: try Make.tag("1.1")
        )
      }
    )
    let tickets = try rows.enumerated().map { number, row in
      CallerTicket(
        caller: UInt64(try #require(Int((row["caller"] ?? "").drop { !$0.isNumber }))),
        accepted: try Make.time(row["accepted_at"] ?? ""),
        ticket: UInt32(number),
        category: UInt8(try row.integer("chapter")),
        inPeriod: true
      )
    }
    let answers = try Oracle("17_repeat_ticket_expected").groups("ticket_id").compactMap(\.first)
    let byID = Dictionary(uniqueKeysWithValues: answers.map { ($0["ticket_id"] ?? "", $0) })
    let sorted = sortedByCaller(tickets, table)
    for position in sorted.indices {
      let answer = try #require(byID[rows[Int(sorted[position].ticket)]["ticket_id"] ?? ""])
      let gap = gap(sorted, position)
      let kind = RepeatKind(gap: gap)
      #expect(gap.map(String.init) ?? "" == answer["gap_seconds"])
      #expect((kind == .redial) == (answer["is_duplicate_30min"] == "1"))
      #expect(!kind.startsEpisode == (answer["is_repeat_7d"] == "1"))
    }
  }
}
