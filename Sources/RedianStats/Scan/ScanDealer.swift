/// Deals the days of one window to tickets by tossing a coin for each, 64 at a time.
///
/// The coin falls with the window's share in 1/256; then tickets chosen at random are taken out or put
/// in until there are as many as the window has. Every ticket is treated alike, so every choice of that
/// many tickets is equally likely, as with a shuffle. The tickets stand in the order of their cells: what
/// a cell gets is a number of bits, and a year of tickets costs an eighth of a random number each instead
/// of a jump through memory.
package struct CoinDealer {
  private let null: ScanNull
  /// Tickets, and those of the window.
  private let size: Int
  private let wanted: Int
  /// The window's share, in 1/256.
  private let share: UInt8
  /// Tickets before each cell's, and all of them at the end.
  private let starts: [Int]
  /// One bit a ticket: it is in the window.
  private var chosen: [UInt64]
  /// Bits before each word, and all of them at the end.
  private var ranks: [Int32]
  /// Tickets of the window by the cell they count for, in the last replicate.
  package private(set) var counts: [Int32]

  /// - Precondition: the plan has one window.
  package init(_ null: ScanNull) {
    self.null = null
    var starts = [0]
    starts.reserveCapacity(null.sitting.count + 1)
    var size = 0
    for count in null.sitting {
      size += Int(count)
      starts.append(size)
    }
    self.size = size
    self.starts = starts
    wanted = null.windowSizes[0]
    share = UInt8(min(wanted * 256 / max(size, 1), 255))
    chosen = [UInt64](repeating: 0, count: (size + 63) / 64)
    ranks = [Int32](repeating: 0, count: chosen.count + 1)
    counts = null.sitting
  }

  /// The largest score of a replicate.
  package mutating func maximum(replicate: Int) -> Double {
    var random = SplitMix(seed: null.seed, stream: UInt64(replicate))
    toss(&random)
    rank()
    correct(by: wanted - Int(ranks[chosen.count]), &random)
    rank()
    count()
    null.addUp(&counts)
    return ScanStatistic.largest(
      counts: counts,
      totals: null.totals,
      inWindow: wanted,
      of: size,
      above: 0
    )
  }

  /// Sets every bit with the probability of ``share``: a number of eight random bits, compared with it
  /// from the lowest bit on, for 64 tickets side by side.
  private mutating func toss(_ random: inout SplitMix) {
    let first = share.trailingZeroBitCount
    chosen.withUnsafeMutableBufferPointer { chosen in
      for word in chosen.indices {
        var bits: UInt64 = 0
        for place in first..<8 {
          let toss = random.next()
          bits = share >> UInt8(place) & 1 == 1 ? bits | toss : bits & toss
        }
        chosen[word] = bits
      }
    }
    if size % 64 > 0 { chosen[chosen.count - 1] &= 1 << UInt64(size % 64) - 1 }
  }

  /// Puts in so many tickets more, or takes them out.
  private mutating func correct(by missing: Int, _ random: inout SplitMix) {
    let isSet: UInt64 = missing > 0 ? 0 : 1
    var left = abs(missing)
    while left > 0 {
      let ticket = random.below(size)
      let place = UInt64(ticket & 63)
      guard chosen[ticket >> 6] >> place & 1 == isSet else { continue }
      chosen[ticket >> 6] ^= 1 << place
      left -= 1
    }
  }

  private mutating func rank() {
    var sum: Int32 = 0
    for (word, bits) in chosen.enumerated() {
      ranks[word] = sum
      sum += Int32(truncatingIfNeeded: bits.nonzeroBitCount)
    }
    ranks[chosen.count] = sum
  }

  /// Counts each cell's bits.
  private mutating func count() {
    var before: Int32 = 0
    for cell in counts.indices {
      let after = bits(before: starts[cell + 1])
      counts[cell] = after - before
      before = after
    }
  }

  private func bits(before ticket: Int) -> Int32 {
    let word = ticket >> 6
    let place = UInt64(ticket & 63)
    guard place > 0 else { return ranks[word] }
    return ranks[word] + Int32((chosen[word] & (1 << place - 1)).nonzeroBitCount)
  }
}
