package import RedianCore

/// One overdue ticket.
package struct OverdueTicket: Sendable {
  package var id: String
  package var unit: UnitName
  package var area: AreaType
  package var start: CivilTime
  /// Missing while nobody has come.
  package var arrived: CivilTime
  package var limitMinutes: Int
  /// Minutes from start to arrival, or to as-of where nobody has come.
  package var minutes: Double
  package var minutesLate: Double
  package var tag: TagID
  /// True where the ticket is also late by the regulator's limit.
  package var lateByRegulator: Bool
}

/// A recorded arrival in time that a text contradicts.
package struct DisputedArrival: Sendable {
  package var id: String
  package var unit: UnitName
  package var area: AreaType
  package var start: CivilTime
  package var arrived: CivilTime
  package var minutes: Double
  /// The tag of the text.
  package var tag: TagID
  /// The ticket that holds the text: this one, or a later one of the same caller.
  package var saidIn: String
  package var source: SourceLocation
  /// The text, filled after counting; empty where it could not be read again.
  package var text: String = ""
  /// The piece of the text that says so, in Unicode scalars; empty where there is no text.
  package var evidence: Range<Int> = 0..<0

  package var isSaidElsewhere: Bool { saidIn != id }
}
