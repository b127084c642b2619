/// The extreme-value distribution of the largest score of a night's or a replicate's scan.
///
/// Gumbel's distribution fits the maxima of scan statistics (Abrams et al. 2010); its tail answers
/// "how often is a night's best score at least this high when nothing happens?".
package struct Gumbel: Sendable, Equatable {
  package let location: Double
  package let scale: Double

  package init(location: Double, scale: Double) {
    self.location = location
    self.scale = scale
  }

  private static let eulerGamma = 0.577_215_664_901_532_9

  /// Fit by mean and standard deviation (n - 1): the sharper one where no maximum is a real event.
  ///
  /// - Returns: nil for fewer than two maxima.
  package static func moments(_ maxima: [Double]) -> Gumbel? {
    guard maxima.count > 1 else { return nil }
    let mean = maxima.reduce(0, +) / Double(maxima.count)
    let squares = maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(maxima.count - 1)).squareRoot()
    let scale = deviation * 6.0.squareRoot() / Double.pi
    return Gumbel(location: mean - eulerGamma * scale, scale: scale)
  }

  /// Fit by the quartiles (R's type 7): up to a quarter of the maxima may be real events.
  package static func quartiles(_ maxima: [Double]) -> Gumbel? {
    guard maxima.count > 1 else { return nil }
    let sorted = maxima.sorted()
    let low = interpolatedQuantile(sorted, 0.25)
    let middle = interpolatedQuantile(sorted, 0.5)
    let high = interpolatedQuantile(sorted, 0.75)
    // The standard quantile is -ln(-ln q).
    let spread =
      naturalLogarithm(naturalLogarithm(4)) - naturalLogarithm(naturalLogarithm(4.0 / 3))
    let scale = (high - low) / spread
    return Gumbel(location: middle + scale * naturalLogarithm(naturalLogarithm(2)), scale: scale)
  }

  /// The fit that nightly alerts use: by quartiles; of few nights the wider of both (methods 4.4).
  package static func nightly(_ maxima: [Double]) -> Gumbel? {
    guard let robust = quartiles(maxima), let plain = moments(maxima) else { return nil }
    return maxima.count < 56 && plain.scale > robust.scale ? plain : robust
  }

  /// The probability of a maximum of at least `score`.
  package func upperTail(_ score: Double) -> Double {
    guard scale > 0 else { return score > location ? 0 : 1 }
    return -exponentialMinusOne(-exponential(-(score - location) / scale))
  }
}
