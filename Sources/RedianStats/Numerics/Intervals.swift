/// Confidence intervals of shares, counts and ratios; `confidence` is two-sided.
package enum Interval {
  /// The share's interval by Wilson (1927): right at the ends and for few tickets.
  package static func wilson(
    _ x: Int,
    of n: Int,
    confidence: Double = 0.95
  ) -> ClosedRange<Double>? {
    guard n > 0 else { return nil }
    let z = Tail.normalQuantile(0.5 + confidence / 2)
    let total = Double(n)
    let share = Double(x) / total
    let middle = share + z * z / (2 * total)
    let width = z * (share * (1 - share) / total + z * z / (4 * total * total)).squareRoot()
    let scale = 1 + z * z / total
    let low = x == 0 ? 0 : max(0, (middle - width) / scale)
    let high = x == n ? 1 : min(1, (middle + width) / scale)
    return low...high
  }

  /// The exact interval of Clopper and Pearson (1934): 0 at x = 0 and 1 at x = n.
  package static func clopperPearson(
    _ x: Int,
    of n: Int,
    confidence: Double = 0.95
  ) -> ClosedRange<Double> {
    let tail = (1 - confidence) / 2
    let low = x == 0 ? 0 : Tail.betaQuantile(Double(x), Double(n - x + 1), tail)
    let high = x == n ? 1 : Tail.betaQuantile(Double(x + 1), Double(n - x), 1 - tail)
    return low...high
  }

  /// The exact interval of a Poisson mean by Garwood (1936).
  package static func garwood(_ count: Int, confidence: Double = 0.95) -> ClosedRange<Double> {
    let tail = (1 - confidence) / 2
    let low = count == 0 ? 0 : Tail.gammaQuantile(Double(count), tail)
    return low...Tail.gammaQuantile(Double(count + 1), 1 - tail)
  }

  /// The exact interval of the ratio of two rates; the upper end is infinite where `base` is 0.
  ///
  /// Clopper-Pearson limits p of count / (count + base) become p / (1 - p) x base exposure /
  /// exposure (methods 4.7).
  package static func ratio(
    count: Int,
    base: Int,
    exposure: Double,
    baseExposure: Double
  ) -> ClosedRange<Double> {
    guard count + base > 0 else { return 0...Double.infinity }
    let share = clopperPearson(count, of: count + base)
    let scale = baseExposure / exposure
    let odds = { (p: Double) in p >= 1 ? Double.infinity : p / (1 - p) * scale }
    return odds(share.lowerBound)...odds(share.upperBound)
  }
}
