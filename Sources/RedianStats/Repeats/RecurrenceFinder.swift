import RedianCore

/// The number of a ticket's station (else county, else city), below 2^30.
func stationKey(_ index: UnitIndex, _ ticket: TicketFacts) -> UInt64 {
  let leaf = index.leaf(of: ticket)
  for level in [OrganizationLevel.station, .county, .city] {
    if let unit = index.unit(leaf, level) { return UInt64(unit + 1) }
  }
  return 0
}

/// Transformer districts as the tickets' places show them, whatever team went there.
struct DistrictIndex {
  private var numbers: [UInt64?] = []

  init(_ table: TicketTable) {
    var known: [Place: UInt64] = [:]
    for place in table.places.places {
      guard place.district != 0 else {
        numbers.append(nil)
        continue
      }
      var district = place
      district.team = 0
      let number = known[district] ?? UInt64(known.count)
      known[district] = number
      numbers.append(number)
    }
  }

  func number(of ticket: TicketFacts) -> UInt64? { numbers[Int(ticket.place)] }
}

/// Finds the recurring places of one kind.
struct RecurrenceFinder {
  let tally: OutageTally
  let table: TicketTable
  let index: UnitIndex
  let options: SummaryOptions

  func places(
    key: (TicketFacts) -> UInt64?,
    name: (TicketFacts) -> String
  ) -> RecurringPlaces {
    let begin = Int(tally.window.lowerBound.seconds) - PlaceEpisodes.gap
    var calls = tally.tickets.compactMap { number -> OutageCall? in
      let ticket = table[Int(number)]
      guard Int(ticket.accepted.seconds) >= begin else { return nil }
      return key(ticket).map {
        OutageCall(place: $0, accepted: ticket.accepted, caller: ticket.caller, ticket: number)
      }
    }
    calls.sortByPlace(table)
    return places(calls, name: name)
  }

  private func places(
    _ calls: [OutageCall],
    name: (TicketFacts) -> String
  ) -> RecurringPlaces {
    let seen = calls.episodes(since: tally.window.lowerBound).filter { $0.recent > 0 }
    let stations = seen.map { station($0, calls) }
    var byStation: [UInt64: [Int]] = [:]
    for (place, station) in zip(seen, stations) {
      byStation[station, default: []].append(Int(place.recent))
    }
    let chances = byStation.mapValues(ChanceOfRecurrence.init)
    let q = falseDiscoveryRates(
      zip(seen, stations).map { chances[$1]?.probability(atLeast: Int($0.recent)) ?? 1 }
    )
    let list = zip(seen, q).filter { $0.0.recent >= options.recurringEpisodes }
      .map { recurring($0, calls, name: name, q: $1) }
    var result = RecurringPlaces()
    result.seen = seen.count
    result.recurring = list.count
    // In a fixed order: the sum must not depend on the dictionary's.
    result.expected = chances.sorted { $0.key < $1.key }.reduce(0) {
      $0 + $1.value.expected(atLeast: options.recurringEpisodes)
    }
    result.beyondChance = list.count { $0.q <= options.falseDiscoveryRate }
    result.list = Array(list.sorted(by: precedes).prefix(options.maxRecurringPlaces))
    return result
  }

  private func last(_ place: PlaceEpisodes, _ calls: [OutageCall]) -> TicketFacts {
    table[Int(calls[place.calls.upperBound - 1].ticket)]
  }

  private func station(_ place: PlaceEpisodes, _ calls: [OutageCall]) -> UInt64 {
    stationKey(index, last(place, calls))
  }

  private func recurring(
    _ place: PlaceEpisodes,
    _ calls: [OutageCall],
    name: (TicketFacts) -> String,
    q: Double
  ) -> RecurringPlace {
    let last = last(place, calls)
    let station = station(place, calls)
    let calls = calls[place.calls].filter { tally.window.contains($0.accepted) }
    return RecurringPlace(
      name: name(last),
      code: last.address,
      unit: station == 0 ? UnitName(level: .city) : index.units[Int(station) - 1],
      episodes: Int(place.recent),
      calls: calls.count,
      callers: Set(calls.map(\.caller).filter { $0 != 0 }).count,
      first: calls.first?.accepted ?? .missing,
      last: calls.last?.accepted ?? .missing,
      ids: calls.map { table.id($0.ticket) },
      q: q,
      source: last.source
    )
  }

  private func precedes(_ left: RecurringPlace, _ right: RecurringPlace) -> Bool {
    if left.episodes != right.episodes { return left.episodes > right.episodes }
    if left.callers != right.callers { return left.callers > right.callers }
    if left.last != right.last { return left.last > right.last }
    return left.ids.lexicographicallyPrecedes(right.ids)
  }
}
