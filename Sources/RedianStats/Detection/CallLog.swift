import RedianCore

/// The tickets of the days that detection looks at, each with its cell and whether it begins an
/// episode.
///
/// Twenty calls about one outage are one event. Detection counts episodes: calls of one transformer
/// district (else of one caller) with one tag of the outage chapter within 24 hours of the first, and
/// of one caller with one tag within 30 minutes elsewhere. An episode is bounded by its first call
/// (a busy district would otherwise be one endless episode) and by its tag (a complaint about a
/// late crew is another event than the outage that it follows).
struct CallLog: Sendable {
  struct Call: Sendable, Equatable {
    /// Ticket number in the table.
    var ticket: UInt32
    var cell: Int32
    /// Days since the log's first day.
    var day: Int32
    var isEpisode = true
  }

  let detection: DetectionSpace
  let from: CivilDay
  let to: CivilDay
  /// By ticket number.
  private(set) var calls: [Call] = []
  private let bounds: ClosedRange<UInt32>
  private var keys: [EpisodeKey] = []
  private let outageTags: Range<Int>

  init(_ detection: DetectionSpace, from: CivilDay, to: CivilDay) {
    self.detection = detection
    self.from = from
    self.to = to
    bounds = Period(kind: .range, from: from, to: to).seconds
    let outage = detection.taxonomy.categories.first { $0.number == 1 }
    outageTags = outage?.tags ?? 0..<0
  }

  var days: Int { from.distance(to: to) + 1 }

  /// Adds a ticket; one outside the days is left out.
  ///
  /// `district` numbers the transformer district of its place, or is 0.
  mutating func add(_ ticket: TicketFacts, number: Int, leaf: Int, tag: Int, district: UInt64) {
    guard !ticket.accepted.isMissing, bounds.contains(ticket.accepted.seconds) else { return }
    let cell = Int32(detection.cell(leaf: leaf, tag: tag))
    let day = Int32(from.distance(to: ticket.accepted.day))
    calls.append(Call(ticket: UInt32(number), cell: cell, day: day))
    let isOutage = outageTags.contains(tag)
    let byDistrict = isOutage && district != 0
    let key = byDistrict ? district : ticket.caller
    guard key != 0 else { return }
    keys.append(
      EpisodeKey(
        key: key,
        seconds: ticket.accepted.seconds,
        call: UInt32(calls.count - 1),
        cell: cell,
        tag: UInt8(tag),
        byDistrict: byDistrict,
        isOutage: isOutage
      )
    )
  }

  /// Marks the calls that belong to an earlier call's episode.
  mutating func findEpisodes() {
    keys.sort()
    var first: EpisodeKey?
    for key in keys {
      if let start = first, start.isSame(key), key.seconds - start.seconds <= key.span {
        calls[Int(key.call)].isEpisode = false
      } else {
        first = key
      }
    }
    keys = []
  }

  /// The episodes of some days by cell, day 0 being the first of them.
  func episodes(_ wanted: ClosedRange<CivilDay>) -> ScanTickets {
    let first = from.distance(to: wanted.lowerBound)
    let last = from.distance(to: wanted.upperBound)
    let tickets = calls.lazy.filter { $0.isEpisode && (first...last).contains(Int($0.day)) }
      .map { (day: Int($0.day) - first, cell: Int($0.cell)) }
    return ScanTickets(detection.space, days: last - first + 1, Array(tickets))
  }

  /// The episodes of two periods: day 0 is the earlier one, day 1 the later one.
  func episodes(_ now: Period, since before: Period) -> ScanTickets {
    var tickets: [(day: Int, cell: Int)] = []
    for call in calls where call.isEpisode {
      let day = from.advanced(by: Int(call.day))
      if now.contains(day) { tickets.append((1, Int(call.cell))) }
      if before.contains(day) { tickets.append((0, Int(call.cell))) }
    }
    return ScanTickets(detection.space, days: 2, tickets)
  }
}

/// What makes calls one episode, in the order in which they are looked through.
private struct EpisodeKey: Sendable, Comparable {
  var key: UInt64
  var seconds: UInt32
  var call: UInt32
  var cell: Int32
  var tag: UInt8
  var byDistrict: Bool
  var isOutage: Bool

  /// Seconds after the first call.
  var span: UInt32 { isOutage ? 86_400 : 1_800 }

  func isSame(_ other: EpisodeKey) -> Bool {
    key == other.key && tag == other.tag && byDistrict == other.byDistrict
  }

  /// Calls of the same second are told apart by their cell, so the input's order is not seen.
  static func < (left: EpisodeKey, right: EpisodeKey) -> Bool {
    if left.key != right.key { return left.key < right.key }
    if left.byDistrict != right.byDistrict { return right.byDistrict }
    if left.tag != right.tag { return left.tag < right.tag }
    if left.seconds != right.seconds { return left.seconds < right.seconds }
    return left.cell < right.cell
  }
}
