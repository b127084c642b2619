package import RedianCore

extension RepeatSummary {
  /// Repeats of the period, from the tickets of the period and of the 30 days before it.
  ///
  /// The tickets before the period are looked back at: a ticket on the period's first day may
  /// repeat one of the week before. They are not counted themselves.
  init(
    _ callers: CallerLookBack,
    _ table: TicketTable,
    _ index: UnitIndex,
    _ slices: KeySlices,
    first: CivilTime,
    limit: Int,
    minimum: Int
  ) {
    self.init()
    var leaves = [(tickets: Int, repeats: Int)](repeating: (0, 0), count: index.leafCount)
    for slice in slices.all {
      let tickets = callers.tickets(table, index) { slices.slice(of: $0) == slice }
      let sorted = groupedByCaller(tickets, table)
      let repeated = count(sorted, first: first, &leaves)
      callersTwoOrMore += distinctCallers(repeated, sorted)
      callersThreeOrMore += distinctCallers(repeated.filter(\.hasThird), sorted)
      let busiest = repeated.sorted { Busyness($0, sorted) < Busyness($1, sorted) }.prefix(limit)
      self.callers += busiest.map { RepeatCaller($0, sorted, table, index) }
    }
    self.callers.sort { Busyness($0) < Busyness($1) }
    self.callers = Array(self.callers.prefix(limit))
    byUnit = repeatUnits(leaves, index, minimum: minimum)
  }

  /// Counts the tickets of some callers; returns the episodes with a repeat, for most callers come once.
  private mutating func count(
    _ sorted: [CallerTicket],
    first: CivilTime,
    _ leaves: inout [(tickets: Int, repeats: Int)]
  ) -> [RepeatEpisode] {
    var repeated: [RepeatEpisode] = []
    var episode = RepeatEpisode(range: 0..<0)
    for position in sorted.indices {
      let ticket = sorted[position]
      let kind = RepeatKind(gap: gap(sorted, position))
      if kind.startsEpisode {
        if episode.hasRepeat { repeated.append(episode) }
        episode = RepeatEpisode(range: position..<position)
      }
      episode.add(position, kind, inPeriod: ticket.inPeriod)
      guard ticket.inPeriod else { continue }
      count(kind)
      if ticket.accepted.seconds(since: first) < repeatLookBack { shortLookBack += 1 }
      leaves[Int(ticket.leaf)].tickets += 1
      if kind.isRepeat { leaves[Int(ticket.leaf)].repeats += 1 }
    }
    if episode.hasRepeat { repeated.append(episode) }
    return repeated
  }

  private mutating func count(_ kind: RepeatKind) {
    withCaller += 1
    if kind == .redial { redials += 1 }
    if kind == .within1Day { ticketsWithin1Day += 1 }
    if kind == .within1Day || kind == .within3Days { ticketsWithin3Days += 1 }
    if kind.isRepeat { tickets += 1 }
    if kind.isRepeat || kind == .within30Days { ticketsWithin30Days += 1 }
  }
}

extension RepeatEpisode {
  fileprivate mutating func add(_ position: Int, _ kind: RepeatKind, inPeriod: Bool) {
    range = range.lowerBound..<(position + 1)
    if kind != .redial { contacts += 1 }
    guard inPeriod, kind.isRepeat else { return }
    hasRepeat = true
    if contacts >= 3 { hasThird = true }
  }
}

/// Seconds since the ticket before of the same caller and category, or nil for the first.
package func gap(_ sorted: [CallerTicket], _ position: Int) -> Int? {
  guard position > 0 else { return nil }
  let before = sorted[position - 1]
  let ticket = sorted[position]
  guard before.caller == ticket.caller, before.category == ticket.category else { return nil }
  return ticket.accepted.seconds(since: before.accepted)
}

/// Those of a caller together, by category, then by time; equal times by id.
package func groupedByCaller(
  _ tickets: consuming [CallerTicket],
  _ table: TicketTable
) -> [CallerTicket] {
  var tickets = tickets
  tickets.group {
    $0.caller
  } sortedBy: {
    if $0.category != $1.category { return $0.category < $1.category }
    if $0.accepted != $1.accepted { return $0.accepted < $1.accepted }
    return table.id($0.ticket) < table.id($1.ticket)
  }
  return tickets
}

private func distinctCallers(_ episodes: [RepeatEpisode], _ sorted: [CallerTicket]) -> Int {
  var count = 0
  var last: UInt64?
  for episode in episodes {
    let caller = sorted[episode.range.lowerBound].caller
    if caller != last { count += 1 }
    last = caller
  }
  return count
}

/// Most contacts first, then the earlier start, then the category: hashes differ from run to run.
private struct Busyness: Comparable {
  let contacts: Int
  let tickets: Int
  let first: CivilTime
  let category: Int
  let caller: UInt64

  init(_ episode: RepeatEpisode, _ sorted: [CallerTicket]) {
    let ticket = sorted[episode.range.lowerBound]
    (contacts, tickets) = (episode.contacts, episode.range.count)
    (first, category, caller) = (ticket.accepted, Int(ticket.category), ticket.caller)
  }

  init(_ caller: RepeatCaller) {
    (contacts, tickets) = (caller.tickets, caller.ids.count)
    (first, category, self.caller) = (caller.first, caller.category, caller.caller)
  }

  static func < (left: Busyness, right: Busyness) -> Bool {
    if left.contacts != right.contacts { return left.contacts > right.contacts }
    if left.tickets != right.tickets { return left.tickets > right.tickets }
    if left.first != right.first { return left.first < right.first }
    return (left.category, left.caller) < (right.category, right.caller)
  }
}

extension RepeatCaller {
  fileprivate init(
    _ episode: RepeatEpisode,
    _ sorted: [CallerTicket],
    _ table: TicketTable,
    _ index: UnitIndex
  ) {
    let tickets = sorted[episode.range]
    let last = sorted[episode.range.upperBound - 1]
    let first = sorted[episode.range.lowerBound]
    self.init(
      caller: first.caller,
      category: Int(first.category),
      tickets: episode.contacts,
      first: first.accepted,
      last: last.accepted,
      unit: index.lowest(index.leaf(of: table[Int(last.ticket)])),
      ids: tickets.map { table.id($0.ticket) }
    )
  }
}

extension TicketTable {
  /// The id of a ticket as the export wrote it.
  func id(_ number: UInt32) -> String { self[Int(number)].key.text(names) }
}
