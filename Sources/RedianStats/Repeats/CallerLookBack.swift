import RedianCore

/// The tickets of known callers in the period and in the 30 days before it.
struct CallerLookBack: Sendable {
  private let bounds: ClosedRange<UInt32>
  private let period: ClosedRange<UInt32>
  private let taxonomy: Taxonomy

  init(_ facts: PeriodFacts, _ taxonomy: Taxonomy) {
    period = facts.period.seconds
    let monthBefore = period.lowerBound < 30 * 86_400 ? 0 : period.lowerBound - 30 * 86_400
    bounds = max(1, monthBefore)...max(1, period.upperBound)
    self.taxonomy = taxonomy
  }

  func contains(_ ticket: TicketGlance) -> Bool {
    ticket.caller != 0 && !ticket.accepted.isMissing && bounds.contains(ticket.accepted.seconds)
  }

  /// Those tickets whose callers are `wanted`, in the table's order.
  func tickets(
    _ table: TicketTable,
    _ index: UnitIndex,
    wanted: (_ caller: UInt64) -> Bool
  ) -> [CallerTicket] {
    var tickets: [CallerTicket] = []
    // Room that stays unused is never touched, and growing would hold the tickets twice.
    tickets.reserveCapacity(table.count)
    table.forEachGlance { number, ticket in
      if contains(ticket), wanted(ticket.caller) {
        tickets.append(
          callerTicket(ticket, UInt32(number), leaf: index.leaf(ofPlace: ticket.place))
        )
      }
    }
    return tickets
  }

  private func callerTicket(_ ticket: TicketGlance, _ number: UInt32, leaf: Int) -> CallerTicket {
    let isTagged = Int(ticket.tag.rawValue) < taxonomy.tags.count
    return CallerTicket(
      caller: ticket.caller,
      accepted: ticket.accepted,
      ticket: number,
      leaf: Int32(leaf),
      category: UInt8(taxonomy[isTagged ? ticket.tag : taxonomy.other].category),
      inPeriod: period.contains(ticket.accepted.seconds)
    )
  }
}
