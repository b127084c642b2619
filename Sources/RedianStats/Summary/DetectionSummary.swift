import RedianCore

/// What detection knew about the days and the units: for the notes of a report.
package struct DetectionFacts: Sendable {
  package var majorEvents: MajorEventDays
  /// Tickets of the period by category outside major event days; nil where there was none.
  package var outsideMajorEvents: [Int]?
  package var calendarSource: String
  /// Years of the compared days that the calendar does not cover.
  package var missingYears: [Int]
  /// January and February together; nil where the festival does not disturb the year's comparison.
  package var festival: FestivalComparison?
  /// Share of the period's tickets that name no station, 0...1: no rates of stations above 0.2.
  package var withoutStation = 0.0
  /// Tickets counted at a unit's successor.
  package var rekeyed = 0
  /// Identifies the classifier that tagged all of the data.
  package var modelVersion = ""
}
