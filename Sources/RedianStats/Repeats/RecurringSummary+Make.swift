import RedianCore

extension RecurringSummary {
  /// Episodes and recurring places of the tallied outages.
  init(
    _ tally: OutageTally,
    _ table: TicketTable,
    _ index: UnitIndex,
    _ facts: PeriodFacts,
    _ options: SummaryOptions,
    _ slices: KeySlices
  ) {
    self.init()
    threshold = options.recurringEpisodes
    from = tally.window.lowerBound.day
    to = tally.window.upperBound.day
    isLookBackComplete = facts.dataFrom <= from
    let districts = DistrictIndex(table)
    let finder = RecurrenceFinder(
      tally: tally,
      table: table,
      index: index,
      options: options,
      slices: slices
    )
    count(tally, table, index, slices)
    self.addresses = finder.places { ticket in
      ticket.address == 0 ? nil : stationKey(index, ticket.place) << 32 | UInt64(ticket.address)
    } name: { _ in
      ""
    }
    self.districts = finder.places {
      districts.number(ofPlace: $0.place)
    } name: { ticket in
      table.names.string(table.places[ticket.place].district)
    }
  }

  /// Calls, episodes and callers of the period.
  private mutating func count(
    _ tally: OutageTally,
    _ table: TicketTable,
    _ index: UnitIndex,
    _ slices: KeySlices
  ) {
    for slice in slices.all {
      var callers: [UInt64] = []
      var calls = tally.tickets.compactMap { number -> OutageCall? in
        let ticket = table.glance(at: Int(number))
        if ticket.accepted >= tally.periodStart, ticket.caller != 0,
          slices.slice(of: ticket.caller) == slice
        {
          callers.append(ticket.caller)
        }
        let place = Self.contact(ticket, number, index)
        guard slices.slice(of: place) == slice else { return nil }
        return OutageCall(
          place: place,
          accepted: ticket.accepted,
          caller: ticket.caller,
          ticket: number
        )
      }
      calls.groupByPlace(table)
      // No call is later than the period: its episodes are those that begin in it.
      episodes += calls.episodes(since: tally.periodStart).reduce(0) { $0 + Int($1.recent) }
      self.calls += calls.count { $0.accepted >= tally.periodStart }
      self.callers += Self.distinct(&callers)
    }
  }

  /// How many different callers there are; sorts them.
  private static func distinct(_ callers: inout [UInt64]) -> Int {
    callers.sort()
    return zip(callers.dropFirst(), callers).reduce(callers.isEmpty ? 0 : 1) {
      $1.0 == $1.1 ? $0 : $0 + 1
    }
  }

  /// What tells two outages of a day apart: the address, else the caller, else the ticket.
  ///
  /// The kinds are kept apart by the two lowest bits.
  private static func contact(
    _ ticket: TicketGlance,
    _ number: UInt32,
    _ index: UnitIndex
  ) -> UInt64 {
    if ticket.address != 0 {
      return (stationKey(index, ticket.place) << 32 | UInt64(ticket.address)) << 2
    }
    return ticket.caller != 0 ? ticket.caller << 2 | 1 : UInt64(number) << 2 | 2
  }
}
