/// Rates of many units, pulled towards their common mean as far as their size asks for.
///
/// Beta-binomial by moments (methods 4.6): every unit is given `a + b` average tickets to start
/// with. A unit with one late ticket of one is then no longer the worst of all.
package struct RateShrinkage: Sendable {
  /// The common rate.
  package let mean: Double
  /// Prior; nil where the units differ no more than chance would make them.
  package let prior: (a: Double, b: Double)?

  /// - Parameter units: late tickets `x` of `n` judged; units without judged tickets are left out.
  package init(_ units: [(x: Int, n: Int)]) {
    let used = units.filter { $0.n > 0 }
    let total = used.reduce(0.0) { $0 + Double($1.n) }
    let mean = total == 0 ? 0 : used.reduce(0.0) { $0 + Double($1.x) } / total
    self.mean = mean
    guard used.count > 1, mean > 0, mean < 1 else {
      prior = nil
      return
    }
    var spread = 0.0
    var squares = 0.0
    for unit in used {
      let n = Double(unit.n)
      let distance = Double(unit.x) / n - mean
      spread += n * distance * distance
      squares += n * n
    }
    let free = Double(used.count - 1)
    let between = total - squares / total - free
    let correlation = (spread / (mean * (1 - mean)) - free) / between
    guard between > 0, correlation > 0, correlation < 1 else {
      prior = nil
      return
    }
    let weight = (1 - correlation) / correlation
    prior = (mean * weight, (1 - mean) * weight)
  }

  /// The shrunken rate (the posterior mean); nil without a prior.
  package func rate(x: Int, n: Int) -> Double? {
    prior.map { ($0.a + Double(x)) / ($0.a + $0.b + Double(n)) }
  }

  /// The probability that the unit's rate is above the mean; nil without a prior.
  package func aboveMean(x: Int, n: Int) -> Double? {
    prior.map { Tail.betaUpper($0.a + Double(x), $0.b + Double(n - x), mean) }
  }

  /// A quantile of the unit's rate; nil without a prior.
  package func quantile(_ p: Double, x: Int, n: Int) -> Double? {
    prior.map { Tail.betaQuantile($0.a + Double(x), $0.b + Double(n - x), p) }
  }
}

/// Ratios of observed to expected counts, shrunken in the same way: gamma-Poisson by moments.
package struct RatioShrinkage: Sendable {
  package let mean: Double
  package let prior: (shape: Double, rate: Double)?

  package init(_ cells: [(observed: Double, expected: Double)]) {
    let used = cells.filter { $0.expected > 0 }
    let total = used.reduce(0) { $0 + $1.expected }
    let mean = total == 0 ? 0 : used.reduce(0) { $0 + $1.observed } / total
    self.mean = mean
    guard total > 0, mean > 0 else {
      prior = nil
      return
    }
    let spread = used.reduce(0) { sum, cell in
      let distance = cell.observed / cell.expected - mean
      return sum + cell.expected * distance * distance
    }
    let between = spread / total - mean / (total / Double(used.count))
    prior = between > 0 ? (mean * mean / between, mean / between) : nil
  }

  package func ratio(observed: Double, expected: Double) -> Double? {
    prior.map { ($0.shape + observed) / ($0.rate + expected) }
  }

  /// The probability that the true ratio is above 1; nil without a prior.
  package func aboveOne(observed: Double, expected: Double) -> Double? {
    prior.map { Tail.gammaUpper($0.shape + observed, $0.rate + expected) }
  }

  package func quantile(_ p: Double, observed: Double, expected: Double) -> Double? {
    prior.map { Tail.gammaQuantile($0.shape + observed, p) / ($0.rate + expected) }
  }
}
