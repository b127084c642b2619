import RedianCore
import Testing

@testable import RedianStats

struct EpisodeTests {
  /// A call: seconds after the first one, tag, transformer district or 0, caller or 0.
  struct Call: Sendable {
    var seconds: UInt32
    var tag: String
    var district: UInt64
    var caller: UInt64
    init(_ seconds: UInt32, _ tag: String, _ district: UInt64, _ caller: UInt64) {
      self.seconds = seconds
      self.tag = tag
      self.district = district
      self.caller = caller
    }
  }

  @Test(arguments: [
    // One outage, three callers.
    (
      [Call(0, "1.1", 7, 1), Call(60, "1.1", 7, 2), Call(86_400, "1.1", 7, 3)],
      [true, false, false]
    ),
    // The day after: bounded by the first call, not by the last.
    (
      [Call(0, "1.1", 7, 1), Call(80_000, "1.1", 7, 2), Call(86_401, "1.1", 7, 3)],
      [true, false, true]
    ),
    // A late crew is another event than the outage.
    ([Call(0, "1.1", 7, 1), Call(60, "1.2", 7, 1)], [true, true]),
    // Without a district the caller decides.
    ([Call(0, "1.1", 0, 1), Call(60, "1.1", 0, 1), Call(90, "1.1", 0, 2)], [true, false, true]),
    // Elsewhere a caller's calls within 30 minutes are one contact, whatever the district.
    (
      [Call(0, "2.1", 7, 1), Call(1_800, "2.1", 7, 1), Call(1_801, "2.1", 7, 1)],
      [true, false, true]
    ),
    ([Call(0, "2.1", 7, 1), Call(60, "2.1", 7, 2)], [true, true]),
    // Nothing tells these apart or together: each counts.
    ([Call(0, "1.1", 0, 0), Call(0, "1.1", 0, 0)], [true, true]),
  ])
  func callsOfOneEvent(calls: [Call], isEpisode: [Bool]) throws {
    let start = try Make.time("2026-10-05 08:00:00")
    for order in [Array(calls.indices), calls.indices.reversed()] {
      let table = TicketTable(
        try order.map { number in
          let call = calls[number]
          var draft = Draft(
            id: String(number),
            accepted: CivilTime(seconds: start.seconds + call.seconds),
            tag: try Make.tag(call.tag)
          )
          draft.caller = call.caller
          draft.district = call.district == 0 ? "" : "台区\(call.district)"
          return draft
        }
      )
      for perSlice in [1, 100] {
        let log = CallLog(
          DetectionSpace(UnitIndex(table), Make.taxonomy),
          table,
          from: start.day,
          to: start.day.advanced(by: 5),
          slices: KeySlices(tickets: table.count, perSlice: perSlice)
        )
        var found = [Bool](repeating: false, count: calls.count)
        log.forEachCall { found[order[$0.ticket]] = $0.isEpisode }
        #expect(found == isEpisode)
      }
    }
  }

  @Test func dayTypesAreShrunkenTowardsOne() {
    let types: [DayType] = [.workday, .workday, .workday, .saturday, .makeupWorkday]
    let factors = DayFactors(
      counts: [20, 20, 20, 10, 99],
      types: types,
      leavingOut: [false, false, false, false, true]
    )
    // The mean of the four days is 17.5.
    #expect(factors[.workday] == (60 + 17.5) / (4 * 17.5))
    #expect(factors[.saturday] == (10 + 17.5) / (2 * 17.5))
    #expect(factors[.sunday] == 1)
    #expect(factors[.makeupWorkday] == factors[.workday])
  }

  @Test func aStormIsAMajorEventDay() throws {
    let from = try #require(CivilDay("2026-01-01"))
    var counts = (0..<120).map { 40 + $0 % 7 }
    counts[100] = 400
    let major = MajorEventDays(counts, from: from)
    #expect(major.days == [from.advanced(by: 100)])
    #expect(MajorEventDays(Array(counts[95..<120]), from: from).limit == nil)
  }
}
