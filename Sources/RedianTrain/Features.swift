import Glibc
import RedianClassify
import RedianMatch

/// The features of a set of texts: grams, grams of the demand's clause, concepts, and pairs of concepts,
/// with their frequencies.
///
/// Grams: all runs of 1 to 3 characters; in the demand's clause 1 and 2 characters count once more, as
/// features of their own. Order: by characters and by concept numbers, so that the
/// same texts in any order give the same features.
struct Features {
  /// A feature's share of a text's vector before the vector gets length 1.
  struct Weight {
    /// ln((1 + n) / (1 + df)) + 1: the smoothed inverse document frequency.
    let idf: Float
    /// Its square as the model holds it.
    let square: UInt8
  }

  private(set) var gramKeys: [UInt64]
  let pairs: [ConceptPair]
  private(set) var gramWeights: [Weight]
  private(set) var demandKeys: [UInt64]
  private(set) var demandWeights: [Weight]
  /// Of the concepts, then of the pairs.
  let conceptWeights: [Weight]

  /// Squares of up to (ln 100,000 + 1)² fit a byte; rarer features of larger corpora count as that.
  static let squareUnit: Float = 160.0 / 255

  /// Counts the features of texts; rare ones (in fewer texts than a minimum) are left out.
  init(_ texts: [ReadText], concepts: Int, options: TrainingOptions) {
    var gramTexts: [UInt64: Int] = [:]
    var demandTexts: [UInt64: Int] = [:]
    var conceptTexts = [Int](repeating: 0, count: concepts)
    var pairTexts: [ConceptPair: Int] = [:]
    for text in texts {
      for key in Set(text.gramKeys) { gramTexts[key, default: 0] += 1 }
      for key in Set(text.demandKeys) { demandTexts[key, default: 0] += 1 }
      for concept in text.concepts { conceptTexts[Int(concept)] += 1 }
      for pair in text.pairs { pairTexts[pair, default: 0] += 1 }
    }
    func weight(_ frequency: Int) -> Weight {
      let idf = Float(log(Double(1 + texts.count) / Double(1 + frequency)) + 1)
      return Weight(idf: idf, square: UInt8(min((idf * idf / Self.squareUnit).rounded(), 255)))
    }
    let keptGrams = gramTexts.filter { $0.value >= options.minimum }
      .sorted { $0.key < $1.key }
    gramKeys = keptGrams.map(\.key)
    gramWeights = keptGrams.map { weight($0.value) }
    let keptDemand = demandTexts.filter { $0.value >= options.demandMinimum }
      .sorted { $0.key < $1.key }
    demandKeys = keptDemand.map(\.key)
    demandWeights = keptDemand.map { weight($0.value) }
    let keptPairs = pairTexts.filter { $0.value >= options.pairMinimum }
      .sorted { $0.key < $1.key }
    pairs = keptPairs.map(\.key)
    conceptWeights = conceptTexts.map(weight) + keptPairs.map { weight($0.value) }
  }

  /// Number of features: grams, grams of the demand, concepts and pairs, in this order.
  var count: Int { gramKeys.count + demandKeys.count + conceptWeights.count }

  var grams: [[UInt32]] { gramKeys.map(GramKey.characters) }

  /// The grams of the demand as numbers of grams; every one of them is a gram.
  var demandGrams: [UInt16] {
    let numbers = Dictionary(
      uniqueKeysWithValues: zip(gramKeys, gramKeys.indices.map { UInt16($0) })
    )
    return demandKeys.map { key in
      guard let number = numbers[key] else { preconditionFailure("a gram of the demand is a gram") }
      return number
    }
  }

  /// Leaves only the grams and the grams of the demand with these numbers, ascending.
  mutating func keep(grams: [Int], demand: [Int]) {
    gramKeys = grams.map { gramKeys[$0] }
    gramWeights = grams.map { gramWeights[$0] }
    demandKeys = demand.map { demandKeys[$0] }
    demandWeights = demand.map { demandWeights[$0] }
  }
}

/// Up to three characters of the basic plane in one number; shorter grams sort first.
enum GramKey {
  static func characters(_ key: UInt64) -> [UInt32] {
    [UInt32(key >> 32), UInt32(key >> 16 & 0xffff), UInt32(key & 0xffff)].filter { $0 != 0 }
  }

  /// The keys of all grams of up to `longest` characters of a text, every occurrence.
  static func all(in scalars: ArraySlice<UInt32>, longest: Int = 3) -> [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(scalars.count * longest)
    for start in scalars.indices {
      var key: UInt64 = 0
      for place in start..<min(start + longest, scalars.endIndex) {
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
  /// Grams of one and two characters in the demand's clause.
  let demandKeys: [UInt64]
  /// Different concepts, ascending.
  let concepts: [UInt16]

  init(_ text: String, phrases: PatternMatcher) {
    let scalars = TextScalars.of(text)
    gramKeys = GramKey.all(in: scalars[...])
    var matches = Matches()
    Array(text.utf8).withUnsafeBufferPointer { phrases.match($0, into: &matches) }
    demandKeys = GramKey.all(in: scalars[matches.demand], longest: 2)
    concepts = Set(matches.concepts).sorted()
  }

  var pairs: [ConceptPair] {
    concepts.indices.flatMap { first in
      concepts[(first + 1)...].map { ConceptPair(concepts[first], $0) }
    }
  }
}
