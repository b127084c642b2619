/// Waiting times counted by whole minute: all that Kaplan-Meier percentiles need, however many
/// tickets there are.
///
/// An arrival counts in the minute that it completes (45:00 in minute 45, 45:01 in minute 46, so
/// "within 45 minutes" is minutes 0...45); a ticket that still waits counts in the last whole minute
/// it was seen waiting. Minute ``last`` is open to above. Histograms add up along the organisation.
package struct MinuteHistogram: Sendable, Equatable {
  /// The open bin: 24 hours or more.
  package static let last = 1_440

  /// Tickets by minute of arrival.
  package private(set) var arrived = [Int](repeating: 0, count: last + 1)
  /// Tickets without arrival by minutes waited so far.
  package private(set) var waiting = [Int](repeating: 0, count: last + 1)

  package init() {}

  package static func minute(arrivedAfter seconds: Int) -> Int {
    min(last, (max(0, seconds) + 59) / 60)
  }

  package static func minute(waitingFor seconds: Int) -> Int { min(last, max(0, seconds) / 60) }

  package mutating func add(minute: Int, arrived isArrival: Bool, count: Int = 1) {
    let bin = min(Self.last, max(0, minute))
    if isArrival { arrived[bin] += count } else { waiting[bin] += count }
  }

  package mutating func merge(_ other: MinuteHistogram) {
    for minute in arrived.indices {
      arrived[minute] += other.arrived[minute]
      waiting[minute] += other.waiting[minute]
    }
  }

  /// Arrivals after minute `low`, up to and including minute `high`.
  package func arrivals(after low: Int, through high: Int) -> Int {
    let range = max(0, low + 1)..<min(Self.last, high + 1)
    return range.isEmpty ? 0 : arrived[range].reduce(0, +)
  }
}

/// The waiting times of one small cell, two bytes each: a leaf of the organisation has too few
/// tickets for a histogram of its own.
struct WaitingMinutes: Sendable, Equatable {
  /// Minute x 2, plus 1 where it is an arrival.
  private var codes: [UInt16] = []

  /// Adds a ticket: `wait` seconds to its arrival, or nil where it has waited `age` seconds so far.
  mutating func add(age: Int, wait: Int?) {
    let minute =
      wait.map { MinuteHistogram.minute(arrivedAfter: $0) }
      ?? MinuteHistogram.minute(waitingFor: age)
    codes.append(UInt16(minute * 2 + (wait == nil ? 0 : 1)))
  }

  mutating func merge(_ other: WaitingMinutes) { codes += other.codes }

  func add(to histogram: inout MinuteHistogram) {
    for code in codes { histogram.add(minute: Int(code >> 1), arrived: code & 1 == 1) }
  }
}
