package import RedianCore

/// Whether a fault-repair ticket can be judged, before any limit is known.
///
/// Tested in this order: a ticket is counted under the first reason that applies.
package enum ArrivalClass: Sendable, Equatable {
  case child
  case missingStart
  /// Closed, and nobody came.
  case noVisit
  case arrivalBeforeReport
  case unknownArea
  /// Judged once its limit has passed.
  case eligible

  package init(_ ticket: TicketFacts) {
    if ticket.flags.isChild {
      self = .child
    } else if ticket.start.isMissing {
      self = .missingStart
    } else if ticket.arrived.isMissing && ticket.flags.isClosed {
      self = .noVisit
    } else if !ticket.arrived.isMissing && ticket.arrived < ticket.start {
      self = .arrivalBeforeReport
    } else if ticket.flags.area == .unknown {
      self = .unknownArea
    } else {
      self = .eligible
    }
  }
}

/// The outcome of an eligible ticket under one limit.
package enum ArrivalOutcome: Sendable, Equatable {
  /// The limit has not passed yet, whether or not the crew has come: judging the early ones alone
  /// would flatter every unit.
  case notDue
  case onTime
  case late
  case lateNotArrived

  /// - Parameters:
  ///   - age: seconds from the start to as-of.
  ///   - wait: seconds from the start to the arrival; nil while nobody has come.
  ///   - limit: seconds; a ticket that takes exactly as long is in time.
  package init(age: Int, wait: Int?, limit: Int) {
    if age <= limit {
      self = .notDue
    } else if let wait {
      self = wait > limit ? .late : .onTime
    } else {
      self = .lateNotArrived
    }
  }
}
