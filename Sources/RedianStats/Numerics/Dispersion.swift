/// How much more two counts of one cell differ than chance: variance over binomial variance.
///
/// Winsorised (methods 4.5): z-scores beyond the 10 % and 90 % quantiles count as those, so that
/// a few real hotspots do not hide themselves; 0.6786... is what that leaves of a standard normal's
/// variance. Cells of fewer than 8 tickets do not take part.
///
/// - Returns: at least 1, and 1 where fewer than 10 cells take part.
package func twoPeriodDispersion(
  _ cells: [(count: Int, total: Int, share: Double)]
) -> Double {
  let scores = cells.compactMap { cell -> Double? in
    guard cell.total >= 8, cell.share > 0, cell.share < 1 else { return nil }
    let total = Double(cell.total)
    let spread = (total * cell.share * (1 - cell.share)).squareRoot()
    return (Double(cell.count) - total * cell.share) / spread
  }.sorted()
  guard scores.count >= 10 else { return 1 }
  let low = interpolatedQuantile(scores, 0.1)
  let high = interpolatedQuantile(scores, 0.9)
  let squares = scores.reduce(0) { sum, score in
    let clipped = min(max(score, low), high)
    return sum + clipped * clipped
  }
  return max(1, squares / Double(scores.count) / 0.678_654_558_954_487_4)
}

/// Quantile of sorted values by linear interpolation (R's type 7).
func interpolatedQuantile(_ sorted: [Double], _ q: Double) -> Double {
  let position = Double(sorted.count - 1) * q
  let below = Int(position)
  guard below + 1 < sorted.count else { return sorted[below] }
  return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
}

/// The position, from 1, of the nearest-rank quantile: the ceil(n q)-th smallest of n values.
package func nearestRank(_ q: Double, of n: Int) -> Int {
  min(n, max(1, Int((Double(n) * q - 1e-9).rounded(.up))))
}
