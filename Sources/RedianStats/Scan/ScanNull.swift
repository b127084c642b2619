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
  }

  /// The largest score of each replicate of a range.
  package func maxima(_ range: Range<Int>) -> [Double] {
    var dealer = ScanDealer(self)
    return range.map { dealer.maximum(replicate: $0) }
  }

  /// All replicates, one after the other.
  package func maxima() -> [Double] { maxima(0..<replicates) }
}

/// Deals the windows' days to tickets drawn without replacement (a partial Fisher-Yates shuffle).
private struct ScanDealer {
  private let null: ScanNull
  private let totals: [Int32]
  private let cells: ArraySlice<Int32>
  /// Tickets of each window.
  private let sizes: [Int]
  /// True where the tickets outside the one window are fewer and are drawn instead.
  private let drawsRest: Bool
  private var deck: [Int32] = []
  private var sitting: [Int32]
  private var counts: [Int32]

  init(_ null: ScanNull) {
    self.null = null
    let tickets = null.tickets
    let days = null.days
    totals = tickets.totals(days)
    cells = tickets.cells[tickets.starts[days.lowerBound]..<tickets.starts[days.upperBound]]
    sizes = null.plan.windows.map { tickets.count((days.upperBound - $0)..<days.upperBound) }
    drawsRest = sizes.count == 1 && sizes[0] * 2 > cells.count
    sitting = [Int32](repeating: 0, count: tickets.space.cellCount)
    counts = sitting
  }

  mutating func maximum(replicate: Int) -> Double {
    var random = SplitMix(seed: null.seed, stream: UInt64(replicate))
    deck = Array(cells)
    for cell in sitting.indices { sitting[cell] = 0 }
    var best = 0.0
    var drawn = 0
    for size in sizes {
      let wanted = drawsRest ? cells.count - size : size
      deal(drawn..<wanted, &random)
      drawn = wanted
      addUp()
      best = ScanStatistic.largest(
        counts: counts,
        totals: totals,
        inWindow: size,
        of: cells.count,
        above: best
      )
    }
    return best
  }

  private mutating func deal(_ range: Range<Int>, _ random: inout SplitMix) {
    deck.withUnsafeMutableBufferPointer { deck in
      sitting.withUnsafeMutableBufferPointer { sitting in
        for position in range {
          let other = position + random.below(deck.count - position)
          let cell = deck[other]
          deck[other] = deck[position]
          sitting[Int(cell)] &+= 1
        }
      }
    }
  }

  private mutating func addUp() {
    counts.withUnsafeMutableBufferPointer { counts in
      for cell in counts.indices { counts[cell] = sitting[cell] }
    }
    null.tickets.space.addUp(&counts)
    if drawsRest {
      for cell in counts.indices { counts[cell] = totals[cell] - counts[cell] }
    }
    for unit in null.plan.isEligible.indices where !null.plan.isEligible[unit] {
      for node in 0..<null.tickets.space.nodes.count {
        counts[null.tickets.space.cell(unit, node)] = 0
      }
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014), one stream per replicate.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64) {
    state = seed
    state = next() ^ (stream &* 0xd134_2543_de82_ef95)
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// A number in 0..<bound by multiplication (Lemire 2019); its bias is below bound / 2^64.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
