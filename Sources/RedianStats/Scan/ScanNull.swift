/// What the largest score of a scan is when days are dealt to tickets at random.
///
/// Replicate r depends on the tickets, the seed and r alone: any split of the replicates over
/// threads gives the same numbers.
package struct ScanNull: Sendable {
  package let tickets: ScanTickets
  package let days: Range<Int>
  package let plan: ScanPlan
  package let seed: UInt64
  /// Replicates wanted.
  package let replicates: Int
  /// Tickets of the days by the cell they sit on, and by every cell they count for.
  let sitting: [Int32]
  let totals: [Int32]

  package init(
    _ tickets: ScanTickets,
    days: Range<Int>,
    _ plan: ScanPlan,
    seed: UInt64,
    replicates: Int
  ) {
    self.tickets = tickets
    self.days = days
    self.plan = plan
    self.seed = seed
    self.replicates = replicates
    sitting = tickets.counts(days)
    totals = tickets.space.totals(sitting)
  }

  /// How many replicates a scan of so many tickets gets.
  ///
  /// 999, or 199 with a fitted tail above 200,000 tickets: the null is smooth by then.
  static func replicates(for size: Int) -> Int { size > 200_000 ? 199 : 999 }

  /// The probability of a score by replicates: their rank, or a fitted Gumbel tail of fewer than 999.
  static func probability(_ maxima: [Double]) -> (Double) -> Double {
    let fit = maxima.count < 999 ? Gumbel.moments(maxima) : nil
    return { score in fit?.upperTail(score) ?? monteCarloProbability(score, maxima) }
  }

  /// The largest score of each replicate of a range.
  package func maxima(_ range: Range<Int>) -> [Double] {
    var dealer = ScanDealer(self)
    return range.map { dealer.maximum(replicate: $0) }
  }

  /// All replicates, one after the other.
  package func maxima() -> [Double] { maxima(0..<replicates) }
}

extension ScanNull {
  /// Tickets of each window.
  var windowSizes: [Int] {
    plan.windows.map { tickets.count((days.upperBound - $0)..<days.upperBound) }
  }

  /// Turns counts by the cell that tickets sit on into counts of the cells that may be reported.
  func addUp(_ counts: inout [Int32]) {
    tickets.space.addUp(&counts)
    for unit in plan.isEligible.indices where !plan.isEligible[unit] {
      for node in 0..<tickets.space.nodes.count { counts[tickets.space.cell(unit, node)] = 0 }
    }
  }
}
