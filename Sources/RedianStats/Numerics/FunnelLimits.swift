/// Control limits of a funnel plot (Spiegelhalter 2005): exact quantiles of what chance would do.
package enum FunnelLimits {
  /// Counts between which a share `level` of Poisson variables of this mean lies.
  package static func poisson(expected: Double, level: Double) -> ClosedRange<Int> {
    quantiles(level) { 1 - Tail.poisson(atLeast: $0 + 1, mean: expected) }
  }

  /// Counts between which a share `level` of n trials of probability `p` lies.
  package static func binomial(of n: Int, _ p: Double, level: Double) -> ClosedRange<Int> {
    quantiles(level) { 1 - Tail.binomial(atLeast: $0 + 1, of: n, p) }
  }

  private static func quantiles(
    _ level: Double,
    _ distribution: (Int) -> Double
  ) -> ClosedRange<Int> {
    let tail = (1 - level) / 2
    return smallest { distribution($0) >= tail }...smallest { distribution($0) >= 1 - tail }
  }

  /// The smallest count for which a condition holds that, once true, stays true.
  private static func smallest(_ holds: (Int) -> Bool) -> Int {
    if holds(0) { return 0 }
    var high = 1
    while !holds(high) { high *= 2 }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
