import RedianCore

/// The tickets of the days that detection looks at, each with its cell and whether it begins an
/// episode.
///
/// Twenty calls about one outage are one event. Detection counts episodes: calls of one transformer
/// district (else of one caller) with one tag of the outage chapter within 24 hours of the first, and
/// of one caller with one tag within 30 minutes elsewhere. An episode is bounded by its first call
/// (a busy district would otherwise be one endless episode) and by its tag (a complaint about a
/// late crew is another event than the outage that it follows).
///
/// The log holds one bit a ticket; everything else is read off the table as often as it is needed.
struct CallLog: Sendable {
  struct Call: Sendable, Equatable {
    /// Ticket number in the table.
    var ticket: Int
    var cell: Int
    /// Days since the log's first day.
    var day: Int
    var isEpisode: Bool
  }

  let detection: DetectionSpace
  let from: CivilDay
  let to: CivilDay
  private let table: TicketTable
  private let bounds: ClosedRange<UInt32>
  private let other: Int
  /// Tickets that belong to an earlier call's episode.
  private var followers: TicketSet
  private(set) var byDay: CallsByDay

  /// The log of the days, its episodes found.
  init(
    _ detection: DetectionSpace,
    _ table: TicketTable,
    from: CivilDay,
    to: CivilDay,
    slices: KeySlices
  ) {
    self.detection = detection
    self.from = from
    self.to = to
    self.table = table
    bounds = Period(kind: .range, from: from, to: to).seconds
    other = Int(detection.taxonomy.other.rawValue)
    followers = TicketSet(count: 0)
    byDay = CallsByDay(days: 0, categories: 0)
    followers = findFollowers(slices)
    byDay = countDays()
  }

  var days: Int { from.distance(to: to) + 1 }

  /// Calls `body` for every call of the days, in the table's order.
  func forEachCall(_ body: (Call) -> Void) {
    table.forEachGlance { number, ticket in
      guard contains(ticket.accepted) else { return }
      body(
        Call(
          ticket: number,
          cell: cell(ticket),
          day: from.distance(to: ticket.accepted.day),
          isEpisode: !followers.contains(number)
        )
      )
    }
  }

  private func contains(_ accepted: CivilTime) -> Bool {
    !accepted.isMissing && bounds.contains(accepted.seconds)
  }

  private func tag(_ ticket: TicketGlance) -> Int {
    ticket.tag == .none ? other : Int(ticket.tag.rawValue)
  }

  private func cell(_ ticket: TicketGlance) -> Int {
    detection.cell(leaf: detection.index.leaf(ofPlace: ticket.place), tag: tag(ticket))
  }

  /// The calls that belong to an earlier call's episode.
  private func findFollowers(_ slices: KeySlices) -> TicketSet {
    let grouping = EpisodeGrouping(table, detection.taxonomy)
    var followers = TicketSet(count: table.count)
    for slice in slices.all {
      var keys: [EpisodeKey] = []
      // Room that stays unused is never touched, and growing would hold the keys twice.
      keys.reserveCapacity(table.count)
      table.forEachGlance { number, ticket in
        if contains(ticket.accepted), let key = grouping.key(ticket, number, tag: tag(ticket)),
          slices.slice(of: key.group) == slice
        {
          keys.append(key)
        }
      }
      mark(&keys, in: &followers)
    }
    return followers
  }

  private func mark(_ keys: inout [EpisodeKey], in followers: inout TicketSet) {
    keys.group {
      $0.group
    } sortedBy: {
      if $0.seconds != $1.seconds { return $0.seconds < $1.seconds }
      // Calls of the same second are told apart by their cell, so the input's order is not seen.
      return cell(table.glance(at: Int($0.call))) < cell(table.glance(at: Int($1.call)))
    }
    var first: EpisodeKey?
    for key in keys {
      if let start = first, start.group == key.group, key.seconds - start.seconds <= key.span {
        followers.insert(Int(key.call))
      } else {
        first = key
      }
    }
  }

  private func countDays() -> CallsByDay {
    var byDay = CallsByDay(days: days, categories: detection.taxonomy.categories.count)
    forEachCall { call in
      let node = detection.space.node(call.cell)
      guard let category = detection.category(node) else {
        preconditionFailure("a ticket sits on a tag, and a tag has a category")
      }
      byDay.add(call, category: category)
    }
    return byDay
  }

  /// The episodes of some of the log's days by cell, day 0 being the first of them.
  func episodes(_ wanted: ClosedRange<CivilDay>) -> ScanTickets {
    let first = from.distance(to: wanted.lowerBound)
    let last = from.distance(to: wanted.upperBound)
    let sizes = (first...last).map { byDay.episodes(on: $0) }
    return ScanTickets(detection.space, sizes: sizes) { add in
      forEachCall { call in
        if call.isEpisode, (first...last).contains(call.day) { add(call.day - first, call.cell) }
      }
    }
  }

  /// The episodes of two periods without a common day: day 0 is the earlier one, day 1 the later one.
  func episodes(_ now: Period, since before: Period) -> ScanTickets {
    let periods: [Int?] = (0..<days).map {
      let day = from.advanced(by: $0)
      return now.contains(day) ? 1 : before.contains(day) ? 0 : nil
    }
    var sizes = [0, 0]
    for (day, period) in periods.enumerated() {
      if let period { sizes[period] += byDay.episodes(on: day) }
    }
    return ScanTickets(detection.space, sizes: sizes) { add in
      forEachCall { call in
        if call.isEpisode, let period = periods[call.day] { add(period, call.cell) }
      }
    }
  }
}
