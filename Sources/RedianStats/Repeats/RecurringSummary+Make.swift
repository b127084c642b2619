import RedianCore

/// The outage tickets of the period, of the look-back of recurrences, and of the day before it.
///
/// Mergeable by appending.
struct OutageTally: Sendable {
  /// The look-back of the recurrences: `days` days that end with the period or with the data.
  let window: ClosedRange<CivilTime>
  private let period: ClosedRange<UInt32>
  private(set) var tickets: [UInt32] = []

  init(_ facts: PeriodFacts, days: Int, last: CivilTime) {
    period = facts.period.seconds
    let end = min(CivilTime(seconds: period.upperBound), last)
    let length = UInt32(days * 86_400)
    let begin = end.seconds > length ? end.seconds - length : 0
    window = CivilTime(seconds: begin)...end
  }

  func isInPeriod(_ time: CivilTime) -> Bool { period.contains(time.seconds) }

  mutating func add(_ ticket: TicketFacts, number: Int) {
    let begin = min(window.lowerBound.seconds, period.lowerBound)
    let before = begin > UInt32(PlaceEpisodes.gap) ? begin - UInt32(PlaceEpisodes.gap) : 0
    guard before <= ticket.accepted.seconds, ticket.accepted <= window.upperBound else { return }
    tickets.append(UInt32(number))
  }

  mutating func merge(_ other: OutageTally) { tickets += other.tickets }
}

extension RecurringSummary {
  /// Episodes and recurring places of the tallied outages.
  init(
    _ tally: OutageTally,
    _ table: TicketTable,
    _ index: UnitIndex,
    _ facts: PeriodFacts,
    _ options: SummaryOptions
  ) {
    self.init()
    threshold = options.recurringEpisodes
    from = tally.window.lowerBound.day
    to = tally.window.upperBound.day
    isLookBackComplete = facts.dataFrom <= from
    let districts = DistrictIndex(table)
    let finder = RecurrenceFinder(tally: tally, table: table, index: index, options: options)
    count(tally, table, index)
    self.addresses = finder.places { ticket in
      ticket.address == 0 ? nil : stationKey(index, ticket) << 32 | UInt64(ticket.address)
    } name: { _ in
      ""
    }
    self.districts = finder.places {
      districts.number(of: $0)
    } name: { ticket in
      table.names.string(table.places[ticket.place].district)
    }
  }

  /// Calls, episodes and callers of the period.
  private mutating func count(_ tally: OutageTally, _ table: TicketTable, _ index: UnitIndex) {
    let calls = tally.tickets.map { number in
      let ticket = table[Int(number)]
      return OutageCall(
        place: Self.contact(ticket, number, index),
        accepted: ticket.accepted,
        caller: ticket.caller,
        ticket: number
      )
    }
    let sorted = sortedByPlace(calls, table)
    self.calls = sorted.count { tally.isInPeriod($0.accepted) }
    episodes = outageEpisodes(sorted).reduce(0) { sum, place in
      sum + place.starts.count { tally.isInPeriod(sorted[$0].accepted) }
    }
    let known = sorted.filter { tally.isInPeriod($0.accepted) && $0.caller != 0 }
    callers = Set(known.map(\.caller)).count
  }

  /// What tells two outages of a day apart: the address, else the caller, else the ticket.
  ///
  /// The kinds are kept apart by the two lowest bits.
  private static func contact(_ ticket: TicketFacts, _ number: UInt32, _ index: UnitIndex) -> UInt64
  {
    if ticket.address != 0 {
      return (stationKey(index, ticket) << 32 | UInt64(ticket.address)) << 2
    }
    return ticket.caller != 0 ? ticket.caller << 2 | 1 : UInt64(number) << 2 | 2
  }
}

