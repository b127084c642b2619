import RedianCore

/// The counts that are gathered while the tickets go by once.
struct PeriodPass {
  private let index: UnitIndex
  private let repairs: RepairTickets
  private(set) var tally: PeriodTally
  private(set) var arrivals: ArrivalTally

  init(
    _ facts: PeriodFacts,
    _ taxonomy: Taxonomy,
    _ index: UnitIndex,
    _ rules: ArrivalRules,
    _ repairs: RepairTickets
  ) {
    self.index = index
    self.repairs = repairs
    tally = PeriodTally(facts, taxonomy, leafCount: index.leafCount)
    arrivals = ArrivalTally(rules, leafCount: index.leafCount)
  }

  mutating func add(_ ticket: TicketFacts, number: Int) {
    guard !ticket.accepted.isMissing else { return }
    let leaf = index.leaf(of: ticket)
    tally.add(ticket, leaf: leaf)
    if tally.isInPeriod(ticket), repairs.contains(ticket) {
      arrivals.add(ticket, number: number, leaf: leaf)
    }
  }
}
