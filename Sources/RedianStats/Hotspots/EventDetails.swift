import RedianCore

/// A cell over some days, to be described by its tickets.
struct EventTarget {
  var unit: Int
  var node: Int
  var now: ClosedRange<CivilDay>
  /// The days that its curve shows.
  var curve: ClosedRange<CivilDay>
  /// The days it is compared with, and what one of their episodes lets expect now.
  var base: ClosedRange<CivilDay>?
  var scale: Double
}

/// What an event's tickets tell: calls, callers, the day curve, its parts and examples.
struct EventDetails {
  var daily: [Int]
  var tickets = 0
  var callers = 0
  var ticketsOutsideMajorEvents = 0
  /// Tickets whose tag is more likely right than wrong.
  var confident = 0
  var parts: [HotspotPart] = []
  var examples: [TicketExcerpt] = []
}

/// The pass over the calls that describes all targets at once.
struct EventDescriber {
  private struct Part {
    var now = 0
    var base = 0
  }

  private let log: CallLog
  private let table: TicketTable
  private let targets: [EventTarget]
  private let limit: Int
  private var details: [EventDetails]
  private var callers: [Set<UInt64>]
  /// Parts by the number of the child unit, else of the district's or the team's name.
  private var parts: [[PartKey: Part]]
  private var examples: [[Int]]

  private enum PartKey: Hashable {
    case unit(Int)
    case name(NameTable.ID)
  }

  static func details(
    _ targets: [EventTarget],
    _ log: CallLog,
    _ table: TicketTable,
    _ major: MajorEventDays,
    examples: Int
  ) -> [EventDetails] {
    if targets.isEmpty { return [] }
    var describer = EventDescriber(targets, log, table, examples)
    describer.read(major)
    return describer.finish()
  }

  private init(_ targets: [EventTarget], _ log: CallLog, _ table: TicketTable, _ limit: Int) {
    self.targets = targets
    self.log = log
    self.table = table
    self.limit = limit
    details = targets.map {
      let days = $0.curve.lowerBound.distance(to: $0.curve.upperBound) + 1
      return EventDetails(daily: [Int](repeating: 0, count: days))
    }
    callers = targets.map { _ in [] }
    parts = targets.map { _ in [:] }
    examples = targets.map { _ in [] }
  }

  private mutating func read(_ major: MajorEventDays) {
    let space = log.detection.space
    var targetsOfCell = [[Int]?](repeating: nil, count: space.cellCount)
    log.forEachCall { call in
      let within =
        targetsOfCell[call.cell]
        ?? targets.indices.filter {
          space.isWithin(call.cell, space.cell(targets[$0].unit, targets[$0].node))
        }
      targetsOfCell[call.cell] = within
      if within.isEmpty { return }
      let day = log.from.advanced(by: call.day)
      for target in within { add(call, day, to: target, isMajor: major.contains(day)) }
    }
  }

  private mutating func add(_ call: CallLog.Call, _ day: CivilDay, to number: Int, isMajor: Bool) {
    let target = targets[number]
    if target.curve.contains(day) {
      details[number].daily[target.curve.lowerBound.distance(to: day)] += 1
    }
    let isNow = target.now.contains(day)
    guard isNow || target.base?.contains(day) == true else { return }
    if call.isEpisode, let key = part(of: call, in: target) {
      if isNow { parts[number][key, default: Part()].now += 1 }
      if !isNow { parts[number][key, default: Part()].base += 1 }
    }
    guard isNow else { return }
    let ticket = table[call.ticket]
    details[number].tickets += 1
    if !isMajor { details[number].ticketsOutsideMajorEvents += 1 }
    if ticket.confidence >= 128 { details[number].confident += 1 }
    if ticket.caller != 0 { callers[number].insert(ticket.caller) }
    offer(call.ticket, to: number)
  }

  /// The child of the target's unit that a call belongs to: below a station its transformer
  /// district, else its team.
  private func part(of call: CallLog.Call, in target: EventTarget) -> PartKey? {
    let units = log.detection.space.units
    var unit = log.detection.space.unit(call.cell)
    if unit != target.unit {
      while units.parents[unit] != target.unit { unit = units.parents[unit] }
      return .unit(unit)
    }
    let place = table.places[table[call.ticket].place]
    let name = place.district != 0 ? place.district : place.team
    return name == 0 ? nil : .name(name)
  }

  /// Keeps the tickets with the surest tags; equal ones: the earlier, then the smaller id.
  private mutating func offer(_ number: Int, to target: Int) {
    let ticket = table[number]
    let position =
      examples[target].firstIndex { better(ticket, table[$0]) } ?? examples[target].count
    guard position < limit else { return }
    examples[target].insert(number, at: position)
    if examples[target].count > limit { examples[target].removeLast() }
  }

  private func better(_ left: TicketFacts, _ right: TicketFacts) -> Bool {
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    if left.accepted != right.accepted { return left.accepted < right.accepted }
    return left.key.text(table.names) < right.key.text(table.names)
  }

  private func finish() -> [EventDetails] {
    targets.indices.map { number in
      var result = details[number]
      result.callers = callers[number].count
      result.parts = topParts(number)
      result.examples = examples[number].map { excerpt($0) }
      return result
    }
  }

  /// The parts with more than their own expected count, most extra first, at most five.
  private func topParts(_ number: Int) -> [HotspotPart] {
    parts[number].map { key, part in
      let name =
        switch key {
        case .unit(let unit): log.detection.name(unit)?.name ?? ""
        case .name(let id): table.names.string(id)
        }
      let extra = Double(part.now) - Double(part.base) * targets[number].scale
      return HotspotPart(name: name, count: part.now, extra: extra)
    }
    .filter { $0.extra > 0 }
    .sorted {
      if $0.extra != $1.extra { return $0.extra > $1.extra }
      return $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name
    }
    .prefix(5).map { $0 }
  }

  private func excerpt(_ number: Int) -> TicketExcerpt {
    let ticket = table[number]
    return TicketExcerpt(
      id: ticket.key.text(table.names),
      accepted: ticket.accepted,
      source: ticket.source
    )
  }
}
