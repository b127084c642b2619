package import RedianCore

/// Which tickets' texts are read to find emerging words: all of a small period, a random part of a
/// large one, the same for any order of the input.
package struct WordSample: Sendable {
  /// Ticket numbers, in the order of the file; at most ``limit`` of each side.
  package let tickets: [(ticket: UInt32, isNow: Bool)]
  /// The days that the baseline is taken from.
  package let base: Period

  package static let limit = 10_000

  package init(_ table: TicketTable, _ facts: PeriodFacts) {
    // A single day has too few tickets to be compared with the day before.
    base =
      facts.period.kind == .day
      ? Period(
        kind: .range,
        from: facts.period.from.advanced(by: -28),
        to: facts.period.from.advanced(by: -1)
      ) : facts.previous
    var sides = [SmallestHashes(Self.limit), SmallestHashes(Self.limit)]
    table.forEachTicket { [base] number, ticket in
      if facts.comparedDays.contains(ticket.accepted) {
        sides[1].add(Self.hash(ticket, table), UInt32(number))
      } else if base.contains(ticket.accepted) {
        sides[0].add(Self.hash(ticket, table), UInt32(number))
      }
    }
    let chosen = sides.enumerated().flatMap { side, smallest in
      smallest.tickets.map { (ticket: $0, isNow: side == 1) }
    }
    tickets = chosen.sorted { $0.ticket < $1.ticket }
  }

  /// A number that follows from the ticket's id and time alone.
  private static func hash(_ ticket: TicketFacts, _ table: TicketTable) -> UInt64 {
    var key = ticket.key.rawValue
    if let name = ticket.key.name {
      key = table.names[name].reduce(0xcbf2_9ce4_8422_2325) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01b3
      }
    }
    var random = SplitMix(seed: key, stream: UInt64(ticket.accepted.seconds))
    return random.next()
  }
}
