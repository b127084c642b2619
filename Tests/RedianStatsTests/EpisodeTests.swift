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
    let table = TicketTable([Draft(id: "1", accepted: start, tag: try Make.tag("1.1"))])
    let detection = DetectionSpace(UnitIndex(table), Make.taxonomy)
    for order in [Array(calls.indices), calls.indices.reversed()] {
      var log = CallLog(detection, from: start.day, to: start.day.advanced(by: 5))
      for number in order {
        var ticket = TicketFacts()
        ticket.accepted = CivilTime(seconds: start.seconds + calls[number].seconds)
        ticket.caller = calls[number].caller
        let tag = Int(try Make.tag(calls[number].tag).rawValue)
        let district = calls[number].district
        log.add(ticket, number: number, leaf: 0, tag: tag, district: district)
      }
      log.findEpisodes()
      let found = log.calls.sorted { $0.ticket < $1.ticket }.map(\.isEpisode)
      #expect(found == isEpisode)
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
