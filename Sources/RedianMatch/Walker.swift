/// The walks down the trie from all characters of a text, side by side, and what they found.
///
/// A value of its own beside ``Matches``, whose memory it writes: its counts stay in registers while the
/// text is walked.
struct Walker {
  /// Numbers of the text's characters, and a 0 behind them.
  let characters: UnsafePointer<UInt16>
  /// Numbers of the grams found, one for each occurrence.
  let grams: UnsafeMutablePointer<UInt16>
  /// By first character: the longest phrase as its length (high half) and concept (low half), or 0.
  let phrases: UnsafeMutablePointer<UInt32>
  /// First characters of the walks that go on.
  let starts: UnsafeMutablePointer<UInt32>
  /// Keys of the nodes they go on to.
  let keys: UnsafeMutablePointer<UInt32>
  /// Grams found.
  private(set) var gramCount = 0
  /// Walks that go on.
  private(set) var walks = 0

  /// Depth 1: every character of the text, from which a walk begins where a pattern may go on.
  ///
  /// Number 0, which is in no pattern, has an empty mark and no pair: it needs no test.
  @inline(__always)
  mutating func visitCharacters(
    _ count: Int,
    _ singles: UnsafeBufferPointer<TrieTable.Mark>,
    _ table: TrieTable.View
  ) {
    for start in 0..<count {
      phrases[start] = 0
      let character = characters[start]
      visit(singles[Int(character)], start: start, length: 1)
      let key = TrieTable.pairKey(UInt32(character), UInt32(characters[start &+ 1]))
      goOn(start, key: key, isOpen: table.mayHave(key))
    }
  }

  /// Asks for the home slot of every walk's key, so that the search that follows finds most of them in the cache.
  @inline(__always)
  func prefetchNodes(_ table: TrieTable.View) {
    for walk in 0..<walks { table.prefetch(keys[walk]) }
  }

  /// Follows every walk to its node of depth `length`; walks that can go on stay.
  @inline(__always)
  mutating func visitNodes(_ table: TrieTable.View, length: Int) {
    let all = walks
    walks = 0
    for walk in 0..<all {
      let slot = table.find(keys[walk])
      guard slot >= 0 else { continue }
      let node = table.slots[slot].mark
      let start = Int(starts[walk])
      visit(node, start: start, length: length)
      let key = TrieTable.childKey(slot, UInt32(characters[start &+ length]))
      goOn(start, key: key, isOpen: table.mayHave(key) & node.isOpen)
    }
  }

  /// Takes what ends at a node reached from `start`.
  @inline(__always)
  private mutating func visit(_ node: TrieTable.Mark, start: Int, length: Int) {
    grams[gramCount] = node.gram
    gramCount &+= node.gram == TrieTable.noGram ? 0 : 1
    // Walks go down together, so a longer phrase comes later and replaces the shorter one.
    if node.concept != 0 {
      phrases[start] = UInt32(truncatingIfNeeded: length) << 16 | UInt32(node.concept &- 1)
    }
  }

  /// Keeps a walk where `isOpen` is 1, and forgets it where it is 0: no branch, for none could be foretold.
  @inline(__always)
  private mutating func goOn(_ start: Int, key: UInt32, isOpen: Int) {
    starts[walks] = UInt32(truncatingIfNeeded: start)
    keys[walks] = key
    walks &+= isOpen
  }
}
