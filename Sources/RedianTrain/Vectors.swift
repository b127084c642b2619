import Glibc
import RedianClassify

/// Turns read texts into the vectors that the linear model learns from.
///
/// Grams and concepts are two blocks, each of length 1 in every text, as the classifier counts them:
/// a gram as often as it occurs, a concept or a pair once.
struct Vectors {
  private let features: Features
  /// What the block of concepts counts beside the block of grams.
  private let conceptShare: Double
  private let gramNumbers: [UInt64: Int]
  private let pairNumbers: [UInt32: Int]
  private let concepts: Int

  init(_ features: Features, concepts: Int, conceptShare: Double) {
    self.features = features
    self.conceptShare = conceptShare
    self.concepts = concepts
    var gramNumbers: [UInt64: Int] = [:]
    for (number, gram) in features.grams.enumerated() {
      gramNumbers[gram.reduce(0) { $0 << 16 | UInt64($1) }] = number
    }
    self.gramNumbers = gramNumbers
    var pairNumbers: [UInt32: Int] = [:]
    for (number, pair) in features.pairs.enumerated() {
      pairNumbers[UInt32(pair.first) << 16 | UInt32(pair.second)] = concepts + number
    }
    self.pairNumbers = pairNumbers
  }

  /// Number of features: grams, then concepts and pairs.
  var count: Int { features.grams.count + features.conceptWeights.count }

  /// A text's sparse vector, features ascending.
  func vector(_ text: ReadText) -> [(feature: Int, value: Double)] {
    var counts: [Int: Int] = [:]
    for key in text.gramKeys {
      if let number = gramNumbers[key] { counts[number, default: 0] += 1 }
    }
    let grams = counts.sorted { $0.key < $1.key }
    let gramLength = grams.reduce(0.0) { sum, gram in
      sum + Double(gram.value) * square(features.gramWeights[gram.key])
    }.squareRoot()
    var entries = grams.map { number, count in
      (number, Double(count) * Double(features.gramWeights[number].idf) / gramLength)
    }
    let found =
      text.concepts.map { Int($0) }
      + text.pairs.compactMap { pairNumbers[UInt32($0.first) << 16 | UInt32($0.second)] }.sorted()
    let conceptLength = found.reduce(0.0) { $0 + square(features.conceptWeights[$1]) }
      .squareRoot()
    entries += found.map { number in
      let idf = Double(features.conceptWeights[number].idf)
      return (features.grams.count + number, idf / conceptLength * conceptShare)
    }
    return entries
  }

  private func square(_ weight: Features.Weight) -> Double {
    Double(weight.square) * Double(Features.squareUnit)
  }
}
