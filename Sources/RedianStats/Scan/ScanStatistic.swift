/// One cell in one window, compared with its share of all tickets.
package struct ScanCell: Sendable, Equatable {
  package var unit: Int
  package var node: Int
  /// The window's length: the last so many days.
  package var window: Int
  /// Tickets of the cell in the window.
  package var count: Int
  /// Tickets of the cell on all days.
  package var total: Int
  /// `total` times the window's share of all tickets.
  package var expected: Double
  /// Log-likelihood ratio.
  package var score: Double
}

/// The tree-temporal scan statistic, conditioned on node and time.
///
/// TreeScan's and SaTScan's space-time permutation model (Kulldorff 2003, 2005): a cell's expected
/// count is its share of all tickets times the tickets of the window, so weekday, holiday and
/// season need no model, and what happens everywhere at once is not seen.
package enum ScanStatistic {
  /// Fewest tickets of a cell in a window that can score.
  package static let fewest = 3

  /// c ln(c/E) + (N-c) ln((N-c)/(N-E)) of N tickets, 0 where c is not above E.
  package static func score(count: Int, expected: Double, of all: Int) -> Double {
    let c = Double(count)
    guard c > expected, expected > 0 else { return 0 }
    let rest = Double(all) - c
    let gain = c * log(ratio: c, expected)
    return rest > 0 ? gain + rest * log(ratio: rest, Double(all) - expected) : gain
  }

  /// The largest score over all cells of one window, or `best` where none is larger.
  ///
  /// With d = c - E the score is at most d^2 (1/(2E) + 1/(N-E)), because x ln x - x + 1 is at most
  /// (x-1)^2 / 2 for x above 1 and ln(1-x) at most -x: most cells need no logarithm.
  static func largest(
    counts: [Int32],
    totals: [Int32],
    inWindow: Int,
    of all: Int,
    above best: Double
  ) -> Double {
    let everything = Double(all)
    let share = Double(inWindow) / everything
    var best = best
    counts.withUnsafeBufferPointer { counts in
      totals.withUnsafeBufferPointer { totals in
        for cell in counts.indices where counts[cell] >= fewest {
          let expected = Double(totals[cell]) * share
          let excess = Double(counts[cell]) - expected
          if excess <= 0 { continue }
          let rest = everything - expected
          if excess * excess * (rest + 2 * expected) <= best * 2 * expected * rest { continue }
          best = max(best, score(count: Int(counts[cell]), expected: expected, of: all))
        }
      }
    }
    return best
  }
}
