/// What was found in one text, and the room to find it; used again for the next text.
///
/// Not copyable: it owns memory that grows with the longest text and is freed once.
package struct Matches: ~Copyable {
  /// Numbers of the grams, one for each occurrence.
  package var grams: UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(start: gramNumbers, count: gramCount)
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
  /// First characters and next keys of walks.
  private var starts: UnsafeMutablePointer<UInt32>
  private var keys: UnsafeMutablePointer<UInt32>

  var gramCount = 0
  private var conceptCount = 0
  /// Characters of the text.
  package internal(set) var count = 0
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
    conceptCount = 0
  }

  /// What walks the text whose characters are in ``characters``.
  var walker: Walker {
    Walker(
      characters: characters,
      grams: gramNumbers,
      phrases: phrases,
      starts: starts,
      keys: keys
    )
  }

  /// The longest phrase at every place, whether or not it overlaps with others.
  mutating func takePhrases() {
    for start in 0..<count where phrases[start] != 0 {
      conceptNumbers[conceptCount] = UInt16(truncatingIfNeeded: phrases[start])
      conceptCount += 1
    }
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
