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
    #expect(repeats.ticketsWithin1Day == 0)
    #expect(repeats.ticketsWithin3Days == 0)
    #expect(repeats.ticketsWithin30Days == 4)
    // The data begin on 28 September: two tickets have less than 7 days before them.
    #expect(repeats.shortLookBack == 2)
    #expect(repeats.byUnit.map(\.repeats) == [2, 2, 2])
    #expect(repeats.byUnit.map(\.note) == [.withinChance, .withinChance, .withinChance])
    #expect(repeats.callersTwoOrMore == 1)
    #expect(repeats.callersThreeOrMore == 1)
    #expect(repeats.callers.map(\.ids) == [["1", "2", "3", "4"]])
  }
}

/// Episodes of callers and places against the reference tables.
struct RepeatOracleTests {
  private func table() throws -> (rows: [[String: String]], table: TicketTable) {
    let rows = try Oracle("17_repeat_input").rows
    let drafts = try rows.map {
      Draft(
        id: $0["ticket_id"] ?? "",
        accepted: try Make.time($0["accepted_at"] ?? ""),
        tag: try Make.tag("1.1")
      )
    }
    return (rows, TicketTable(drafts))
  }

  private func number(_ name: String?) throws -> UInt64 {
    UInt64(try #require(Int((name ?? "").drop { !$0.isNumber })))
  }

  @Test func everyTicket() throws {
    let (rows, table) = try table()
    let tickets = try rows.enumerated().map { index, row in
      CallerTicket(
        caller: try number(row["caller"]),
        accepted: try Make.time(row["accepted_at"] ?? ""),
        ticket: UInt32(index),
        category: UInt8(try row.integer("chapter")),
        inPeriod: true
      )
    }
    let answers = try Oracle("17_repeat_ticket_expected").groups("ticket_id").compactMap(\.first)
    let byID = Dictionary(uniqueKeysWithValues: answers.map { ($0["ticket_id"] ?? "", $0) })
    let first = try #require(tickets.map(\.accepted).min())
    let sorted = groupedByCaller(tickets, table)
    var episode = 0
    for position in sorted.indices {
      let answer = try #require(byID[rows[Int(sorted[position].ticket)]["ticket_id"] ?? ""])
      let gap = gap(sorted, position)
      let kind = RepeatKind(gap: gap)
      episode = gap == nil ? 1 : kind.startsEpisode ? episode + 1 : episode
      let isLookedBack = sorted[position].accepted.seconds(since: first) >= repeatLookBack
      #expect(gap.map(String.init) ?? "" == answer["gap_seconds"])
      #expect((kind == .redial) == (answer["is_duplicate_30min"] == "1"))
      #expect(!kind.startsEpisode == (answer["is_repeat_7d"] == "1"))
      #expect(isLookedBack == (answer["full_lookback"] == "1"), "\(answer)")
      #expect(String(episode) == answer["episode_no"], "\(answer)")
    }
  }

  @Test func everyAddress() throws {
    let (rows, table) = try table()
    var calls = try rows.enumerated().filter { $1["chapter"] == "1" }.map { index, row in
      OutageCall(
        place: try number(row["address"]),
        accepted: try Make.time(row["accepted_at"] ?? ""),
        caller: try number(row["caller"]),
        ticket: UInt32(index)
      )
    }
    let last = try #require(rows.map { try Make.time($0["accepted_at"] ?? "") }.max())
    let begin = CivilTime(seconds: last.seconds - 60 * 86_400)
    calls.groupByPlace(table)
    let answers = try Oracle("17_repeat_address_expected").groups("address").compactMap(\.first)
    let places = calls.episodes(since: begin).sorted { $0.place < $1.place }
    #expect(places.count == answers.count)
    for (place, answer) in zip(places, answers) {
      #expect(place.place == (try number(answer["address"])))
      #expect(place.calls.count == (try answer.integer("tickets")))
      #expect(place.episodes == (try answer.integer("episodes")))
      #expect(place.recent == (try answer.integer("episodes_60d")))
      #expect((place.recent >= 3) == (answer["frequent_3_in_60d"] == "1"))
      let callers = Set(calls[place.calls].map(\.caller))
      #expect(callers.count == (try answer.integer("distinct_callers")))
    }
  }
}
