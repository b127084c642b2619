package import RedianCore

/// By what rules arrivals are counted: the same for every part of the input.
package struct ArrivalRules: Sendable {
  package var asOf: CivilTime
  package var yardsticks: [Yardstick]
  /// Days that are also left out once, such as those of a typhoon.
  package var eventDays: Set<CivilDay>
  /// Tags that say the crew came late or never.
  package var disputing: Set<TagID>
  package var legLimits: [Leg: AreaLimits]

  package init(
    asOf: CivilTime,
    yardsticks: [Yardstick],
    eventDays: Set<CivilDay> = [],
    disputing: Set<TagID> = [],
    legLimits: [Leg: AreaLimits] = [:]
  ) {
    self.asOf = asOf
    self.yardsticks = yardsticks
    self.eventDays = eventDays
    self.disputing = disputing
    self.legLimits = legLimits
  }

  /// Seconds from the start to the arrival as it was known at as-of, or nil while nobody had come.
  func wait(_ ticket: TicketFacts) -> Int? {
    ticket.arrived.isMissing || asOf < ticket.arrived
      ? nil : ticket.arrived.seconds(since: ticket.start)
  }

  func age(_ ticket: TicketFacts) -> Int { asOf.seconds(since: ticket.start) }

  func limits(_ area: AreaType) -> [Int?] { yardsticks.map { $0.limits[area] } }

  /// The outcome under the first yardstick, which decides the lists.
  func outcome(_ ticket: TicketFacts) -> ArrivalOutcome? {
    guard let limit = yardsticks.first?.limits[ticket.flags.area] else { return nil }
    return ArrivalOutcome(age: age(ticket), wait: wait(ticket), limit: limit)
  }
}

/// The period's fault-repair tickets by leaf of the organisation, area, hour and weekday.
///
/// Mergeable: tallies of any parts of the input, made with the same units and rules, add up to the
/// tally of the whole.
struct ArrivalTally: Sendable {
  let rules: ArrivalRules
  let leafCount: Int
  /// Leaf x (ordinary day, event day) x area.
  private var cells: [DurationCell]
  private(set) var hours = [DurationCell](repeating: DurationCell(), count: 24)
  /// Monday first.
  private(set) var weekdays = [DurationCell](repeating: DurationCell(), count: 7)
  private(set) var bands: BandTally
  private(set) var legs: [LegTally]
  /// Without `notDue`, which depends on the limit.
  private(set) var excluded = ArrivalExclusions()
  private(set) var eventDays: Set<CivilDay> = []
  /// Numbers of the tickets that are overdue by the first yardstick.
  private(set) var overdue: [UInt32] = []
  /// Numbers of the tickets in time whose tag says otherwise.
  private(set) var disputed: [UInt32] = []

  init(_ rules: ArrivalRules, leafCount: Int) {
    self.rules = rules
    self.leafCount = leafCount
    cells = [DurationCell](repeating: DurationCell(), count: leafCount * 8)
    bands = BandTally(leafCount: leafCount, yardsticks: rules.yardsticks.count)
    legs = Leg.allCases.map {
      LegTally($0, limits: rules.legLimits[$0] ?? AreaLimits(), leafCount: leafCount)
    }
  }

  func cell(_ leaf: Int, _ area: AreaType, isEvent: Bool) -> DurationCell {
    cells[place(leaf, area, isEvent)]
  }

  private func place(_ leaf: Int, _ area: AreaType, _ isEvent: Bool) -> Int {
    (leaf * 2 + (isEvent ? 1 : 0)) * 4 + Int(area.rawValue)
  }

  mutating func add(_ ticket: TicketFacts, number: Int, leaf: Int) {
    let isEvent = rules.eventDays.contains(ticket.accepted.day)
    if isEvent { eventDays.insert(ticket.accepted.day) }
    for index in legs.indices { legs[index].add(ticket, leaf: leaf, asOf: rules.asOf) }
    switch ArrivalClass(ticket) {
    case .child: excluded.child += 1
    case .missingStart: excluded.missingStart += 1
    case .noVisit:
      excluded.noVisit += 1
      cells[place(leaf, ticket.flags.area, isEvent)].missing += 1
    case .arrivalBeforeReport: excluded.arrivalBeforeReport += 1
    case .unknownArea: excluded.unknownArea += 1
    case .eligible: append(ticket, number, leaf, isEvent)
    }
  }

  private mutating func append(
    _ ticket: TicketFacts,
    _ number: Int,
    _ leaf: Int,
    _ isEvent: Bool
  ) {
    let area = ticket.flags.area
    let age = rules.age(ticket)
    let wait = rules.wait(ticket)
    let limits = rules.limits(area)
    cells[place(leaf, area, isEvent)].add(age: age, wait: wait, limits: limits)
    hours[ticket.start.hour].add(age: age, wait: wait, limits: limits)
    weekdays[ticket.start.day.weekday - 1].add(age: age, wait: wait, limits: limits)
    bands.add(leaf, area, hour: ticket.start.hour, age: age, wait: wait, limits: limits)
    switch rules.outcome(ticket) {
    case .late, .lateNotArrived: overdue.append(UInt32(number))
    case .onTime where rules.disputing.contains(ticket.tag): disputed.append(UInt32(number))
    default: break
    }
  }

  mutating func merge(_ other: ArrivalTally) {
    for index in cells.indices { cells[index].merge(other.cells[index]) }
    for index in hours.indices { hours[index].merge(other.hours[index]) }
    for index in weekdays.indices { weekdays[index].merge(other.weekdays[index]) }
    bands.merge(other.bands)
    for index in legs.indices { legs[index].merge(other.legs[index]) }
    excluded.merge(other.excluded)
    eventDays.formUnion(other.eventDays)
    overdue += other.overdue
    disputed += other.disputed
  }
}
