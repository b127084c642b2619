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

  /// Makes room for so many calls at once: growing would hold them twice.
  mutating func reserveCapacity(_ count: Int) {
    calls.reserveCapacity(count)
    keys.reserveCapacity(count)
  }

  /// Adds a ticket; one outside the days is left out.
  ///
  /// `district` numbers the transformer district of its place, or is 0.
  mutating func add(_ ticket: TicketFacts, number: Int, leaf: Int, tag: Int, district: UInt64) {
    guard !ticket.accepted.isMissing, bounds.contains(ticket.accepted.seconds) else { return }
    let cell = Int32(detection.cell(leaf: leaf, tag: tag))
    let day = Int32(from.distance(to: ticket.accepted.day))
    calls.append(Call(ticket: UInt32(number), cell: cell, day: day))
    let byDistrict = district != 0 && outageTags.contains(tag)
    let key = byDistrict ? district : ticket.caller
    guard key != 0 else { return }
    keys.append(
      EpisodeKey(
        key,
        tag: tag,
        byDistrict: byDistrict,
        seconds: ticket.accepted.seconds,
        call: UInt32(calls.count - 1)
      )
    )
  }

  /// Marks the calls that belong to an earlier call's episode.
  mutating func findEpisodes() {
    var keys: [EpisodeKey] = []
    swap(&keys, &self.keys)
    keys.radixSort { UInt64($0.seconds) }
    keys.radixSort { $0.group }
    // Calls of the same second are told apart by their cell, so the input's order is not seen.
    keys.sortRuns {
      $0.group == $1.group && $0.seconds == $1.seconds
    } by: {
      calls[Int($0.call)].cell < calls[Int($1.call)].cell
    }
    var first: EpisodeKey?
    for key in keys {
      if let start = first, start.group == key.group, key.seconds - start.seconds <= span(key) {
        calls[Int(key.call)].isEpisode = false
      } else {
        first = key
      }
    }
  }

  /// Seconds after the first call in which another one belongs to its episode.
  private func span(_ key: EpisodeKey) -> UInt32 {
    let node = detection.space.node(Int(calls[Int(key.call)].cell))
    return detection.tag(node).map(outageTags.contains) == true ? 86_400 : 1_800
  }

  /// The episodes of some days by cell, day 0 being the first of them.
  func episodes(_ wanted: ClosedRange<CivilDay>) -> ScanTickets {
    let first = from.distance(to: wanted.lowerBound)
    let last = from.distance(to: wanted.upperBound)
    let tickets = calls.lazy.filter { $0.isEpisode && (first...last).contains(Int($0.day)) }
      .map { (day: Int($0.day) - first, cell: Int($0.cell)) }
    return ScanTickets(detection.space, days: last - first + 1, tickets)
  }

  /// The episodes of two periods without a common day: day 0 is the earlier one, day 1 the later one.
  func episodes(_ now: Period, since before: Period) -> ScanTickets {
    let tickets = calls.lazy.filter(\.isEpisode).compactMap { call -> (day: Int, cell: Int)? in
      let day = from.advanced(by: Int(call.day))
      if now.contains(day) { return (1, Int(call.cell)) }
      return before.contains(day) ? (0, Int(call.cell)) : nil
    }
    return ScanTickets(detection.space, days: 2, tickets)
  }
}

/// What makes calls one episode; small, because there is one for each call.
private struct EpisodeKey: Sendable {
  /// The same for all calls of one caller or district with one tag.
  var group: UInt64
  var seconds: UInt32
  /// Position in the log.
  var call: UInt32

  /// Callers are random numbers already: two groups share a number as rarely as two callers do.
  init(_ key: UInt64, tag: Int, byDistrict: Bool, seconds: UInt32, call: UInt32) {
    let kind = UInt64(tag) << 1 | (byDistrict ? 1 : 0)
    group = key &+ kind &* 0x9e37_79b9_7f4a_7c15
    self.seconds = seconds
    self.call = call
  }
}
