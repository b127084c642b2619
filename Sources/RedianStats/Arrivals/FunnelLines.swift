extension FunnelLimits {
  /// Rates between which a unit of `n` tickets is inside: smooth lines for a funnel plot.
  ///
  /// The limits are interpolated between whole counts (Spiegelhalter 2005, appendix), the upper one
  /// moved up by one ticket: so exactly the counts beyond ``binomial(of:_:level:)`` lie outside.
  package static func lines(of n: Int, _ rate: Double, level: Double) -> (low: Double, high: Double)
  {
    let limits = binomial(of: n, rate, level: level)
    let tail = (1 - level) / 2
    let low = Double(limits.lowerBound) - excess(limits.lowerBound, of: n, rate, upTo: tail)
    let high = Double(limits.upperBound) - excess(limits.upperBound, of: n, rate, upTo: 1 - tail)
    return (max(0, low / Double(n)), (high + 1) / Double(n))
  }

  /// How far the quantile `count` goes beyond the share `p`, as a part of its own probability.
  private static func excess(_ count: Int, of n: Int, _ rate: Double, upTo p: Double) -> Double {
    func below(_ count: Int) -> Double { 1 - Tail.binomial(atLeast: count, of: n, rate) }
    let (before, reached) = (below(count), below(count + 1))
    return reached > before ? min(1, max(0, (reached - p) / (reached - before))) : 0
  }
}
