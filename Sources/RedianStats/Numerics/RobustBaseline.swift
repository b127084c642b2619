/// What is usual for one series of daily counts: the average of comparable days, abnormal ones left out.
///
/// Robust weekday baseline of methods 4.1. Past storms are dropped, not down-weighted: several of
/// them in one baseline would hide each other (masking).
package struct RobustBaseline: Sendable {
  /// How abnormal a day must be to be dropped, and what is assumed of the dispersion before the
  /// days speak for themselves.
  package struct Settings: Sendable {
    /// Upward Anscombe residual beyond which a day is dropped.
    package var cut = 3.0
    /// Variance over mean of counts at this level, assumed with the weight of `priorDays` days.
    package var priorDispersion = 1.5
    package var priorDays = 14.0
    package var passes = 4
    /// Least share of days that must be kept; with fewer the level has changed.
    package var keptShare = 0.7
    package init() {}
  }

  /// One entry per day: true where it is part of the average.
  package private(set) var isUsed: [Bool]
  /// The days disagree too much to be one level; all of them are used then.
  package private(set) var isUnstable = false
  /// Tickets on the used days.
  package private(set) var count = 0
  /// Sum of the used days' factors.
  package private(set) var exposure = 0.0
  /// Variance over mean, at least 1; exactly 1 where no ticket was counted.
  package private(set) var dispersion: Double
  /// Pearson's statistic over its degrees of freedom.
  package private(set) var pearson = 0.0

  /// Baseline of the given days: `factors` says how busy each day is for its type, 1 on average.
  ///
  /// - Returns: nil where there is no day or no positive factor.
  package init?(counts: [Int], factors: [Double], settings: Settings = Settings()) {
    let total = factors.reduce(0, +)
    guard !counts.isEmpty, counts.count == factors.count, total > 0 else { return nil }
    isUsed = [Bool](repeating: true, count: counts.count)
    let floor = 1 / total
    var level = max(Self.firstLevel(counts, factors), floor)
    dispersion = Self.firstDispersion(counts, factors, level, settings)
    for _ in 0..<settings.passes where !isUnstable {
      drop(counts, factors, level, settings)
      count = counts.indices.reduce(0) { isUsed[$1] ? $0 + counts[$1] : $0 }
      exposure = counts.indices.reduce(0) { isUsed[$1] ? $0 + factors[$1] : $0 }
      level = max(Double(count) / exposure, floor)
      spread(counts, factors, level, settings)
    }
    if count == 0 { dispersion = 1 }
  }

  private static func firstLevel(_ counts: [Int], _ factors: [Double]) -> Double {
    let ratios = counts.indices.map { Double(counts[$0]) / factors[$0] }
    let middle = median(ratios)
    if middle > 0 { return middle }
    let low = ratios.indices.sorted { (ratios[$0], $0) < (ratios[$1], $1) }
      .prefix(ratios.count * 3 / 4)
    let exposure = low.reduce(0) { $0 + factors[$1] }
    return exposure > 0 ? Double(low.reduce(0) { $0 + counts[$1] }) / exposure : 0
  }

  private static func firstDispersion(
    _ counts: [Int],
    _ factors: [Double],
    _ level: Double,
    _ settings: Settings
  ) -> Double {
    guard level >= 2 else { return settings.priorDispersion }
    let squares = counts.indices.map { day -> Double in
      let mean = level * factors[day]
      return (Double(counts[day]) - mean) * (Double(counts[day]) - mean) / mean
    }
    // 0.4549... is the median of the chi-square distribution with one degree of freedom.
    return max(1, median(squares) / 0.454_936_423_119_572_4)
  }

  /// Marks the days to use; keeps all of them where too few would be left.
  private mutating func drop(
    _ counts: [Int],
    _ factors: [Double],
    _ level: Double,
    _ settings: Settings
  ) {
    for day in counts.indices {
      let mean = level * factors[day]
      let residual =
        1.5 * (power(Double(counts[day]), 2.0 / 3) * power(mean, -1.0 / 6) - mean.squareRoot())
      isUsed[day] = residual / dispersion.squareRoot() <= settings.cut
    }
    let kept = isUsed.count { $0 }
    guard Double(kept) < settings.keptShare * Double(isUsed.count) else { return }
    isUnstable = true
    isUsed = [Bool](repeating: true, count: isUsed.count)
  }

  private mutating func spread(
    _ counts: [Int],
    _ factors: [Double],
    _ level: Double,
    _ settings: Settings
  ) {
    let squares = counts.indices.reduce(0.0) { sum, day in
      guard isUsed[day] else { return sum }
      let mean = level * factors[day]
      return sum + (Double(counts[day]) - mean) * (Double(counts[day]) - mean) / mean
    }
    let kept = Double(isUsed.count { $0 })
    pearson = squares / (kept - 1)
    dispersion = max(
      1,
      (settings.priorDays * settings.priorDispersion + squares) / (settings.priorDays + kept - 1)
    )
  }

  /// What is usual on a day with this factor.
  package func expected(factor: Double) -> Double { factor * Double(count) / exposure }

  /// P(Y >= y) on such a day: the conditional negative-binomial tail.
  package func upperTail(_ y: Int, factor: Double) -> Double {
    Tail.conditional(
      count: y,
      base: count,
      exposure: factor,
      baseExposure: exposure,
      dispersion: dispersion
    )
  }

  /// The smallest count with a tail probability of at most `alpha`.
  package func limit(alpha: Double, factor: Double) -> Int {
    var high = 1
    while upperTail(high, factor: factor) > alpha { high *= 2 }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if upperTail(middle, factor: factor) > alpha { low = middle } else { high = middle }
    }
    return high
  }
}

/// The median; the mean of the two middle values of an even number.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
