/// A text's grams, each once, and those that stand again as often as they do.
struct GramList: ~Copyable {
  private(set) var first = FeatureList()
  private(set) var repeats = FeatureList()
  /// A bit a gram, all zero between two texts.
  private var seen = [UInt64](repeating: 0, count: 1 << 10)

  /// Takes the grams of a text in place of those of the text before; each is announced as it is taken.
  @inline(__always)
  mutating func read(
    _ grams: UnsafeBufferPointer<UInt16>,
    announcing announce: (UInt16) -> Void
  ) {
    seen.withUnsafeMutableBufferPointer { seen in
      first.fill(room: grams.count) { first in
        repeats.fill(room: grams.count) { repeats in
          Self.split(grams, into: first, repeats, seen, announce)
        }
        let different = grams.count - repeats.count
        for place in 0..<different { seen[Int(first[place] >> 6)] = 0 }
        return different
      }
    }
  }

  /// Writes every gram into one of the lists, without a branch; returns how many stand again.
  @inline(__always)
  private static func split(
    _ grams: UnsafeBufferPointer<UInt16>,
    into first: UnsafeMutablePointer<UInt16>,
    _ repeats: UnsafeMutablePointer<UInt16>,
    _ seen: UnsafeMutableBufferPointer<UInt64>,
    _ announce: (UInt16) -> Void
  ) -> Int {
    var (different, again) = (0, 0)
    for gram in grams {
      announce(gram)
      let (word, bit) = (Int(gram >> 6), UInt64(gram & 63))
      let isAgain = Int(truncatingIfNeeded: seen[word] &>> bit) & 1
      seen[word] |= 1 &<< bit
      first[different] = gram
      repeats[again] = gram
      different &+= 1 &- isAgain
      again &+= isAgain
    }
    return again
  }
}
