package import RedianCore

/// One ticket of a known caller.
package struct CallerTicket: Sendable, Equatable {
  package var caller: UInt64
  package var accepted: CivilTime
  /// Ticket number in the table.
  package var ticket: UInt32
  /// Leaf of the organisation that its place belongs to.
  package var leaf: Int32
  package var category: UInt8
  /// False for a ticket of the look-back before the period.
  package var inPeriod: Bool

  package init(
    caller: UInt64,
    accepted: CivilTime,
    ticket: UInt32,
    leaf: Int32 = 0,
    category: UInt8,
    inPeriod: Bool
  ) {
    self.caller = caller
    self.accepted = accepted
    self.ticket = ticket
    self.leaf = leaf
    self.category = category
    self.inPeriod = inPeriod
  }
}

/// What a ticket is to the latest earlier one of the same caller and category.
package enum RepeatKind: Sendable, Equatable {
  case first
  /// Within 30 minutes: the same contact.
  case redial
  case within1Day
  case within3Days
  case within7Days
  case within30Days

  package init(gap: Int?) {
    switch gap {
    case .some(...1_800): self = .redial
    case .some(...86_400): self = .within1Day
    case .some(...259_200): self = .within3Days
    case .some(...604_800): self = .within7Days
    case .some(...2_592_000): self = .within30Days
    default: self = .first
    }
  }

  /// Starts a new episode: more than 7 days after the ticket before.
  package var startsEpisode: Bool { self == .first || self == .within30Days }

  /// Follows within 7 days, and is not the same contact.
  package var isRepeat: Bool { !startsEpisode && self != .redial }
}

/// Seconds that must be known before a ticket to see whether it is a repeat.
package let repeatLookBack = 604_800

/// Counts of one episode: tickets of a caller and category, each within 7 days of the one before.
struct RepeatEpisode: Sendable {
  /// Positions in the sorted tickets.
  var range: Range<Int>
  /// Contacts: redials do not count.
  var contacts = 0
  /// True where a ticket of the period is a repeat.
  var hasRepeat = false
  /// True where a ticket of the period is the third contact or a later one.
  var hasThird = false
}
