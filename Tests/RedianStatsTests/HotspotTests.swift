import RedianCore
import RedianStats
import Testing

struct HotspotTests {
  /// Two even months of 8 stations; station 3 of county 1 has `extra` more of case 2.1 in October.
  static func drafts(extra: Int, months: [Int] = [9, 10]) throws -> [Draft] {
    var generator = SplitMix(seed: 7)
    let tags = try ["1.1", "1.2", "1.3", "2.1", "2.2"].map(Make.tag)
    var drafts: [Draft] = []
    func append(_ month: Int, _ tag: TagID, _ county: Int, _ station: Int) throws {
      let day = CivilDay(year: 2026, month: month, day: Int.random(in: 1...30, using: &generator))
      let start = CivilTime(startOf: try #require(day)).seconds
      let second = UInt32.random(in: 0..<86_400, using: &generator)
      var draft = Draft(
        id: "\(drafts.count + 1)",
        accepted: CivilTime(seconds: start + second),
        tag: tag,
        unit: ("县\(county)", "所\(station)")
      )
      draft.caller = UInt64.random(in: 1...400, using: &generator)
      draft.arrived = CivilTime(
        seconds: draft.accepted.seconds + UInt32.random(in: 60..<4_000, using: &generator)
      )
      drafts.append(draft)
    }
    for month in months {
      for county in 0..<2 {
        for station in 0..<4 {
          for tag in tags {
            for _ in 0..<Int.random(in: 24...36, using: &generator) {
              try append(month, tag, county, station)
            }
          }
        }
      }
    }
    for _ in 0..<extra { try append(10, tags[3], 1, 3) }
    return drafts
  }

  @Test func aPlantedHotspotIsFoundOnce() throws {
    let drafts = try Self.drafts(extra: 60)
    let summary = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy)
    let hotspot = try #require(summary.hotspots.first)
    #expect(summary.hotspots.count == 1)
    #expect(hotspot.place.unit?.name == "所3")
    #expect(hotspot.place.unit?.county == "县1")
    #expect(hotspot.place.tag.map { Make.taxonomy.tags[$0].caseID } == "2.1")
    #expect(hotspot.daily.count == 31)
    #expect(hotspot.daily.reduce(0, +) == hotspot.tickets)
    #expect(hotspot.count <= hotspot.tickets)
    #expect(hotspot.examples.count == 3)
    #expect(hotspot.comparison == .totalChange)
    #expect(hotspot.scanProbability == 0.001)
    #expect(summary.rising.first { $0.place == hotspot.place }?.event == 1)
    #expect(hotspot.ratioInterval.contains(hotspot.ratio))
  }

  @Test func evenMonthsHaveNone() throws {
    let summary = try summarize(
      TicketTable(try Self.drafts(extra: 0)),
      taxonomy: Make.taxonomy
    )
    #expect(summary.hotspots.isEmpty)
  }

  @Test func aFirstMonthHasStandingHotspots() throws {
    let drafts = try Self.drafts(extra: 60, months: [10])
    let summary = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy)
    let hotspot = try #require(summary.hotspots.first)
    #expect(summary.previousTickets == nil)
    #expect(summary.hotspots.count == 1)
    #expect(hotspot.comparison == .standing)
    #expect(hotspot.place.unit?.name == "所3")
    #expect(summary.rising.isEmpty)
    #expect(summary.scan?.replicates == 0)
  }

  @Test(arguments: [1, 7, 100_000])
  func batchesAndOrderChangeNothing(size: Int) throws {
    var drafts = try Self.drafts(extra: 60)
    var options = SummaryOptions()
    options.replicates = 99
    let whole = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy, options: options)
    var generator = SplitMix(seed: UInt64(size))
    drafts.shuffle(using: &generator)
    let other = try summarize(
      TicketTable(drafts, batches: size),
      taxonomy: Make.taxonomy,
      options: options
    )
    #expect("\(withoutTables(whole))" == "\(withoutTables(other))")
  }

  private func withoutTables(_ summary: Summary) -> [String] {
    [
      "\(summary.period)", "\(summary.categories)", "\(summary.cases)", "\(summary.daily)",
      "\(summary.units)", "\(summary.arrivals)", "\(summary.hotspots)", "\(summary.repeats)",
      "\(summary.rising)", "\(summary.standing)", "\(summary.alerts)", "\(summary.detection)",
    ]
  }
}
