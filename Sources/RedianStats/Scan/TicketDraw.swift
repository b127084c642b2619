import RedianCore

/// Draws tickets at random, without replacement, from tickets that are told by their cells.
///
/// A coin is tossed for each ticket, 64 at a time. It falls with the wanted share in 1/256; then tickets chosen
/// at random are taken out or put in until there are as many as wanted. Every ticket is treated alike, so every
/// choice of that many tickets is equally likely, as with a shuffle. The tickets stand in the order of their
/// cells: what a cell gets is a number of bits, and a ticket costs at most an eighth of a random number instead
/// of a jump through memory.
struct TicketDraw {
  /// One bit a ticket: it is drawn.
  private var bits: [UInt64] = []

  /// Replaces the numbers of tickets by cell, `size` in all, by how many of each are among the `wanted`.
  mutating func draw(_ wanted: Int, of size: Int, _ counts: inout [Int32], _ random: inout SplitMix)
  {
    precondition(wanted <= size, "only tickets that are there can be drawn")
    // The coins are for the fewer: those drawn, or those left.
    let isRestTossed = wanted * 2 > size
    let tossed = isRestTossed ? size - wanted : wanted
    toss(UInt8(tossed * 256 / max(size, 1)), size, &random)
    correct(by: tossed - bits.reduce(0) { $0 + $1.nonzeroBitCount }, size, &random)
    if isRestTossed { invert(size) }
    count(&counts)
  }

  /// Sets every bit with the probability `share` / 256: a number of eight random bits, compared with it
  /// from the lowest bit on, for 64 tickets side by side.
  private mutating func toss(_ share: UInt8, _ size: Int, _ random: inout SplitMix) {
    let first = share.trailingZeroBitCount
    bits.removeAll(keepingCapacity: true)
    for _ in 0..<(size + 63) / 64 {
      var word: UInt64 = 0
      for place in first..<8 {
        let toss = random.next()
        word = share >> UInt8(place) & 1 == 1 ? word | toss : word & toss
      }
      bits.append(word)
    }
    cutEnd(size)
  }

  private mutating func invert(_ size: Int) {
    for word in bits.indices { bits[word] = ~bits[word] }
    cutEnd(size)
  }

  /// Clears the bits behind the last ticket.
  private mutating func cutEnd(_ size: Int) {
    if size % 64 > 0 { bits[bits.count - 1] &= 1 << UInt64(size % 64) - 1 }
  }

  /// Puts in so many tickets more, or takes them out.
  private mutating func correct(by missing: Int, _ size: Int, _ random: inout SplitMix) {
    let isSet: UInt64 = missing > 0 ? 0 : 1
    var left = abs(missing)
    while left > 0 {
      let ticket = random.below(size)
      let place = UInt64(ticket & 63)
      guard bits[ticket >> 6] >> place & 1 == isSet else { continue }
      bits[ticket >> 6] ^= 1 << place
      left -= 1
    }
  }

  /// Counts each cell's bits, which follow each other.
  private func count(_ counts: inout [Int32]) {
    bits.withUnsafeBufferPointer { bits in
      counts.withUnsafeMutableBufferPointer { counts in
        var ticket = 0
        for cell in counts.indices where counts[cell] > 0 {
          let end = ticket + Int(counts[cell])
          var drawn = 0
          while ticket < end {
            let place = ticket & 63
            let next = min(end, ticket - place + 64)
            let word = (bits[ticket >> 6] >> UInt64(place)) << UInt64(64 - (next - ticket))
            drawn += word.nonzeroBitCount
            ticket = next
          }
          counts[cell] = Int32(truncatingIfNeeded: drawn)
        }
      }
    }
  }
}
