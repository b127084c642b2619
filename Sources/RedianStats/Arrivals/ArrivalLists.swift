import RedianCore

/// The lists of single tickets: overdue ones and disputed arrivals, by one yardstick.
struct ArrivalLists {
  let table: TicketTable
  let index: UnitIndex
  let yardstick: Yardstick

  /// Overdue tickets, most minutes late first; equal ones by start and id.
  func overdue(_ records: [ArrivalRecord]) -> [OverdueTicket] {
    records.compactMap(overdueTicket).sorted {
      if $0.minutesLate != $1.minutesLate { return $0.minutesLate > $1.minutesLate }
      return $0.start != $1.start ? $0.start < $1.start : $0.id < $1.id
    }
  }

  private func overdueTicket(_ record: ArrivalRecord) -> OverdueTicket? {
    let outcome = record.outcome(yardstick)
    guard outcome == .late || outcome == .lateNotArrived,
      let limit = yardstick.limit(record.area)
    else { return nil }
    let ticket = table[Int(record.ticket)]
    let seconds = record.wait < 0 ? record.age : record.wait
    let regulator = record.outcome(.regulator)
    return OverdueTicket(
      id: ticket.key.text(table.names),
      unit: index.lowest(Int(record.leaf)),
      area: record.area,
      start: ticket.start,
      arrived: ticket.arrived,
      limitMinutes: limit / 60,
      minutes: Double(seconds) / 60,
      minutesLate: Double(Int(seconds) - limit) / 60,
      tag: ticket.tag,
      lateByRegulator: regulator == .late || regulator == .lateNotArrived
    )
  }

  /// Tickets with one of `tags` that arrived in time, by start and id.
  func disputed(_ records: [ArrivalRecord], tags: [TagID]) -> [DisputedArrival] {
    records.compactMap { record -> DisputedArrival? in
      guard record.outcome(yardstick) == .onTime else { return nil }
      let ticket = table[Int(record.ticket)]
      guard tags.contains(ticket.tag) else { return nil }
      return DisputedArrival(
        id: ticket.key.text(table.names),
        unit: index.lowest(Int(record.leaf)),
        area: record.area,
        start: ticket.start,
        arrived: ticket.arrived,
        minutes: Double(record.wait) / 60,
        tag: ticket.tag,
        source: ticket.source
      )
    }
    .sorted { $0.start != $1.start ? $0.start < $1.start : $0.id < $1.id }
  }
}
