import RedianCore

/// One eligible ticket, as small as its figures allow.
struct ArrivalRecord: Sendable {
  /// Ticket number in the table.
  let ticket: UInt32
  let leaf: UInt32
  /// Seconds from start to as-of.
  let age: Int32
  /// Seconds from start to arrival, or -1 while nobody has come.
  let wait: Int32
  let area: AreaType
  let hour: UInt8
  /// Monday is 0.
  let weekday: UInt8

  func outcome(_ yardstick: Yardstick) -> ArrivalOutcome {
    ArrivalOutcome(
      age: Int(age),
      wait: wait < 0 ? nil : Int(wait),
      limit: yardstick.limit(area) ?? .max
    )
  }
}

/// The fault-repair tickets of the period: the eligible ones, and counts of the others.
struct ArrivalTally: Sendable {
  private let asOf: CivilTime
  private(set) var records: [ArrivalRecord] = []
  /// Without `notDue`, which depends on the limit.
  private(set) var excluded = ArrivalExclusions()

  init(asOf: CivilTime) { self.asOf = asOf }

  mutating func add(_ ticket: TicketFacts, number: Int, leaf: Int) {
    switch ArrivalClass(ticket) {
    case .child: excluded.child += 1
    case .missingStart: excluded.missingStart += 1
    case .noVisit: excluded.noVisit += 1
    case .arrivalBeforeReport: excluded.arrivalBeforeReport += 1
    case .unknownArea: excluded.unknownArea += 1
    case .eligible: append(ticket, number, leaf)
    }
  }

  private mutating func append(_ ticket: TicketFacts, _ number: Int, _ leaf: Int) {
    let wait = ticket.arrived.isMissing ? -1 : ticket.arrived.seconds(since: ticket.start)
    records.append(
      ArrivalRecord(
        ticket: UInt32(number),
        leaf: UInt32(leaf),
        age: Int32(clamping: asOf.seconds(since: ticket.start)),
        wait: Int32(clamping: wait),
        area: ticket.flags.area,
        hour: UInt8(ticket.start.hour),
        weekday: UInt8(ticket.start.day.weekday - 1)
      )
    )
  }

  /// The records by waiting time, shortest first: what ``ArrivalGroups`` wants.
  mutating func sort() {
    records.sort { ($0.wait, $0.ticket) < ($1.wait, $1.ticket) }
  }
}
