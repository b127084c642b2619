import RedianCore

/// What one look at all tickets tells before the period is known.
struct DataExtent: Sendable {
  /// The first and the last acceptance.
  private(set) var first = CivilTime(seconds: .max)
  private(set) var last = CivilTime.missing
  /// The latest time that the facts keep.
  private(set) var latest = CivilTime.missing
  private(set) var undated = 0
  /// True where a ticket has a business type.
  private(set) var hasBusinessType = false

  mutating func add(_ ticket: TicketFacts) {
    if ticket.accepted.isMissing {
      undated += 1
    } else {
      first = CivilTime(seconds: min(first.seconds, ticket.accepted.seconds))
      last = last.later(ticket.accepted)
    }
    latest = latest.later(ticket.accepted).later(ticket.start).later(ticket.dispatched)
    latest = latest.later(ticket.taken).later(ticket.arrived).later(ticket.restored)
    if ticket.flags.businessType != .missing { hasBusinessType = true }
  }

  mutating func merge(_ other: DataExtent) {
    first = min(first, other.first)
    last = max(last, other.last)
    latest = max(latest, other.latest)
    undated += other.undated
    hasBusinessType = hasBusinessType || other.hasBusinessType
  }

  /// First and last day of any ticket; nil where none has an acceptance time.
  var days: (from: CivilDay, to: CivilDay)? {
    last.isMissing ? nil : (first.day, last.day)
  }
}

extension DataExtent {
  /// The period asked for and what it is compared with.
  ///
  /// - Throws: where there is no dated ticket, or the data do not touch the period.
  func resolve(_ request: PeriodRequest) throws(SummaryError) -> PeriodFacts {
    guard let (from, to) = days else { throw .noDatedTicket }
    let period =
      switch request {
      case .latestMonth: Period.month(of: to)
      case .all: Period(kind: .range, from: from, to: to)
      case .period(let period): period
      }
    guard period.from <= to, from <= period.to else {
      throw .outsideData(period: period, from: from, to: to)
    }
    let isComplete = period.to <= to
    let days = isComplete ? period.days : period.from.distance(to: to) + 1
    return PeriodFacts(
      period: period,
      isComplete: isComplete,
      comparedDays: period.first(days),
      previous: isComplete ? period.previous : period.previous.first(days),
      yearBefore: isComplete ? period.yearBefore : period.yearBefore.first(days),
      dataFrom: from,
      dataTo: to
    )
  }
}
