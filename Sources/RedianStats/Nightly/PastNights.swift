/// The best score of every night that has a full scan: what a night's score is compared with.
///
/// A permutation takes tickets for independent; past nights do not, and they hold the same
/// weekdays, storms and tagging errors as tonight (methods 4.4).
package struct PastNights: Sendable {
  private let maxima: [Double?]
  private let isMajor: [Bool]
  private let settings: NightSettings

  package init(_ series: NightSeries, _ settings: NightSettings) {
    self.settings = settings
    isMajor = series.isMajor
    maxima = (0..<series.days).map { night in
      let days = (night - settings.days + 1)..<(night + 1)
      guard days.lowerBound >= 0, series.tickets.count(days) > 0 else { return nil }
      let plan = series.plan(night: night, days: settings.days, settings)
      return Scan(series.tickets, days: days, plan).maximum
    }
  }

  /// The scores that a night is calibrated on, latest first; nil where they are too few.
  package func maxima(before night: Int) -> [Double]? {
    let past = (0..<max(0, night - settings.guardNights)).reversed()
      .lazy.filter { !isMajor[$0] }.compactMap { maxima[$0] }.prefix(settings.most)
    return past.count >= settings.fewest ? Array(past) : nil
  }
}
