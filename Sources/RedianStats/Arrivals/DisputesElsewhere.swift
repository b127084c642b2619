import RedianCore

/// A repair ticket and a later ticket of the same caller that says the crew came late or never.
struct DisputeElsewhere: Equatable {
  var repair: UInt32
  var complaint: UInt32

  /// Seconds within which a complaint belongs to the repair before it.
  static let reach = 7 * 86_400
}

/// Complaints about a late crew that came as tickets of their own, beside the repairs they mean.
///
/// Most customers do not complain in the repair ticket but call again: the hotline then opens a
/// complaint or an urging, which has no arrival of its own. Each is taken for one about the caller's
/// latest repair ticket of the seven days before it; it is a dispute where that ticket belongs to
/// the period and is judged in time. A repair is listed once, with its first complaint.
func disputesElsewhere(
  _ callers: CallerLookBack,
  _ table: TicketTable,
  _ index: UnitIndex,
  _ rules: ArrivalRules
) -> [DisputeElsewhere] {
  func isComplaint(_ ticket: TicketFacts) -> Bool {
    ticket.flags.businessType != .faultRepair && rules.disputing.contains(ticket.tag)
  }
  var complaining = CallerSet()
  table.forEachTicket { _, ticket in
    if isComplaint(ticket), callers.contains(TicketGlance(ticket)) {
      complaining.insert(ticket.caller)
    }
  }
  let sorted = callers.tickets(table, index, wanted: complaining.contains).sorted { left, right in
    if left.caller != right.caller { return left.caller < right.caller }
    if left.accepted != right.accepted { return left.accepted < right.accepted }
    return table.id(left.ticket) < table.id(right.ticket)
  }
  var found: [DisputeElsewhere] = []
  var last: CallerTicket?
  for item in sorted {
    let ticket = table[Int(item.ticket)]
    if ticket.flags.businessType == .faultRepair {
      last = item
    } else if let repair = last, repair.caller == item.caller, repair.inPeriod,
      isComplaint(ticket),
      item.accepted.seconds(since: repair.accepted) <= DisputeElsewhere.reach,
      rules.isInTime(table[Int(repair.ticket)])
    {
      found.append(DisputeElsewhere(repair: repair.ticket, complaint: item.ticket))
      last = nil
    }
  }
  return found
}

extension ArrivalRules {
  fileprivate func isInTime(_ ticket: TicketFacts) -> Bool {
    ArrivalClass(ticket) == .eligible && outcome(ticket) == .onTime
      && !disputing.contains(ticket.tag)
  }
}

/// A set of few callers that says of most others at once that they are not in it.
private struct CallerSet {
  private var callers: Set<UInt64> = []
  /// One bit for the lowest 16 bits of each: callers are random numbers.
  private var bits = [UInt64](repeating: 0, count: 1 << 10)

  mutating func insert(_ caller: UInt64) {
    callers.insert(caller)
    bits[Int(caller >> 6 & 1_023)] |= 1 << (caller & 63)
  }

  func contains(_ caller: UInt64) -> Bool {
    bits[Int(caller >> 6 & 1_023)] >> (caller & 63) & 1 == 1 && callers.contains(caller)
  }
}
