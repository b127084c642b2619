internal import CSpecialFunctions

/// Tails and quantiles of the distributions that the reports use.
///
/// Upper tails are computed directly, never as one minus a lower tail, so that small p-values keep
/// their digits. Outside its domain a function returns NaN.
package enum Tail {
  /// ln Gamma(a).
  package static func logGamma(_ a: Double) -> Double { redian_lgamma(a) }

  package static func digamma(_ a: Double) -> Double { redian_digamma(a) }

  /// I_x(a, b): the probability that a Beta(a, b) variable is at most x.
  package static func betaLower(_ a: Double, _ b: Double, _ x: Double) -> Double {
    redian_beta_lower(a, b, x)
  }

  package static func betaUpper(_ a: Double, _ b: Double, _ x: Double) -> Double {
    redian_beta_upper(a, b, x)
  }

  package static func betaQuantile(_ a: Double, _ b: Double, _ p: Double) -> Double {
    redian_beta_quantile(a, b, p)
  }

  /// P(a, x): the probability that a Gamma(a) variable of rate 1 is at most x.
  package static func gammaLower(_ a: Double, _ x: Double) -> Double { redian_gamma_lower(a, x) }

  package static func gammaUpper(_ a: Double, _ x: Double) -> Double { redian_gamma_upper(a, x) }

  package static func gammaQuantile(_ a: Double, _ p: Double) -> Double {
    redian_gamma_quantile(a, p)
  }

  package static func normalQuantile(_ p: Double) -> Double { redian_normal_quantile(p) }

  /// P(X >= k) of a binomial variable with n trials of probability p.
  package static func binomial(atLeast k: Int, of n: Int, _ p: Double) -> Double {
    if k <= 0 { return 1 }
    if k > n { return 0 }
    return betaLower(Double(k), Double(n - k + 1), p)
  }

  /// P(X >= k) marked items among `drawn` of `total` items, `marked` of them marked.
  package static func hypergeometric(
    atLeast k: Int,
    drawn: Int,
    marked: Int,
    total: Int
  ) -> Double {
    if k <= max(0, drawn + marked - total) { return 1 }
    if k > min(drawn, marked) { return 0 }
    return redian_hypergeometric_upper(UInt64(k), UInt64(drawn), UInt64(marked), UInt64(total))
  }

  /// P(X >= k) of a Poisson variable.
  package static func poisson(atLeast k: Int, mean: Double) -> Double {
    k <= 0 ? 1 : gammaLower(Double(k), mean)
  }

  /// The probability of `count` or more tickets, given `base` tickets in a comparison.
  ///
  /// Conditional negative-binomial tail (methods 4.2): with `dispersion` 1 it is the exact
  /// conditional test of two Poisson counts (Przyborowski and Wilenski 1940).
  /// `exposure` is how much of the thing that makes tickets the counted period had, `baseExposure`
  /// the same of the comparison, `dispersion` the variance over the mean of the counts, at least 1.
  package static func conditional(
    count: Int,
    base: Int,
    exposure: Double,
    baseExposure: Double,
    dispersion: Double = 1
  ) -> Double {
    if count <= 0 { return 1 }
    let share = exposure / baseExposure
    let mean = (Double(base) + 1) * share
    let inflated = dispersion * (1 + share)
    return betaLower(Double(count), mean / (inflated - 1), 1 - 1 / inflated)
  }
}
