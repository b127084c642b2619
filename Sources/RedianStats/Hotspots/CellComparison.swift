/// One cell against its past: the figures that every list of rising cells shows.
struct CellComparison {
  let count: Int
  let base: Int
  let expected: Double
  let interval: ClosedRange<Double>
  let p: Double

  /// `exposure` and `baseExposure` are what this period and the base had of whatever makes tickets.
  init(_ count: Int, _ base: Int, exposure: Double, baseExposure: Double, dispersion: Double) {
    self.count = count
    self.base = base
    expected = max(0.5, Double(base)) * exposure / baseExposure
    interval = Interval.ratio(
      count: count,
      base: base,
      exposure: exposure,
      baseExposure: baseExposure
    )
    p = Tail.conditional(
      count: count,
      base: base,
      exposure: exposure,
      baseExposure: baseExposure,
      dispersion: base == 0 ? 1 : dispersion
    )
  }

  var extra: Double { Double(count) - expected }
  var ratio: Double { Double(count) / expected }

  /// The interval with a finite upper end.
  var shownInterval: ClosedRange<Double> {
    let high = min(interval.upperBound, Hotspot.unlimitedRatio)
    return min(interval.lowerBound, high)...high
  }
}
