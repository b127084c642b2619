package import RedianCore

/// Days on which so much broke at once that they are no measure of anything else.
///
/// IEEE 1366's 2.5-beta rule on our variable: a day with more repair tickets than
/// exp(mean + 2.5 sd) of the log daily counts of the last 365 days, at least 90.
package struct MajorEventDays: Sendable, Equatable {
  /// Ascending.
  package private(set) var days: [CivilDay] = []
  /// The count beyond which a day is one; nil with fewer than 90 days of data.
  package private(set) var limit: Double?

  package static let fewestDays = 90

  /// `counts` are repair tickets by day, the first on `from`; days without any are not in the data.
  package init(_ counts: [Int], from: CivilDay) {
    let logs = counts.filter { $0 > 0 }.map { naturalLogarithm(Double($0)) }
    guard logs.count >= Self.fewestDays else { return }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let squares = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(logs.count - 1)).squareRoot()
    let limit = exponential(mean + 2.5 * deviation)
    self.limit = limit
    days = counts.indices.filter { Double(counts[$0]) > limit }.map { from.advanced(by: $0) }
  }

  package func contains(_ day: CivilDay) -> Bool { days.contains(day) }
}
