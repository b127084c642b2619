/// Exact limits of a count: where a unit may lie by chance alone.
///
/// Both ends are quantiles, the smallest count whose lower tail reaches (1 - level) / 2 or
/// 1 - (1 - level) / 2; a funnel plot draws them against the unit's size (Spiegelhalter 2005).
package enum Limits {
  /// Limits of a binomial count of `n` tickets at a common rate.
  package static func binomial(of n: Int, _ rate: Double, level: Double) -> ClosedRange<Int> {
    range(level, upTo: n) { Tail.binomial(atLeast: $0, of: n, rate) }
  }

  /// Limits of a Poisson count.
  package static func poisson(mean: Double, level: Double) -> ClosedRange<Int> {
    // Twelve standard deviations above the mean hold every quantile that a double can tell from 1.
    let top = Int(mean + 12 * mean.squareRoot() + 40)
    return range(level, upTo: top) { Tail.poisson(atLeast: $0, mean: mean) }
  }

  /// Rates between which a unit of `n` tickets is inside: smooth lines for a funnel plot.
  ///
  /// The limits are interpolated between whole counts (Spiegelhalter 2005, appendix), the upper one
  /// moved up by one ticket: so exactly the counts beyond ``binomial(of:_:level:)`` lie outside.
  package static func lines(of n: Int, _ rate: Double, level: Double) -> (low: Double, high: Double)
  {
    let tail = (1 - level) / 2
    let low = interpolated(of: n, rate, upTo: tail)
    return (max(0, low / Double(n)), (interpolated(of: n, rate, upTo: 1 - tail) + 1) / Double(n))
  }

  private static func interpolated(of n: Int, _ rate: Double, upTo p: Double) -> Double {
    func below(_ count: Int) -> Double { 1 - Tail.binomial(atLeast: count, of: n, rate) }
    let count = quantile(upTo: n) { below($0 + 1) >= p }
    let (before, reached) = (below(count), below(count + 1))
    let excess = reached > before ? (reached - p) / (reached - before) : 0
    return Double(count) - min(1, max(0, excess))
  }

  private static func range(
    _ level: Double,
    upTo top: Int,
    upperTail: (Int) -> Double
  ) -> ClosedRange<Int> {
    let tail = (1 - level) / 2
    let low = quantile(upTo: top) { 1 - upperTail($0 + 1) >= tail }
    let high = quantile(upTo: top) { upperTail($0 + 1) <= tail }
    return min(low, high)...high
  }

  /// The smallest count of 0...top that `reaches`; `top` where none below does.
  private static func quantile(upTo top: Int, _ reaches: (Int) -> Bool) -> Int {
    var low = 0
    var high = top
    while low < high {
      let middle = (low + high) / 2
      if reaches(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
