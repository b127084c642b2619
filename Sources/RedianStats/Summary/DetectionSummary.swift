import RedianCore

/// What detection knew about the days and the units: for the notes of a report.
package struct DetectionFacts: Sendable {
  package var majorEvents: MajorEventDays
  /// Tickets of the period by category outside major event days; nil where there was none.
  package var outsideMajorEvents: [Int]?
  package var calendarSource: String
  /// Years of the compared days that the calendar does not cover.
  package var missingYears: [Int]
  /// Tickets counted at a unit's successor.
  package var rekeyed = 0
  /// Identifies the classifier that tagged all of the data.
  package var modelVersion = ""
}
