import RedianClassify
import RedianCore
import RedianSample

/// Tickets without texts, spread over stations and tags in fixed shares.
struct SimulatedTickets {
  struct Station {
    var city: String
    var county: String
    var name: String
    var weight: Int
  }

  let taxonomy: Taxonomy
  let stations: [Station]
  private let tags: [(id: TagID, weight: Int)]
  private let stationSlots: [UInt16]
  private let tagSlots: [UInt16]

  /// Stations and tags in the shares of `redian sample`.
  init() throws {
    let shares = SampleShares()
    try self.init(
      shares.stations.map {
        Station(city: $0.city, county: $0.county, name: $0.name, weight: $0.weight)
      }
    )
  }

  /// An invented organisation of equal counties; weights repeat from 1 to 9.
  init(cities: Int, counties: Int, stations: Int) throws {
    try self.init(
      (0..<stations).map { number in
        let county = number % counties
        return Station(
          city: "市\(county % cities)",
          county: "县\(county)",
          name: "所\(number)",
          weight: 1 + number % 9
        )
      }
    )
  }

  private init(_ stations: [Station]) throws {
    let taxonomy = try TaxonomyFile.builtIn()
    self.taxonomy = taxonomy
    self.stations = stations
    tags = SampleShares().tags.compactMap { tag in
      taxonomy.tag(category: tag.category, caseID: tag.caseID).map { ($0, tag.weight) }
    }
    stationSlots = Self.slots(stations.map(\.weight))
    tagSlots = Self.slots(tags.map(\.weight))
  }

  private static func slots(_ weights: [Int]) -> [UInt16] {
    weights.enumerated().flatMap { [UInt16](repeating: UInt16($0), count: $1) }
  }

  /// More tickets in some stations and tags on some days.
  struct Plant {
    var stations: [Int]
    var tags: [Int]
    var days: Range<Int>
    var ratio: Double
  }

  var tagCount: Int { tags.count }

  /// The tag at a position of the shares.
  func tag(_ position: Int) -> TagID { tags[position].id }

  /// Positions of the tags of a tag's category.
  func siblings(_ position: Int) -> [Int] {
    let category = taxonomy[tags[position].id].category
    return tags.indices.filter { taxonomy[tags[$0].id].category == category }
  }

  /// What the stations and tags of a plant usually have on its days.
  func usual(_ plant: Plant, perDay: Int) -> Double {
    let station = plant.stations.reduce(0) { $0 + stations[$1].weight }
    let tag = plant.tags.reduce(0) { $0 + tags[$1].weight }
    let share =
      Double(station) / Double(stationSlots.count) * Double(tag) / Double(tagSlots.count)
    return share * Double(perDay * plant.days.count)
  }

  /// `perDay` tickets on average on each of the days before and with `last`, and a plant on top.
  ///
  /// `calls` is the average number of calls of one event, without anything that tells them apart.
  func table(
    last: CivilDay,
    days: Int,
    perDay: Int,
    calls: Double = 1,
    plant: Plant? = nil,
    seed: UInt64
  ) -> TicketTable {
    var random = SplitMix(seed: seed)
    var writer = SimulationWriter(self, first: last.advanced(by: 1 - days))
    for day in 0..<days {
      let events = poisson(Double(perDay) / calls, &random)
      for _ in 0..<events {
        let station = Int(stationSlots[Int.random(in: 0..<stationSlots.count, using: &random)])
        let tag = Int(tagSlots[Int.random(in: 0..<tagSlots.count, using: &random)])
        repeat {
          writer.add(station, tag, day, &random)
        } while Double.random(in: 0..<1, using: &random) < 1 - 1 / calls
      }
    }
    if let plant {
      let usual = usual(plant, perDay: perDay)
      let stationSlots = Self.slots(plant.stations.map { stations[$0].weight })
      let tagSlots = Self.slots(plant.tags.map { tags[$0].weight })
      for _ in 0..<poisson(usual * (plant.ratio - 1), &random) {
        let station = stationSlots[Int.random(in: 0..<stationSlots.count, using: &random)]
        let tag = tagSlots[Int.random(in: 0..<tagSlots.count, using: &random)]
        let day = Int.random(in: plant.days, using: &random)
        writer.add(plant.stations[Int(station)], plant.tags[Int(tag)], day, &random)
      }
    }
    return writer.finish()
  }
}

/// Poisson by the waiting times of a process of rate 1; means up to a few ten thousand.
private func poisson(_ mean: Double, _ random: inout SplitMix) -> Int {
  // A sum of independent parts is Poisson again; small parts keep the product above underflow.
  if mean > 500 {
    return poisson(500, &random) + poisson(mean - 500, &random)
  }
  var count = 0
  var product = Double.random(in: 0..<1, using: &random)
  let limit = exponential(-mean)
  while product > limit {
    count += 1
    product *= Double.random(in: 0..<1, using: &random)
  }
  return count
}

/// Puts tickets into a table, batch by batch.
private struct SimulationWriter {
  private let source: SimulatedTickets
  private let first: CivilDay
  private var table = TicketTable()
  private var batch = TicketBatch()
  private var number: UInt64 = 0

  init(_ source: SimulatedTickets, first: CivilDay) {
    self.source = source
    self.first = first
  }

  mutating func add(_ station: Int, _ tag: Int, _ day: Int, _ random: inout SplitMix) {
    var place = Place()
    place.city = batch.names.intern(source.stations[station].city)
    place.county = batch.names.intern(source.stations[station].county)
    place.station = batch.names.intern(source.stations[station].name)
    var ticket = TicketFacts()
    number += 1
    ticket.key = TicketKey(rawValue: 10_000_000_000 + number)
    let midnight = CivilTime(startOf: first.advanced(by: day)).seconds
    ticket.accepted = CivilTime(seconds: midnight + UInt32.random(in: 0..<86_400, using: &random))
    ticket.start = ticket.accepted
    ticket.tag = source.tag(tag)
    ticket.confidence = 255
    ticket.place = batch.places.intern(place)
    batch.tickets.append(ticket)
    if batch.tickets.count == 10_000 {
      table.merge(batch)
      batch = TicketBatch()
    }
  }

  consuming func finish() -> TicketTable {
    table.merge(batch)
    return table
  }
}
