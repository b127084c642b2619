import RedianCore

extension PeriodFacts {
  /// The days that detection needs: both periods, and what nightly calibration reaches back to.
  func detectionDays(_ settings: NightSettings) -> (from: CivilDay, to: CivilDay) {
    let to = min(period.to, dataTo)
    let reach = to.advanced(by: -(settings.reach + settings.replayed))
    let first = dataFrom <= previous.to ? min(previous.from, reach) : reach
    return (min(max(first, dataFrom), to), to)
  }

  /// The last day of the period that is complete in data whose latest time is `latest`.
  ///
  /// The data's last day counts as complete when they reach past 22:00 of it: a small unit's last
  /// call of a day is not at midnight.
  func lastCompleteDay(latest: CivilTime) -> CivilDay {
    if period.to < dataTo { return period.to }
    let isComplete = latest.day > dataTo || latest.hour >= 22
    return isComplete ? dataTo : dataTo.advanced(by: -1)
  }
}
