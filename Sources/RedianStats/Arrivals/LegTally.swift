import RedianCore

/// Durations of one step of the repairs by leaf and area; mergeable.
struct LegTally: Sendable {
  let leg: Leg
  let limits: AreaLimits
  /// Leaf x area, the unknown one included.
  private var cells: [DurationCell]
  /// The step ends before it begins.
  private(set) var disordered = 0
  /// True once a ticket has the time that ends the step.
  private(set) var isRecorded = false

  init(_ leg: Leg, limits: AreaLimits, leafCount: Int) {
    self.leg = leg
    self.limits = limits
    cells = [DurationCell](repeating: DurationCell(), count: leafCount * 4)
  }

  func cell(_ leaf: Int, _ area: AreaType) -> DurationCell {
    cells[leaf * 4 + Int(area.rawValue)]
  }

  /// Adds a main ticket whose step has begun; children and steps that never began do not count.
  mutating func add(_ ticket: TicketFacts, leaf: Int, asOf: CivilTime) {
    let (begin, end) = leg.times(ticket)
    if !end.isMissing { isRecorded = true }
    guard !ticket.flags.isChild, !begin.isMissing, begin <= asOf else { return }
    let area = ticket.flags.area
    let place = leaf * 4 + Int(area.rawValue)
    let isOpen = end.isMissing || asOf < end
    if end.isMissing && ticket.flags.isClosed {
      cells[place].missing += 1
    } else if !isOpen && end < begin {
      disordered += 1
    } else {
      cells[place].add(
        age: asOf.seconds(since: begin),
        wait: isOpen ? nil : end.seconds(since: begin),
        limits: [limits[area]]
      )
    }
  }

  mutating func merge(_ other: LegTally) {
    for index in cells.indices { cells[index].merge(other.cells[index]) }
    disordered += other.disordered
    isRecorded = isRecorded || other.isRecorded
  }
}

extension Leg {
  /// When the step began and ended.
  fileprivate func times(_ ticket: TicketFacts) -> (begin: CivilTime, end: CivilTime) {
    switch self {
    case .dispatch: (ticket.start, ticket.dispatched)
    case .take: (ticket.dispatched, ticket.taken)
    case .restore: (ticket.arrived, ticket.restored)
    }
  }
}
