/// What was found in one text, and the room to find it; used again for the next text.
///
/// Not copyable: it owns memory that grows with the longest text and is freed once.
package struct Matches: ~Copyable {
  /// Numbers of the grams, one for each occurrence.
  package var grams: UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(start: gramNumbers, count: gramCount)
  }
  /// Numbers of the grams of one character that lie in the demand's clause.
  package var demandSingles: UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(rebasing: grams[demandSingleRange])
  }
  /// Numbers of the grams of two characters that lie in the demand's clause.
  package var demandPairs: UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(rebasing: grams[demandPairRange])
  }
  /// Concepts of the phrases in the order of the text; a concept may stand several times.
  package var concepts: UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(start: conceptNumbers, count: conceptCount)
  }

  /// Numbers of the text's characters, and a 0 behind them.
  private(set) var characters: UnsafeMutablePointer<UInt16>
  private var gramNumbers: UnsafeMutablePointer<UInt16>
  private var conceptNumbers: UnsafeMutablePointer<UInt16>
  /// By first character: the longest phrase as its length (high half) and concept (low half), or 0.
  private var phrases: UnsafeMutablePointer<UInt32>
  /// First characters and next keys of the walks that go on.
  private var starts: UnsafeMutablePointer<UInt32>
  private(set) var keys: UnsafeMutablePointer<UInt32>

  private(set) var gramCount = 0
  private var conceptCount = 0
  /// Characters of the text.
  package internal(set) var count = 0
  /// Characters of the clause in which something is asked for.
  package internal(set) var demand = 0..<0
  /// Places of the demand's grams among all, which stand in the order of the text, length by length.
  var demandSingleRange = 0..<0
  var demandPairRange = 0..<0
  /// Walks that go on.
  var walks = 0
  private var room: Int

  package init() { self.init(room: 256) }

  private init(room: Int) {
    self.room = room
    characters = .allocate(capacity: room + 1)
    gramNumbers = .allocate(capacity: room * 3 + 1)
    conceptNumbers = .allocate(capacity: room)
    phrases = .allocate(capacity: room)
    starts = .allocate(capacity: room + 1)
    keys = .allocate(capacity: room + 1)
  }

  deinit {
    characters.deallocate()
    gramNumbers.deallocate()
    conceptNumbers.deallocate()
    phrases.deallocate()
    starts.deallocate()
    keys.deallocate()
  }

  /// Forgets what was found and makes room for a text of so many bytes (a character has at least
  /// one).
  mutating func begin(bytes: Int) {
    if room < bytes { self = Matches(room: bytes * 2) }
    gramCount = 0
    demandSingleRange = 0..<0
    demandPairRange = 0..<0
    conceptCount = 0
    walks = 0
  }

  @inline(__always)
  mutating func beginCharacter(_ start: Int) { phrases[start] = 0 }

  /// Takes what ends at a node reached from `start`.
  @inline(__always)
  mutating func visit(_ node: TrieTable.Slot, start: Int, length: Int) {
    gramNumbers[gramCount] = node.gram
    gramCount += node.gram == TrieTable.noGram ? 0 : 1
    let concept = node.phrase & ~TrieTable.hasChildren
    // Walks go down together, so a longer phrase comes later and replaces the shorter one.
    if concept != 0 { phrases[start] = UInt32(length) << 16 | UInt32(concept - 1) }
  }

  /// Keeps a walk where `isOpen` is 1, and forgets it where it is 0: no branch, for none could be foretold.
  @inline(__always)
  mutating func goOn(_ start: Int, key: UInt32, isOpen: Int) {
    starts[walks] = UInt32(truncatingIfNeeded: start)
    keys[walks] = key
    walks += isOpen
  }

  @inline(__always)
  func start(of walk: Int) -> Int { Int(starts[walk]) }

  /// The walks, which are in the order of their starts, that begin in a stretch of the text.
  func walks(in stretch: Range<Int>) -> Range<Int> {
    var first = 0
    while first < walks, start(of: first) < stretch.lowerBound { first += 1 }
    var end = first
    while end < walks, start(of: end) < stretch.upperBound { end += 1 }
    return first..<end
  }

  /// From left to right: the longest phrase at each place that the one before leaves free.
  mutating func choosePhrases() {
    var start = 0
    while start < count {
      let phrase = phrases[start]
      guard phrase != 0 else {
        start += 1
        continue
      }
      conceptNumbers[conceptCount] = UInt16(truncatingIfNeeded: phrase)
      conceptCount += 1
      start += Int(phrase >> 16)
    }
  }
}
