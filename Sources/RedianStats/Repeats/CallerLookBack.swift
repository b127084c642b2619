import RedianCore

/// The tickets of known callers in the period and in the 30 days before it.
struct CallerLookBack: Sendable {
  private let bounds: ClosedRange<UInt32>
  private let period: ClosedRange<UInt32>
  /// The category of each tag; that of `other` for what is none.
  private let categories: [UInt8]

  init(_ facts: PeriodFacts, _ taxonomy: Taxonomy) {
    period = facts.period.seconds
    let monthBefore = period.lowerBound < 30 * 86_400 ? 0 : period.lowerBound - 30 * 86_400
    bounds = max(1, monthBefore)...max(1, period.upperBound)
    let tags = 0...Int(UInt8.max)
    categories = tags.map { tag in
      let isTag = tag < taxonomy.tags.count
      return UInt8(isTag ? taxonomy.tags[tag].category : taxonomy[taxonomy.other].category)
    }
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
    CallerTicket(
      caller: ticket.caller,
      accepted: ticket.accepted,
      ticket: number,
      leaf: Int32(leaf),
      category: categories[Int(ticket.tag.rawValue)],
      inPeriod: period.contains(ticket.accepted.seconds)
    )
  }
}
