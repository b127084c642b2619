import RedianCore

/// Deals the windows' days to tickets at random, without replacement.
///
/// The longest window tosses a coin for each ticket, 64 at a time. The coin falls with the window's share
/// in 1/256; then tickets chosen at random are taken out or put in until there are as many as the window
/// has. Every ticket is treated alike, so every choice of that many tickets is equally likely, as with a
/// shuffle. The tickets stand in the order of their cells: what a cell gets is a number of bits, and a year
/// of tickets costs at most an eighth of a random number each instead of a jump through memory. The shorter windows
/// are dealt from the longest one's tickets by a partial Fisher-Yates shuffle.
package struct ScanDealer {
  private let null: ScanNull
  /// Tickets.
  private let size: Int
  /// Those of each window, shortest first.
  private let windows: [Int]
  /// Those of the longest window.
  private let wanted: Int
  /// True where fewer tickets are outside the longest window, and those are tossed for.
  private let isRestTossed: Bool
  private let tossed: Int
  /// The share of the tossed, in 1/256.
  private let share: UInt8
  /// Tickets before each cell's, and all of them at the end.
  private let starts: [Int]
  /// One bit a ticket: it is in the longest window.
  private var chosen: [UInt64]
  /// Bits before each word, and all of them at the end.
  private var ranks: [Int32]
  /// The cell of each ticket of the longest window; those not yet dealt stand from the last position on.
  private var deck: [Int32] = []
  /// Tickets of a shorter window by the cell they sit on.
  private var sitting: [Int32]
  /// Tickets of the longest window by the cell they count for, in the last replicate.
  package private(set) var counts: [Int32]

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
    windows = null.windowSizes
    wanted = windows.last ?? 0
    precondition(wanted <= size, "a window has tickets of the days")
    isRestTossed = wanted * 2 > size
    tossed = isRestTossed ? size - wanted : wanted
    share = UInt8(tossed * 256 / max(size, 1))
    chosen = [UInt64](repeating: 0, count: (size + 63) / 64)
    ranks = [Int32](repeating: 0, count: chosen.count + 1)
    counts = null.sitting
    sitting = [Int32](repeating: 0, count: counts.count)
  }

  /// The largest score of a replicate.
  package mutating func maximum(replicate: Int) -> Double {
    var random = SplitMix(seed: null.seed, stream: UInt64(replicate))
    toss(&random)
    correct(by: tossed - chosen.reduce(0) { $0 + $1.nonzeroBitCount }, &random)
    if isRestTossed { invert() }
    rank()
    count()
    let best = windows.count > 1 ? shorterWindows(&random) : 0
    null.addUp(&counts)
    return largest(counts, inWindow: wanted, above: best)
  }

  /// The largest score of all windows but the longest, whose tickets are in ``counts``.
  private mutating func shorterWindows(_ random: inout SplitMix) -> Double {
    deck.removeAll(keepingCapacity: true)
    for (cell, count) in counts.enumerated() where count > 0 {
      for _ in 0..<count { deck.append(Int32(cell)) }
    }
    for cell in sitting.indices { sitting[cell] = 0 }
    var best = 0.0
    var drawn = 0
    for size in windows.dropLast() {
      deal(drawn..<size, &random)
      drawn = size
      var counts = sitting
      null.addUp(&counts)
      best = largest(counts, inWindow: size, above: best)
    }
    return best
  }

  private func largest(_ counts: [Int32], inWindow count: Int, above best: Double) -> Double {
    ScanStatistic.largest(
      counts: counts,
      totals: null.totals,
      inWindow: count,
      of: size,
      above: best
    )
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
    cutEnd()
  }

  private mutating func invert() {
    for word in chosen.indices { chosen[word] = ~chosen[word] }
    cutEnd()
  }

  /// Clears the bits behind the last ticket.
  private mutating func cutEnd() {
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
