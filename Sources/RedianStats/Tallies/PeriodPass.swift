import RedianCore

/// Everything that is gathered while the tickets go by once.
struct PeriodPass {
  private let index: UnitIndex
  private let repairTags: Range<Int>?
  private let lookBack: ClosedRange<UInt32>
  private var number = 0
  private(set) var tally: PeriodTally
  private(set) var arrivals: ArrivalTally
  private(set) var outages: OutageTally
  private(set) var callers: [CallerTicket] = []

  /// An empty pass over the tickets of a period.
  ///
  /// `repairTag` is the category that stands for fault repair where no ticket has a business type;
  /// nil to go by business type.
  init(
    _ facts: PeriodFacts,
    _ taxonomy: Taxonomy,
    _ index: UnitIndex,
    _ rules: ArrivalRules,
    outages: OutageTally,
    repairTag: String?
  ) {
    self.index = index
    repairTags = repairTag.map { id in
      taxonomy.categories.first { $0.id == id }?.tags ?? 0..<0
    }
    let days = facts.period.seconds
    let monthBefore = days.lowerBound < 30 * 86_400 ? 0 : days.lowerBound - 30 * 86_400
    lookBack = max(1, monthBefore)...max(1, days.upperBound)
    tally = PeriodTally(facts, taxonomy, leafCount: index.leafCount)
    self.outages = outages
    arrivals = ArrivalTally(rules, leafCount: index.leafCount)
  }

  mutating func add(_ ticket: TicketFacts) {
    defer { number += 1 }
    guard !ticket.accepted.isMissing else { return }
    let leaf = index.leaf(of: ticket)
    tally.add(ticket, leaf: leaf)
    let isInPeriod = tally.isInPeriod(ticket)
    if isFaultRepair(ticket) {
      outages.add(ticket, number: number)
      if isInPeriod { arrivals.add(ticket, number: number, leaf: leaf) }
    }
    guard ticket.caller != 0, lookBack.contains(ticket.accepted.seconds) else { return }
    callers.append(
      CallerTicket(
        caller: ticket.caller,
        accepted: ticket.accepted,
        ticket: UInt32(number),
        category: UInt8(tally.category(ofTag: tally.tag(of: ticket))),
        inPeriod: isInPeriod
      )
    )
  }

  private func isFaultRepair(_ ticket: TicketFacts) -> Bool {
    guard let repairTags else { return ticket.flags.businessType == .faultRepair }
    return repairTags.contains(Int(ticket.tag.rawValue))
  }
}
