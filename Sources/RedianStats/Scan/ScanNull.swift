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
///
/// Days are dealt from the last one back, so a window that ends with the last day is what has been
/// dealt so far, and a single day is what was dealt last.
private struct ScanDealer {
  private let null: ScanNull
  private let totals: [Int32]
  private let cells: ArraySlice<Int32>
  /// Tickets of the days that are dealt, the last one first.
  private let sizes: [Int]
  private let scansDaysAlone: Bool
  /// True where the tickets outside the one window are fewer and are drawn instead.
  private let drawsRest: Bool
  private var deck: [Int32] = []
  /// The cells that the tickets sit on: of all days dealt so far, and of the last one dealt.
  private var dealt: [Int32]
  private var day: [Int32]
  private var counts: [Int32]

  init(_ null: ScanNull) {
    self.null = null
    let tickets = null.tickets
    let days = null.days
    totals = tickets.totals(days)
    cells = tickets.cells[tickets.starts[days.lowerBound]..<tickets.starts[days.upperBound]]
    sizes = (1...null.plan.reach).map {
      tickets.count((days.upperBound - $0)..<(days.upperBound - $0 + 1))
    }
    if case .stretches(let count) = null.plan.windows {
      scansDaysAlone = count > 1
    } else {
      scansDaysAlone = false
    }
    drawsRest = sizes.count == 1 && sizes[0] * 2 > cells.count
    dealt = [Int32](repeating: 0, count: tickets.space.cellCount)
    day = dealt
    counts = dealt
  }

  mutating func maximum(replicate: Int) -> Double {
    var random = SplitMix(seed: null.seed, stream: UInt64(replicate))
    deck = Array(cells)
    clear(&dealt)
    if drawsRest { return maximumByRest(&random) }
    var best = 0.0
    var drawn = 0
    for size in sizes {
      let range = drawn..<(drawn + size)
      drawn += size
      if scansDaysAlone {
        clear(&day)
        deal(range, isDay: true, &random)
        for cell in dealt.indices { dealt[cell] &+= day[cell] }
        best = largest(day, size, above: best)
      } else {
        deal(range, isDay: false, &random)
        best = largest(dealt, drawn, above: best)
      }
    }
    return scansDaysAlone ? largest(dealt, drawn, above: best) : best
  }

  private mutating func maximumByRest(_ random: inout SplitMix) -> Double {
    deal(0..<(cells.count - sizes[0]), isDay: false, &random)
    null.tickets.space.addUp(&dealt)
    for cell in counts.indices { counts[cell] = totals[cell] - dealt[cell] }
    return largest(sizes[0], above: 0)
  }

  private func clear(_ counts: inout [Int32]) {
    for cell in counts.indices { counts[cell] = 0 }
  }

  private mutating func deal(_ range: Range<Int>, isDay: Bool, _ random: inout SplitMix) {
    if isDay {
      Self.deal(range, &deck, into: &day, &random)
    } else {
      Self.deal(range, &deck, into: &dealt, &random)
    }
  }

  private static func deal(
    _ range: Range<Int>,
    _ deck: inout [Int32],
    into sitting: inout [Int32],
    _ random: inout SplitMix
  ) {
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

  /// The largest score of a window whose tickets sit on the given cells.
  private mutating func largest(_ sitting: [Int32], _ size: Int, above best: Double) -> Double {
    for cell in sitting.indices { counts[cell] = sitting[cell] }
    null.tickets.space.addUp(&counts)
    return largest(size, above: best)
  }

  private mutating func largest(_ size: Int, above best: Double) -> Double {
    for unit in null.plan.isEligible.indices where !null.plan.isEligible[unit] {
      for node in 0..<null.tickets.space.nodes.count {
        counts[null.tickets.space.cell(unit, node)] = 0
      }
    }
    return ScanStatistic.largest(
      counts: counts,
      totals: totals,
      inWindow: size,
      of: cells.count,
      above: best
    )
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
