import RedianCore
import RedianStats
import Testing

struct RecurringTests {
  private func draft(
    _ id: Int,
    _ time: String,
    address: UInt32 = 0,
    district: String = "",
    station: String = "所",
    caller: UInt64
  ) throws -> Draft {
    var draft = Draft(id: "\(id)", accepted: try Make.time(time), tag: try Make.tag("1.1"))
    draft.address = address
    draft.district = district
    draft.unit.station = station
    draft.caller = caller
    return draft
  }

  /// Three episodes at address 7 and district 甲; a day of calls is one; before the 60 days is none.
  @Test func episodesOfAnAddressAndADistrict() throws {
    let drafts = [
      try draft(1, "2026-08-20 08:00:00", address: 7, district: "甲", caller: 1),
      try draft(2, "2026-09-10 08:00:00", address: 7, district: "甲", caller: 1),
      try draft(3, "2026-09-11 08:00:00", address: 7, district: "甲", caller: 2),
      try draft(4, "2026-09-20 08:00:00", address: 7, district: "甲", caller: 1),
      try draft(5, "2026-10-11 08:00:01", address: 7, district: "甲", caller: 3),
      try draft(6, "2026-10-11 09:00:00", address: 8, district: "甲", caller: 4),
      // The same number at another station is another address, the same name another district.
      try draft(7, "2026-10-12 09:00:00", address: 7, district: "甲", station: "二", caller: 5),
      try draft(8, "2026-10-31 23:59:59", caller: 0),
    ]
    let recurring = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy).recurring
    #expect(recurring.calls == 4)
    #expect(recurring.episodes == 4)
    #expect(recurring.callers == 3)
    #expect(recurring.isLookBackComplete)
    #expect(recurring.addresses.seen == 3)
    #expect(recurring.addresses.list.map(\.ids) == [["2", "3", "4", "5"]])
    #expect(recurring.addresses.list.map(\.callers) == [3])
    #expect(recurring.addresses.list.map(\.episodes) == [3])
    #expect(recurring.districts.list.map(\.name) == ["甲"])
    #expect(recurring.districts.list.map(\.calls) == [5])
    #expect(recurring.districts.seen == 2)
  }

  @Test func withoutAnAddressTheCallerTellsEpisodesApart() throws {
    let drafts = [
      try draft(1, "2026-10-10 08:00:00", caller: 1),
      try draft(2, "2026-10-10 09:00:00", caller: 1),
      try draft(3, "2026-10-10 08:00:00", caller: 0),
      try draft(4, "2026-10-10 09:00:00", caller: 0),
    ]
    let recurring = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy).recurring
    #expect(recurring.calls == 4)
    #expect(recurring.episodes == 3)
    #expect(!recurring.isLookBackComplete)
  }

  /// Drawn from a Poisson law of one mean, the places with three or more are what is expected.
  @Test(arguments: [0.3, 1.0, 2.5])
  func chanceIsWhatHappensByChance(mean: Double) {
    var generator = SplitMix(seed: 11)
    var seen: [Int] = []
    for _ in 0..<20_000 {
      // Exponential waiting times: the number of them within the mean.
      var count = 0
      var product = Double.random(in: 0..<1, using: &generator)
      let threshold = 1 - Tail.poisson(atLeast: 1, mean: mean)
      while product > threshold {
        count += 1
        product *= Double.random(in: 0..<1, using: &generator)
      }
      if count > 0 { seen.append(count) }
    }
    let found = Double(seen.count { $0 >= 3 })
    let expected = ChanceOfRecurrence(seen: seen.count, episodes: seen.reduce(0, +)).expected(
      atLeast: 3
    )
    #expect(abs(found - expected) < 4 * expected.squareRoot())
  }

  @Test func placesWithOneEpisodeEachAreNoRecurrence() {
    #expect(ChanceOfRecurrence(seen: 4, episodes: 4).expected(atLeast: 3) == 0)
    #expect(ChanceOfRecurrence(seen: 0, episodes: 0).expected(atLeast: 3) == 0)
    #expect(ChanceOfRecurrence(seen: 2, episodes: 3).probability(atLeast: 1) == 1)
  }

  /// One address of a hundred has eight outages, the others one each, a few of them two.
  @Test func aPlaceBeyondChanceIsTold() throws {
    var drafts: [Draft] = []
    for address in 1...100 {
      for day in 1...(address == 7 ? 8 : address % 10 == 0 ? 2 : 1) {
        let time = "2026-10-\(day < 5 ? "0" : "")\(day * 2) 08:00:00"
        drafts.append(
          try draft(drafts.count, time, address: UInt32(address), caller: UInt64(address))
        )
      }
    }
    let places = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy).recurring.addresses
    #expect(places.recurring == 1)
    #expect(places.beyondChance == 1)
    #expect(places.expected < 2)
    #expect((places.list.first?.q ?? 1) < 0.001)
  }
}

struct CustomerRateTests {
  @Test func namesPathsAndShortNames() throws {
    var drafts: [Draft] = []
    let units = [("国网甲县供电公司", "城关所"), ("乙县", "城关所"), ("乙县", "东所"), ("丙县", "西所")]
    for (number, unit) in units.enumerated() {
      for item in 0..<(number + 1) {
        drafts.append(
          Draft(
            id: "\(number)-\(item)",
            accepted: try Make.time("2026-10-05 10:00:00"),
            tag: try Make.tag(item == 0 ? "1.1" : "2.1"),
            unit: unit
          )
        )
      }
    }
    var options = SummaryOptions()
    options.customers = CustomerTable(rows: [
      .init(unit: "甲县", customers: 5_000), .init(unit: "市/乙县/城关所", customers: 2_000),
      .init(unit: "东所", customers: 10_000), .init(unit: "城关所", customers: 1),
      .init(unit: "无此所", customers: 1),
    ])
    let summary = try summarize(TicketTable(drafts), taxonomy: Make.taxonomy, options: options)
    let rates = try #require(summary.customers)
    #expect(rates.units.map(\.unit.name) == ["国网甲县供电公司", "城关所", "东所"])
    #expect(rates.units.map(\.rate) == [2, 10, 3])
    #expect(rates.units.map(\.repairRate) == [2, 5, 1])
    #expect(rates.unmatched == ["无此所"])
    #expect(rates.ambiguous == ["城关所"])
    // Two counties and two stations have no customers; no city was asked for.
    #expect(rates.missing == 4)
    let interval = try #require(rates.units.last?.interval)
    #expect(abs(interval.lowerBound - 0.618672) < 1e-6)
    #expect(abs(interval.upperBound - 8.767273) < 1e-6)
  }
}
