/// The numbers of nightly detection (methods 3.1 and 4.4), once.
package struct NightSettings: Sendable, Equatable {
  /// Days of a night's scan.
  package var days = 56
  /// Fewest days for a scan at all, and fewest past nights to calibrate on.
  package var fewest = 28
  /// Past nights used at most.
  package var most = 84
  /// Nights just before that do not calibrate: the event may have begun on them.
  package var guardNights = 3
  /// Days of the volume baseline, and those left out before the night.
  package var baselineDays = 56
  package var baselineGuard = 2
  /// Highest q, fewest tickets and least ratio of a volume alarm.
  package var volumeRate = 0.05
  package var volumeCount = 10
  package var volumeRatio = 1.5
  /// A unit first seen within so many days has no history.
  package var newUnitDays = 28
  /// Nights after which an event is a new level.
  package var newLevelNights = 7
  /// Nights that a report replays at most.
  package var replayed = 31
  /// Most events of a night.
  package var mostEvents = 10

  package init() {}

  /// Days before the first reported night that are of use.
  var reach: Int { days + most + guardNights }
}
