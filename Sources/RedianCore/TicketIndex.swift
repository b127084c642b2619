/// Finds a ticket's number by its key: open addressing with one byte of the hash beside each slot.
///
/// Searches walk along the bytes, which lie side by side, and look at a ticket only where the byte is
/// the same: a key that is not there costs one look at a ticket in 255 slots walked. Five bytes a
/// slot, filled to at most 0.8, that is 6 to 10 bytes a ticket.
struct TicketIndex: Sendable {
  /// 0 is a free slot.
  private var marks: [UInt8]
  private var numbers: [UInt32]
  private var count = 0

  init(slots: Int = 1_024) {
    marks = [UInt8](repeating: 0, count: slots)
    numbers = [UInt32](repeating: 0, count: slots)
  }

  /// The number of the ticket with this key; where there is none, enters `new` and returns nil.
  ///
  /// `keyOf` is asked for the keys of numbers below `new`.
  mutating func find(_ key: TicketKey, orEnter new: Int, keyOf: (Int) -> TicketKey) -> Int? {
    if (count + 1) * 5 > marks.count * 4 { grow(numbers: new, keyOf) }
    let hash = Self.hash(key)
    let mark = Self.mark(hash)
    var slot = home(hash)
    while marks[slot] != 0 {
      if marks[slot] == mark, keyOf(Int(numbers[slot])) == key { return Int(numbers[slot]) }
      slot = slot + 1 == marks.count ? 0 : slot + 1
    }
    enter(new, mark, slot)
    return nil
  }

  private mutating func enter(_ number: Int, _ mark: UInt8, _ slot: Int) {
    marks[slot] = mark
    numbers[slot] = UInt32(number)
    count += 1
  }

  /// Enters the tickets again in the order of their numbers, in which they lie in memory.
  private mutating func grow(numbers: Int, _ keyOf: (Int) -> TicketKey) {
    self = TicketIndex(slots: marks.count + marks.count / 2)
    for number in 0..<numbers {
      let key = keyOf(number)
      if key == .none { continue }
      let hash = Self.hash(key)
      var slot = home(hash)
      while marks[slot] != 0 { slot = slot + 1 == marks.count ? 0 : slot + 1 }
      enter(number, Self.mark(hash), slot)
    }
  }

  /// Ids are consecutive numbers and must be spread.
  private static func hash(_ key: TicketKey) -> UInt64 { foldedProduct(key.rawValue, 0) }

  private static func mark(_ hash: UInt64) -> UInt8 { max(1, UInt8(truncatingIfNeeded: hash)) }

  /// The hash's upper half, scaled to any number of slots (Lemire, "Fast random integer generation in
  /// an interval", ACM TOMACS 29(1), 2019).
  private func home(_ hash: UInt64) -> Int {
    Int(((hash >> 32) &* UInt64(marks.count)) >> 32)
  }
}
