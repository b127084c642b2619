/// Open addressing from a key to a node; a node is a slot, so it serves as a part of longer keys.
///
/// The table never grows: 131,072 slots hold the 65,534 patterns that ``GramMatcher`` allows at a
/// load of at most one half. A node has 17 bits, so a node and a character number of 13 bits still
/// make a key of 30.
struct GramTable: Sendable {
  static let noNode = UInt32.max
  private static let bits: UInt32 = 17

  private var keys = [UInt32](repeating: .max, count: 1 << bits)
  private var patterns = [UInt16](repeating: .max, count: 1 << bits)

  /// Enters a key and returns its node; a nil pattern leaves the node without one.
  @discardableResult
  mutating func insert(_ key: UInt32, pattern: UInt16?) -> UInt32 {
    var slot = Self.home(key)
    while keys[Int(slot)] != key && keys[Int(slot)] != .max { slot = Self.next(slot) }
    keys[Int(slot)] = key
    if let pattern { patterns[Int(slot)] = pattern }
    return slot
  }

  /// Lends the table without bounds checks or reference counts.
  @inline(__always)
  func withTable<Result>(_ body: (View) -> Result) -> Result {
    keys.withUnsafeBufferPointer { keys in
      patterns.withUnsafeBufferPointer { body(View(keys: keys, patterns: $0)) }
    }
  }

  struct View {
    let keys: UnsafeBufferPointer<UInt32>
    let patterns: UnsafeBufferPointer<UInt16>

    /// The key's node, or ``GramTable/noNode``.
    @inline(__always)
    func find(_ key: UInt32) -> UInt32 {
      var slot = GramTable.home(key)
      while true {
        let found = keys[Int(slot)]
        if found == key { return slot }
        if found == .max { return GramTable.noNode }
        slot = GramTable.next(slot)
      }
    }

    @inline(__always)
    func pattern(_ node: UInt32) -> UInt16 { patterns[Int(node)] }
  }

  @inline(__always)
  static func home(_ key: UInt32) -> UInt32 { (key &* 0x9e37_79b1) >> (32 - bits) }

  @inline(__always)
  static func next(_ slot: UInt32) -> UInt32 { (slot + 1) & (1 << bits - 1) }
}
