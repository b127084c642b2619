import RedianCore
import Testing

@testable import RedianStats

struct SliceTests {
  /// Three months of tickets whose callers, addresses and districts come again and again.
  private func table() throws -> TicketTable {
    let start = try Make.time("2026-08-01 00:00:00")
    let tags = try ["1.1", "1.2", "2.1", "2.2"].map { try Make.tag($0) }
    var generator = SplitMix(seed: 5)
    return TicketTable(
      (0..<3_000).map { number in
        let seconds = start.seconds + UInt32.random(in: 0..<(92 * 86_400), using: &generator)
        var draft = Draft(
          id: String(number),
          accepted: CivilTime(seconds: seconds),
          tag: tags[Int.random(in: 0..<4, using: &generator)]
        )
        draft.caller = UInt64.random(in: 0..<400, using: &generator) << 40
        draft.address = UInt32.random(in: 0..<300, using: &generator)
        draft.unit.station = "所\(Int.random(in: 0..<3, using: &generator))"
        let district = Int.random(in: 0..<60, using: &generator)
        draft.district = district < 20 ? "" : "台区\(district)"
        return draft
      }
    )
  }

  @Test func theFiguresDoNotDependOnSlices() throws {
    let table = try table()
    var options = SummaryOptions()
    options.maxRepeatCallers = 20
    options.maxRecurringPlaces = 20
    let whole = try summarize(table, taxonomy: Make.taxonomy, options: options)
    #expect(whole.repeats.callersThreeOrMore > 20)
    #expect(whole.recurring.addresses.recurring > 20)
    #expect(whole.scan?.baseEpisodes ?? 0 > 500)
    for perSlice in [1, 400, 1_600] {
      options.ticketsPerSlice = perSlice
      let sliced = try summarize(table, taxonomy: Make.taxonomy, options: options)
      #expect("\(sliced.repeats)" == "\(whole.repeats)")
      #expect("\(sliced.recurring)" == "\(whole.recurring)")
      #expect("\(sliced.hotspots)" == "\(whole.hotspots)")
      #expect(sliced.scan.map { "\($0)" } == whole.scan.map { "\($0)" })
    }
  }

  @Test(arguments: [(1_000, 1_000, 1), (1_001, 1_000, 2), (5_000, 1_000, 8), (1 << 30, 1, 16)])
  func slicesAreEvenAndFew(tickets: Int, perSlice: Int, count: Int) {
    let slices = KeySlices(tickets: tickets, perSlice: perSlice)
    #expect(slices.all.count == count)
    var sizes = [Int](repeating: 0, count: count)
    for key in 0..<UInt64(16_000) { sizes[Int(slices.slice(of: key))] += 1 }
    #expect(sizes.allSatisfy { abs($0 - 16_000 / count) <= 16_000 / count / 10 })
  }

  @Test func equalValuesShareAQ() {
    let p = [0.01, 0.01, 0.2, 0.03, 0.03, 0.03, 0.9]
    let grouped = falseDiscoveryRates([0.01, 0.2, 0.03, 0.9], counts: [2, 1, 3, 1])
    let single = falseDiscoveryRates(p)
    #expect(
      single == [
        grouped[0], grouped[0], grouped[1], grouped[2], grouped[2], grouped[2], grouped[3],
      ]
    )
  }
}
