import RedianCore

/// The outage tickets of the period, of the look-back of recurrences, and of the day before it.
///
/// Mergeable by appending.
struct OutageTally: Sendable {
  /// The look-back of the recurrences: `days` days that end with the period or with the data.
  let window: ClosedRange<CivilTime>
  private let period: ClosedRange<UInt32>
  private(set) var tickets: [UInt32] = []

  init(_ facts: PeriodFacts, days: Int, last: CivilTime) {
    period = facts.period.seconds
    let end = min(CivilTime(seconds: period.upperBound), last)
    let length = UInt32(days * 86_400)
    let begin = end.seconds > length ? end.seconds - length : 0
    window = CivilTime(seconds: begin)...end
  }

  var periodStart: CivilTime { CivilTime(seconds: period.lowerBound) }

  mutating func add(_ ticket: TicketFacts, number: Int) {
    let begin = min(window.lowerBound.seconds, period.lowerBound)
    let before = begin > UInt32(PlaceEpisodes.gap) ? begin - UInt32(PlaceEpisodes.gap) : 0
    guard before <= ticket.accepted.seconds, ticket.accepted <= window.upperBound else { return }
    tickets.append(UInt32(number))
  }

  mutating func merge(_ other: OutageTally) { tickets += other.tickets }
}
