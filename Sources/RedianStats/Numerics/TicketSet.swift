/// A set of ticket numbers, one bit each.
struct TicketSet: Sendable {
  private var words: [UInt64]

  /// An empty set for numbers below `count`.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  func contains(_ number: Int) -> Bool { words[number >> 6] >> UInt64(number & 63) & 1 == 1 }

  mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }
}
