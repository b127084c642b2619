import RedianCore
import RedianPipeline
import RedianStats

/// Where and how wide a planted hotspot is.
private enum Extent: String, CaseIterable {
  case stationCase = "station x case"
  case stationChapter = "station x chapter"
  case countyCase = "county x case"
  case countyChapter = "county x chapter"
  case cityCase = "city x case"
  case cityChapter = "city x chapter"
}

/// What one simulated report said about the planted hotspot.
private struct Outcome {
  /// An event within the planted cell, or holding it.
  var isFound = false
  /// The event is the planted cell itself.
  var isExact = false
  /// Events that share nothing with it.
  var others = 0
  /// What the planted cell usually has in the window.
  var usual = 0.0
}

/// About 10,000 tickets in a month.
private let ticketsPerDay = 330

/// Finds planted hotspots over many seeds and prints the shares as CSV.
///
/// Months: 10,000 tickets in each of two months at the stations and in the shares of `redian sample`;
/// the plant raises its cell in the second month. Nights: the same tickets a day over 150 days; the
/// plant is in the last three days, and only the last night counts.
struct PlantedBench {
  private let source: SimulatedTickets
  private let seeds: Int
  private let threads: Int
  private let reports: [Bool]

  /// `report` is `month`, `night`, or nil for both.
  init(seeds: Int, threads: Int, report: String?) throws {
    reports = [false, true].filter { report == nil || report == ($0 ? "night" : "month") }
    source = try SimulatedTickets()
    self.seeds = seeds
    self.threads = threads
  }

  func run() async throws {
    print("report,extent,ratio,calls,seeds,usual,found,exact,with_other_events")
    for isNightly in reports {
      for calls in [1.0, 1.5] {
        try await row(nil, 1, isNightly: isNightly, calls: calls)
      }
      for extent in Extent.allCases {
        for ratio in [1.3, 1.5, 2, 3, 5] {
          try await row(extent, ratio, isNightly: isNightly, calls: 1)
        }
      }
    }
  }

  private func row(
    _ extent: Extent?,
    _ ratio: Double,
    isNightly: Bool,
    calls: Double
  ) async throws {
    let outcomes = try await outcomes(extent, ratio, isNightly, calls)
    func share(_ holds: (Outcome) -> Bool) -> String {
      rounded(Double(outcomes.count(where: holds)) / Double(seeds))
    }
    let name = extent?.rawValue ?? "none"
    print(
      "\(isNightly ? "night" : "month"),\(name),\(ratio),\(calls),\(seeds),"
        + "\(rounded(outcomes.reduce(0) { $0 + $1.usual } / Double(seeds))),"
        + "\(share(\.isFound)),\(share(\.isExact)),\(share { $0.others > 0 })"
    )
  }

  /// One outcome per seed; their order does not matter.
  private func outcomes(
    _ extent: Extent?,
    _ ratio: Double,
    _ isNightly: Bool,
    _ calls: Double
  ) async throws -> [Outcome] {
    let source = source
    let seeds = seeds
    let threads = threads
    return try await withThrowingTaskGroup(of: [Outcome].self) { group in
      for first in 0..<threads {
        group.addTask {
          try stride(from: first, to: seeds, by: threads).map { seed in
            try simulate(source, extent, ratio, isNightly, calls, seed: UInt64(seed))
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }
}

private func simulate(
  _ source: SimulatedTickets,
  _ extent: Extent?,
  _ ratio: Double,
  _ isNightly: Bool,
  _ calls: Double,
  seed: UInt64
) throws -> Outcome {
  let days = isNightly ? 150 : 61
  let planted = isNightly ? (days - 3)..<days : 30..<61
  let plant = extent.map { makePlant(source, $0, ratio, planted, seed: seed) }
  let table = source.table(
    last: try day(2026, 10, 31),
    days: days,
    perDay: ticketsPerDay,
    calls: calls,
    plant: plant,
    seed: 0x5eed_0000 + seed
  )
  let request = isNightly ? PeriodRequest.parse("2026-10-31") : PeriodRequest.parse("2026-10")
  var options = SummaryOptions()
  // Only what is looked at is computed: a month without nights, a night without its day's scan.
  if isNightly { options.replicates = 1 } else { options.nights.fewest = .max }
  // Power needs no fine tail: fewer replicates and a fitted one.
  if !isNightly, extent != nil { options.replicates = 199 }
  let summary = try summarize(
    table,
    taxonomy: source.taxonomy,
    request: request ?? .latestMonth,
    options: options
  )
  let places =
    isNightly
    ? summary.alerts.alerts.filter { $0.kind == .place }.map(\.place)
    : summary.hotspots.map(\.place)
  var outcome = Outcome()
  outcome.usual = plant.map { source.usual($0, perDay: ticketsPerDay) } ?? 0
  for place in places {
    guard let plant, relation(place, plant, source) != .apart else {
      outcome.others += 1
      continue
    }
    outcome.isFound = true
    if relation(place, plant, source) == .same { outcome.isExact = true }
  }
  return outcome
}

/// A plant around a random station and a random tag of at least 1 % of all tickets.
private func makePlant(
  _ source: SimulatedTickets,
  _ extent: Extent,
  _ ratio: Double,
  _ days: Range<Int>,
  seed: UInt64
) -> SimulatedTickets.Plant {
  var random = SplitMix(seed: seed &* 7_919 &+ 13)
  let station = Int.random(in: 0..<source.stations.count, using: &random)
  let tag = Int.random(in: 0..<source.tagCount, using: &random)
  let own = source.stations[station]
  let stations: [Int]
  switch extent {
  case .stationCase, .stationChapter: stations = [station]
  case .countyCase, .countyChapter:
    stations = source.stations.indices.filter { source.stations[$0].county == own.county }
  case .cityCase, .cityChapter:
    stations = source.stations.indices.filter { source.stations[$0].city == own.city }
  }
  let isChapter = [.stationChapter, .countyChapter, .cityChapter].contains(extent)
  return SimulatedTickets.Plant(
    stations: stations,
    tags: isChapter ? source.siblings(tag) : [tag],
    days: days,
    ratio: ratio
  )
}

private enum Relation { case same, overlapping, apart }

private func relation(
  _ place: HotspotPlace,
  _ plant: SimulatedTickets.Plant,
  _ source: SimulatedTickets
) -> Relation {
  let stations = source.stations.indices.filter { number in
    let station = source.stations[number]
    switch place.unit?.level {
    case nil: return true
    case .city: return station.city == place.unit?.city
    case .county: return station.county == place.unit?.county
    case .station, .team: return station.name == place.unit?.station
    }
  }
  let tags = (0..<source.tagCount).filter { position in
    let tag = source.tag(position)
    if let wanted = place.tag { return wanted == Int(tag.rawValue) }
    return place.category == nil || place.category == source.taxonomy[tag].category
  }
  if stations == plant.stations.sorted(), tags == plant.tags.sorted() { return .same }
  let overlaps =
    stations.contains(where: plant.stations.contains) && tags.contains(where: plant.tags.contains)
  return overlaps ? .overlapping : .apart
}
