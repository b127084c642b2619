/// A text's grams, each once, and those that stand again as often as they do.
struct GramList: ~Copyable {
  private(set) var first = FeatureList()
  private(set) var repeats = FeatureList()
  /// A bit a gram, all zero between two texts.
  private var seen = [UInt64](repeating: 0, count: 1 << 10)

  /// Takes the grams of a text in place of those of the text before.
  mutating func read(_ grams: UnsafeBufferPointer<UInt16>) {
    first.begin(room: grams.count)
    repeats.begin(room: grams.count)
    seen.withUnsafeMutableBufferPointer { seen in
      for gram in grams {
        let (word, bit) = (Int(gram >> 6), UInt64(gram & 63))
        let isAgain = seen[word] &>> bit & 1 == 1
        seen[word] |= 1 &<< bit
        first.add(gram, if: !isAgain)
        repeats.add(gram, if: isAgain)
      }
      for gram in first.all { seen[Int(gram >> 6)] = 0 }
    }
  }
}
