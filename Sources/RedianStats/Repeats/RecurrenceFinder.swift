import RedianCore

/// The number of a place's station (else county, else city), below 2^30.
func stationKey(_ index: UnitIndex, _ place: PlaceTable.ID) -> UInt64 {
  let leaf = index.leaf(ofPlace: place)
  for level in [OrganizationLevel.station, .county, .city] {
    if let unit = index.unit(leaf, level) { return UInt64(unit + 1) }
  }
  return 0
}

/// Finds the recurring places of one kind.
struct RecurrenceFinder {
  let tally: OutageTally
  let table: TicketTable
  let index: UnitIndex
  let options: SummaryOptions
  let slices: KeySlices

  func places(
    key: (TicketGlance) -> UInt64?,
    name: (TicketFacts) -> String
  ) -> RecurringPlaces {
    var seen = SeenPlaces()
    var result = RecurringPlaces()
    for slice in slices.all {
      let calls = calls { ticket in key(ticket).flatMap { slices.slice(of: $0) == slice ? $0 : nil }
      }
      let places = calls.episodes(since: tally.window.lowerBound).filter { $0.recent > 0 }
      for place in places {
        seen.add(station: Int(last(place, calls).station), episodes: Int(place.recent))
      }
      let least = fewestListed(places)
      result.list += places.filter { $0.recent >= least }.map { recurring($0, calls, name: name) }
      result.list = Array(result.list.sorted(by: precedes).prefix(options.maxRecurringPlaces))
    }
    result.judge(by: seen, options)
    return result
  }

  /// The outages of the places with a key, by place and time.
  private func calls(key: (TicketGlance) -> UInt64?) -> [OutageCall] {
    let begin = Int(tally.window.lowerBound.seconds) - PlaceEpisodes.gap
    var calls = tally.tickets.compactMap { number -> OutageCall? in
      let ticket = table.glance(at: Int(number))
      guard Int(ticket.accepted.seconds) >= begin else { return nil }
      return key(ticket).map {
        OutageCall(
          place: $0,
          accepted: ticket.accepted,
          caller: ticket.caller,
          ticket: number,
          station: UInt32(stationKey(index, ticket.place))
        )
      }
    }
    calls.groupByPlace(table)
    return calls
  }

  private func last(_ place: PlaceEpisodes, _ calls: [OutageCall]) -> OutageCall {
    calls[place.calls.upperBound - 1]
  }

  /// Episodes that a place must have to be recurring and among the `maxRecurringPlaces` with most.
  private func fewestListed(_ places: [PlaceEpisodes]) -> Int {
    let recurring = places.map { Int($0.recent) }.filter { $0 >= options.recurringEpisodes }
    let most = recurring.sorted(by: >).prefix(max(1, options.maxRecurringPlaces))
    return most.last ?? options.recurringEpisodes
  }

  private func recurring(
    _ place: PlaceEpisodes,
    _ calls: [OutageCall],
    name: (TicketFacts) -> String
  ) -> RecurringPlace {
    let station = UInt64(last(place, calls).station)
    let last = table[Int(last(place, calls).ticket)]
    let calls = calls[place.calls].filter { tally.window.contains($0.accepted) }
    return RecurringPlace(
      name: name(last),
      code: last.address,
      station: station,
      unit: station == 0 ? UnitName(level: .city) : index.units[Int(station) - 1],
      episodes: Int(place.recent),
      calls: calls.count,
      callers: Set(calls.map(\.caller).filter { $0 != 0 }).count,
      first: calls.first?.accepted ?? .missing,
      last: calls.last?.accepted ?? .missing,
      ids: calls.map { table.id($0.ticket) },
      // Until all places are seen.
      q: 1,
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