/// The number of a ticket's station (else county, else city), below 2^30.
private func stationKey(_ index: UnitIndex, _ ticket: TicketFacts) -> UInt64 {
  let leaf = index.leaf(of: ticket)
  for level in [OrganizationLevel.station, .county, .city] {
    if let unit = index.unit(leaf, level) { return UInt64(unit + 1) }
  }
  return 0
}

/// Transformer districts as the tickets' places show them, whatever team went there.
private struct DistrictIndex {
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
private struct RecurrenceFinder {
  /// A place with an episode in the window.
  struct Seen {
    var place: PlaceEpisodes
    var episodes: Int
    var last: TicketFacts
    var station: UInt64
  }

  let tally: OutageTally
  let table: TicketTable
  let index: UnitIndex
  let options: SummaryOptions

  func places(
    key: (TicketFacts) -> UInt64?,
    name: (TicketFacts) -> String
  ) -> RecurringPlaces {
    let begin = Int(tally.window.lowerBound.seconds) - PlaceEpisodes.gap
    let calls = tally.tickets.compactMap { number -> OutageCall? in
      let ticket = table[Int(number)]
      guard Int(ticket.accepted.seconds) >= begin else { return nil }
      return key(ticket).map {
        OutageCall(place: $0, accepted: ticket.accepted, caller: ticket.caller, ticket: number)
      }
    }
    return places(sortedByPlace(calls, table), name: name)
  }

  private func places(
    _ sorted: [OutageCall],
    name: (TicketFacts) -> String
  ) -> RecurringPlaces {
    let seen = outageEpisodes(sorted).compactMap { place -> Seen? in
      let episodes = place.starts.count { tally.window.contains(sorted[$0].accepted) }
      let last = table[Int(sorted[place.calls.upperBound - 1].ticket)]
      return episodes == 0
        ? nil : Seen(place: place, episodes: episodes, last: last, station: stationKey(index, last))
    }
    let chances = Dictionary(grouping: seen, by: \.station).mapValues {
      ChanceOfRecurrence($0.map(\.episodes))
    }
    let q = falseDiscoveryRates(
      seen.map { chances[$0.station]?.probability(atLeast: $0.episodes) ?? 1 }
    )
    let threshold = options.recurringEpisodes
    let list = zip(seen, q).filter { $0.0.episodes >= threshold }.map { item, q in
      recurring(Array(sorted[item.place.calls]), item, name: name(item.last), q: q)
    }
    var result = RecurringPlaces()
    result.seen = seen.count
    result.recurring = list.count
    // In a fixed order: the sum must not depend on the dictionary's.
    result.expected = chances.sorted { $0.key < $1.key }.reduce(0) {
      $0 + $1.value.expected(atLeast: threshold)
    }
    result.beyondChance = list.count { $0.q <= options.falseDiscoveryRate }
    result.list = Array(list.sorted(by: precedes).prefix(options.maxRecurringPlaces))
    return result
  }

  private func recurring(
    _ calls: [OutageCall],
    _ item: Seen,
    name: String,
    q: Double
  ) -> RecurringPlace {
    let calls = calls.filter { tally.window.contains($0.accepted) }
    let callers = Set(calls.map(\.caller).filter { $0 != 0 })
    return RecurringPlace(
      name: name,
      code: item.last.address,
      unit: item.station == 0 ? UnitName(level: .city) : index.units[Int(item.station) - 1],
      episodes: item.episodes,
      calls: calls.count,
      callers: callers.count,
      first: calls.first?.accepted ?? .missing,
      last: calls.last?.accepted ?? .missing,
      ids: calls.map { table.id($0.ticket) },
      q: q,
      source: item.last.source
    )
  }

  private func precedes(_ left: RecurringPlace, _ right: RecurringPlace) -> Bool {
    if left.episodes != right.episodes { return left.episodes > right.episodes }
    if left.callers != right.callers { return left.callers > right.callers }
    if left.last != right.last { return left.last > right.last }
    return left.ids.lexicographicallyPrecedes(right.ids)
  }
}
