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

/// A ticket whose text contradicts its recorded arrival.
package struct DisputedArrival: Sendable {
  package var id: String
  package var unit: UnitName
  package var area: AreaType
  package var start: CivilTime
  package var arrived: CivilTime
  package var minutes: Double
  package var tag: TagID
  package var source: SourceLocation
  /// The ticket's text, filled after counting; empty where it could not be read again.
  package var text: String = ""
  /// The piece of the text that says so, in Unicode scalars; empty where there is no text.
  package var evidence: Range<Int> = 0..<0
}
