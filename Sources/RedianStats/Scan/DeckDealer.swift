/// Deals the days of several windows to tickets: a partial Fisher-Yates shuffle, in which the tickets of
/// a shorter window are the first of the longer one.
///
/// One step a ticket of the longest window.
struct DeckDealer {
  private let null: ScanNull
  private let cells: ArraySlice<Int32>
  private let sizes: [Int]
  private var deck: [Int32] = []
  private var sitting: [Int32]
  private var counts: [Int32]

  init(_ null: ScanNull) {
    self.null = null
    cells = null.dealt
    sizes = null.windowSizes
    sitting = [Int32](repeating: 0, count: null.tickets.space.cellCount)
    counts = sitting
  }

  /// The largest score of a replicate.
  mutating func maximum(replicate: Int) -> Double {
    var random = SplitMix(seed: null.seed, stream: UInt64(replicate))
    deck = Array(cells)
    for cell in sitting.indices { sitting[cell] = 0 }
    var best = 0.0
    var drawn = 0
    for size in sizes {
      deal(drawn..<size, &random)
      drawn = size
      counts.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: sitting) }
      null.addUp(&counts)
      best = ScanStatistic.largest(
        counts: counts,
        totals: null.totals,
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
}
