import Glibc
import RedianClassify
import RedianMatch

/// The features of a set of texts: grams, concepts, and pairs of concepts, with their frequencies.
///
/// Grams: all runs of 1 to 3 characters. Order: by characters and by concept numbers, so that the
/// same texts in any order give the same features.
struct Features {
  /// A feature's share of a text's vector before the vector gets length 1.
  struct Weight {
    /// ln((1 + n) / (1 + df)) + 1: the smoothed inverse document frequency.
    let idf: Float
    /// Its square as the model holds it.
    let square: UInt8
  }

  private(set) var grams: [[UInt32]]
  let pairs: [ConceptPair]
  private(set) var gramWeights: [Weight]
  /// Of the concepts, then of the pairs.
  let conceptWeights: [Weight]

  /// Squares of up to (ln 100,000 + 1)² fit a byte; rarer features of larger corpora count as that.
  static let squareUnit: Float = 160.0 / 255

  /// Counts the features of texts; rare ones (in fewer texts than a minimum) are left out.
  init(_ texts: [ReadText], concepts: Int, options: TrainingOptions) {
    var gramTexts: [UInt64: Int] = [:]
    var conceptTexts = [Int](repeating: 0, count: concepts)
    var pairTexts: [ConceptPair: Int] = [:]
    for text in texts {
      for key in Set(text.gramKeys) { gramTexts[key, default: 0] += 1 }
      for concept in text.concepts { conceptTexts[Int(concept)] += 1 }
      for pair in text.pairs { pairTexts[pair, default: 0] += 1 }
    }
    func weight(_ frequency: Int) -> Weight {
      let idf = Float(log(Double(1 + texts.count) / Double(1 + frequency)) + 1)
      return Weight(idf: idf, square: UInt8(min((idf * idf / Self.squareUnit).rounded(), 255)))
    }
    let keptGrams = gramTexts.filter { $0.value >= options.minimum }
      .sorted { $0.key < $1.key }
    grams = keptGrams.map { GramKey.characters($0.key) }
    gramWeights = keptGrams.map { weight($0.value) }
    let keptPairs = pairTexts.filter { $0.value >= options.pairMinimum }
      .sorted { $0.key < $1.key }
    pairs = keptPairs.map(\.key)
    conceptWeights = conceptTexts.map(weight) + keptPairs.map { weight($0.value) }
  }

  /// Leaves only the grams with these numbers, ascending.
  mutating func keep(grams numbers: [Int]) {
    grams = numbers.map { grams[$0] }
    gramWeights = numbers.map { gramWeights[$0] }
  }
}

/// Up to three characters of the basic plane in one number; shorter grams sort first.
enum GramKey {
  static func characters(_ key: UInt64) -> [UInt32] {
    [UInt32(key >> 32), UInt32(key >> 16 & 0xffff), UInt32(key & 0xffff)].filter { $0 != 0 }
  }

  /// The keys of all grams of a text, every occurrence.
  static func all(in scalars: [UInt32]) -> [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(scalars.count * 3)
    for start in scalars.indices {
      var key: UInt64 = 0
      for place in start..<min(start + 3, scalars.count) {
        guard scalars[place] < 65_536, scalars[place] > 0 else { break }
        key = key << 16 | UInt64(scalars[place])
        keys.append(key)
      }
    }
    return keys
  }
}

/// A text as the features see it.
struct ReadText {
  let gramKeys: [UInt64]
  /// Different concepts, ascending.
  let concepts: [UInt16]

  init(_ text: String, phrases: PatternMatcher) {
    gramKeys = GramKey.all(in: TextScalars.of(text))
    var matches = Matches()
    Array(text.utf8).withUnsafeBufferPointer { phrases.match($0, into: &matches) }
    concepts = Set(matches.concepts).sorted()
  }

  var pairs: [ConceptPair] {
    concepts.indices.flatMap { first in
      concepts[(first + 1)...].map { ConceptPair(concepts[first], $0) }
    }
  }
}
