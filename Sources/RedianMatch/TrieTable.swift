internal import CPrefetch

/// A trie of character numbers in one open-addressing table: a child is found by its parent's slot
/// and a character, in one cache line of 8 bytes a slot.
///
/// Depth 1 is not in the table (a character's number is its node); slots hold depths 2 and more.
struct TrieTable: Sendable {
  /// One node.
  struct Slot: Sendable {
    /// ``TrieTable/pairKey(_:_:)`` or ``TrieTable/childKey(_:_:)``; `UInt32.max` is an empty slot.
    var key = UInt32.max
    var mark = Mark()
  }

  /// What ends at a node.
  struct Mark: Sendable {
    /// Number of the gram that ends here, or ``TrieTable/noGram``.
    var gram = TrieTable.noGram
    /// 1 + the concept of the phrase that ends here, or 0; the top bit says that children exist.
    private var phrase: UInt16 = 0

    /// 1 + the concept of the phrase that ends here, or 0.
    @inline(__always)
    var concept: UInt16 {
      get { phrase & 0x7fff }
      set { phrase = phrase & 0x8000 | newValue }
    }
    /// 1 for a node with children, 0 for one without.
    @inline(__always)
    var isOpen: Int { Int(phrase >> 15) }

    mutating func open() { phrase |= 0x8000 }
  }

  static let noGram = UInt16.max
  /// Slot numbers and character numbers share a key: 18 and 13 bits, and one for pairs.
  static let largest = 1 << 18

  private(set) var slots: [Slot]
  /// A bit set for every key that is in a slot, by the upper bits of its hash; most keys that are not
  /// there find none set, so no search is begun for them (Bloom, CACM 13(7), 1970, with one hash).
  private var filter = [UInt64](repeating: 0, count: 1 << (TrieTable.filterBits - 6))
  private static let filterBits = 19

  /// A table for at most `entries` nodes, half full (fuller beyond 131,000): a key that passes the filter and
  /// is in no slot takes 2.5 probes, where a table filled to three quarters takes 8 (Knuth, The Art of Computer Programming 3, 6.4).
  init(entries: Int) {
    precondition(entries <= Self.largest / 8 * 7, "at most 229,000 beginnings of patterns")
    let size = min(entries * 2 + 8, Self.largest)
    slots = [Slot](repeating: Slot(), count: size)
  }

  @inline(__always)
  static func pairKey(_ first: UInt32, _ second: UInt32) -> UInt32 {
    1 << 31 | first << Alphabet.bits | second
  }

  @inline(__always)
  static func childKey(_ slot: Int, _ character: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: slot) << Alphabet.bits | character
  }

  /// The slot of a key, entering it when it is new.
  mutating func insert(_ key: UInt32) -> Int {
    var slot = Self.home(key, slots.count)
    while slots[slot].key != key && slots[slot].key != .max {
      slot = slot &+ 1 == slots.count ? 0 : slot &+ 1
    }
    slots[slot].key = key
    let bit = Self.filterBit(key)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
    return slot
  }

  mutating func update(_ slot: Int, _ change: (inout Mark) -> Void) { change(&slots[slot].mark) }

  /// Lends the table without bounds checks or reference counts.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { body(View(slots: slots, filter: $0)) }
    }
  }

  struct View {
    let slots: UnsafeBufferPointer<Slot>
    fileprivate let filter: UnsafeBufferPointer<UInt64>

    /// 0 for a key that is in no slot; 1 for one that is, and for one in eight of the others.
    @inline(__always)
    func mayHave(_ key: UInt32) -> Int {
      let bit = TrieTable.filterBit(key)
      return Int(truncatingIfNeeded: filter[bit >> 6] >> UInt64(bit & 63)) & 1
    }

    /// Asks for the home slot of a key, so that it is near when it is looked at.
    @inline(__always)
    func prefetch(_ key: UInt32) {
      guard let slots = slots.baseAddress else { return }
      redian_prefetch(slots + TrieTable.home(key, self.slots.count))
    }

    /// The slot of a key, or -1.
    @inline(__always)
    func find(_ key: UInt32) -> Int {
      var slot = TrieTable.home(key, slots.count)
      while true {
        let found = slots[slot].key
        if found == key { return slot }
        if found == .max { return -1 }
        slot = slot &+ 1 == slots.count ? 0 : slot &+ 1
      }
    }
  }

  @inline(__always)
  private static func filterBit(_ key: UInt32) -> Int {
    Int((key &* 0x85eb_ca6b) >> UInt32(32 - filterBits))
  }

  /// Where the search for a key begins: its hash, scaled to any number of slots (Lemire, "Fast random
  /// integer generation in an interval", ACM TOMACS 29(1), 2019).
  @inline(__always)
  static func home(_ key: UInt32, _ count: Int) -> Int {
    Int((UInt64(key &* 0x9e37_79b1) &* UInt64(count)) >> 32)
  }
}
