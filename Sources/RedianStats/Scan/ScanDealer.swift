import RedianCore

/// Deals the windows' days to tickets at random, without replacement.
///
/// The longest window's tickets are drawn from those of all days, and each shorter one's from those of the
/// window before it, for windows lie within each other.
package struct ScanDealer {
  private let null: ScanNull
  /// Tickets of all days.
  private let size: Int
  /// Those of each window, longest first.
  private let windows: [Int]
  private var draw = TicketDraw()
  /// Tickets of the shortest window by the cell they sit on, in the last replicate.
  package private(set) var counts: [Int32]
  /// Room for counts by every cell that tickets count for.
  private var totals: [Int32]

  package init(_ null: ScanNull) {
    self.null = null
    size = null.tickets.count(null.days)
    windows = null.windowSizes.reversed()
    counts = null.sitting
    totals = null.sitting
  }

  /// The largest score of a replicate.
  package mutating func maximum(replicate: Int) -> Double {
    var random = SplitMix(seed: null.seed, stream: UInt64(replicate))
    counts = null.sitting
    var left = size
    var best = 0.0
    for wanted in windows {
      draw.draw(wanted, of: left, &counts, &random)
      left = wanted
      for cell in counts.indices { totals[cell] = counts[cell] }
      null.addUp(&totals)
      best = ScanStatistic.largest(
        counts: totals,
        totals: null.totals,
        inWindow: wanted,
        of: size,
        above: best
      )
    }
    return best
  }
}
