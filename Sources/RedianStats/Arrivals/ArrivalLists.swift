import RedianCore

extension ArrivalSummary {
  /// The figures and lists of a tally.
  init(
    _ tally: ArrivalTally,
    _ callers: CallerLookBack,
    _ table: TicketTable,
    _ index: UnitIndex,
    minimumJudged: Int,
    selectedByTag: Bool
  ) {
    self.init()
    self.selectedByTag = selectedByTag
    let figures = ArrivalFigures(tally, index, minimumJudged: minimumJudged)
    yardsticks = figures.yardsticks
    legs = figures.legs
    heaping = figures.heaping
    eventDays = tally.eventDays.sorted()
    let lists = ArrivalLists(table: table, index: index, rules: tally.rules)
    overdue = lists.overdue(tally.overdue)
    let elsewhere = selectedByTag ? [] : disputesElsewhere(callers, table, index, tally.rules)
    disputed = lists.disputed(tally.disputed, elsewhere)
  }
}

/// The lists of single tickets: overdue ones and disputed arrivals, by the first yardstick.
struct ArrivalLists {
  let table: TicketTable
  let index: UnitIndex
  let rules: ArrivalRules

  /// Overdue tickets, most minutes late first; equal ones by start and id.
  func overdue(_ numbers: [UInt32]) -> [OverdueTicket] {
    var waits = numbers.compactMap { overdueWait($0) }
    // Sorting moves and copies: the waits are small.
    waits.sort {
      if $0.late != $1.late { return $0.late > $1.late }
      return $0.start != $1.start ? $0.start < $1.start : table.id($0.number) < table.id($1.number)
    }
    return waits.map(overdueTicket)
  }

  private struct OverdueWait {
    let number: UInt32
    let start: CivilTime
    /// Seconds.
    let limit: Int
    let late: Int
  }

  private func overdueWait(_ number: UInt32) -> OverdueWait? {
    let ticket = table[Int(number)]
    guard let limit = rules.yardsticks.first?.limits[ticket.flags.area] else { return nil }
    let seconds = rules.wait(ticket) ?? rules.age(ticket)
    return OverdueWait(number: number, start: ticket.start, limit: limit, late: seconds - limit)
  }

  private func overdueTicket(_ overdue: OverdueWait) -> OverdueTicket {
    let ticket = table[Int(overdue.number)]
    let wait = rules.wait(ticket)
    let regulator = Yardstick.regulator.limits[ticket.flags.area].map {
      ArrivalOutcome(age: rules.age(ticket), wait: wait, limit: $0)
    }
    return OverdueTicket(
      id: ticket.key.text(table.names),
      unit: index.lowest(index.leaf(of: ticket)),
      area: ticket.flags.area,
      start: ticket.start,
      arrived: wait == nil ? .missing : ticket.arrived,
      limitMinutes: overdue.limit / 60,
      minutes: Double(overdue.limit + overdue.late) / 60,
      minutesLate: Double(overdue.late) / 60,
      tag: ticket.tag,
      lateByRegulator: regulator == .late || regulator == .lateNotArrived
    )
  }

  /// Tickets that arrived in time, by start and id.
  func disputed(_ own: [UInt32], _ elsewhere: [DisputeElsewhere]) -> [DisputedArrival] {
    (own.map { disputed($0, by: $0) } + elsewhere.map { disputed($0.repair, by: $0.complaint) })
      .sorted { $0.start != $1.start ? $0.start < $1.start : $0.id < $1.id }
  }

  private func disputed(_ number: UInt32, by text: UInt32) -> DisputedArrival {
    let ticket = table[Int(number)]
    let said = table[Int(text)]
    return DisputedArrival(
      id: ticket.key.text(table.names),
      unit: index.lowest(index.leaf(of: ticket)),
      area: ticket.flags.area,
      start: ticket.start,
      arrived: ticket.arrived,
      minutes: Double(ticket.arrived.seconds(since: ticket.start)) / 60,
      tag: said.tag,
      saidIn: said.key.text(table.names),
      source: said.source
    )
  }
}
