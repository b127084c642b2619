import Glibc
import RedianClassify
import RedianMatch

/// The features of a set of texts: grams, concepts, and pairs of concepts, with their frequencies.
///
/// Grams: all runs of 1 to 3 characters. The most frequent come first, so that the rows that texts need most
/// lie side by side; equally frequent ones by characters, concepts by number: the same texts in any order of
/// files give the same features.
struct Features {
  /// What a feature counts in a text's vector where it stands once, before the vector gets length 1.
  struct Weight {
    /// Texts that have the feature.
    let texts: Int
    /// (ln((1 + n) / (1 + texts)) + 1) · files / (files + 1): the smoothed inverse document frequency, less
    /// for what few authors write, which tells more of their stories than of the matter.
    let factor: Float
    /// Its square as the model holds it, in 12 bits.
    let square: UInt16

    init(_ occurrence: Occurrence, of total: Int) {
      texts = occurrence.texts
      let idf = Float(log(Double(1 + total) / Double(1 + texts)) + 1)
      factor = idf * Float(occurrence.files) / Float(occurrence.files + 1)
      square = UInt16(min((factor * factor / Features.squareUnit).rounded(), Features.mostSquare))
    }
  }

  /// In how many texts a feature stands, and in how many files.
  struct Occurrence {
    private(set) var texts = 0
    private(set) var files = 0
    private var last = -1

    /// Counts a text of a file; files come one after the other.
    mutating func add(file: Int) {
      texts += 1
      files += file == last ? 0 : 1
      last = file
    }
  }

  private(set) var gramKeys: [UInt64]
  let pairs: [ConceptPair]
  private(set) var gramWeights: [Weight]
  /// Of the concepts, then of the pairs.
  let conceptWeights: [Weight]

  /// Squares of up to (ln 100,000 + 1)² fit; rarer features of larger corpora count as that.
  static let squareUnit: Float = 160 / mostSquare
  /// The largest of two values of a row.
  private static let mostSquare = Float(ModelFile.Block.bound * ModelFile.Block.bound - 1)

  /// Counts the features of the texts of files; rare ones (in fewer texts than a minimum) are left out.
  init(of files: [[ReadText]], concepts: Int, options: TrainingOptions) {
    var grams: [UInt64: Occurrence] = [:]
    var single = [Occurrence](repeating: Occurrence(), count: concepts)
    var pairs: [ConceptPair: Occurrence] = [:]
    for (file, texts) in files.enumerated() {
      for text in texts {
        for key in Set(text.gramKeys) { grams[key, default: Occurrence()].add(file: file) }
        for concept in text.concepts { single[Int(concept)].add(file: file) }
        for pair in text.pairs { pairs[pair, default: Occurrence()].add(file: file) }
      }
    }
    let total = files.reduce(0) { $0 + $1.count }
    let keptGrams = Self.frequent(grams, options.minimum)
    gramKeys = keptGrams.map(\.key)
    gramWeights = keptGrams.map { Weight($0.value, of: total) }
    let keptPairs = pairs.filter { $0.value.texts >= options.pairMinimum }
      .sorted { $0.key < $1.key }
    self.pairs = keptPairs.map(\.key)
    conceptWeights = (single + keptPairs.map(\.value)).map { Weight($0, of: total) }
  }

  /// The grams in at least so many texts, the most frequent first.
  private static func frequent(
    _ grams: [UInt64: Occurrence],
    _ minimum: Int
  ) -> [(key: UInt64, value: Occurrence)] {
    grams.filter { $0.value.texts >= minimum }
      .sorted { (-$0.value.texts, $0.key) < (-$1.value.texts, $1.key) }
  }

  /// Number of features: grams, concepts and pairs, in this order.
  var count: Int { gramKeys.count + conceptWeights.count }

  var grams: [[UInt32]] { gramKeys.map(GramKey.characters) }

  /// Leaves only the grams with these numbers, ascending.
  mutating func keep(grams: [Int]) {
    gramKeys = grams.map { gramKeys[$0] }
    gramWeights = grams.map { gramWeights[$0] }
  }
}

/// Up to three characters of the basic plane in one number; shorter grams sort first.
enum GramKey {
  static func characters(_ key: UInt64) -> [UInt32] {
    [UInt32(key >> 32), UInt32(key >> 16 & 0xffff), UInt32(key & 0xffff)].filter { $0 != 0 }
  }

  private static let longest = 3

  /// The keys of all grams of up to three characters of a text, every occurrence.
  static func all(in scalars: [UInt32]) -> [UInt64] {
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
  /// Different concepts, ascending.
  let concepts: [UInt16]

  init(_ text: String, phrases: PatternMatcher) {
    var matches = Matches()
    Array(text.utf8).withUnsafeBufferPointer { phrases.match($0, into: &matches) }
    gramKeys = GramKey.all(in: TextScalars.of(text))
    concepts = Set(matches.concepts).sorted()
  }

  var pairs: [ConceptPair] {
    concepts.indices.flatMap { first in
      concepts[(first + 1)...].map { ConceptPair(concepts[first], $0) }
    }
  }
}
