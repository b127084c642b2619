import Glibc
import RedianClassify

/// Turns read texts into the vectors that the linear model learns from.
///
/// Grams and concepts are two blocks, each of one length in every text, as the classifier counts them: a gram
/// once and half for each time it stands again, a concept or a pair once.
struct Vectors {
  private let features: Features
  private let conceptShare: Double
  private let gramNumbers: [UInt64: Int]
  private let pairNumbers: [UInt32: Int]
  private let concepts: Int

  /// A text's features, ascending, with their values.
  typealias Sparse = [(feature: Int, value: Double)]

  /// Concepts count `conceptShare` beside the block of grams.
  init(_ features: Features, concepts: Int, conceptShare: Double) {
    self.features = features
    self.conceptShare = conceptShare
    self.concepts = concepts
    let grams = zip(features.gramKeys, features.gramKeys.indices)
    gramNumbers = Dictionary(uniqueKeysWithValues: grams)
    var pairNumbers: [UInt32: Int] = [:]
    for (number, pair) in features.pairs.enumerated() {
      pairNumbers[UInt32(pair.first) << 16 | UInt32(pair.second)] = concepts + number
    }
    self.pairNumbers = pairNumbers
  }

  /// A text's sparse vector, features ascending.
  func vector(_ text: ReadText) -> Sparse {
    let pairs = text.pairs.compactMap { pairNumbers[UInt32($0.first) << 16 | UInt32($0.second)] }
    let found = text.concepts.map { (Int($0), 1.0) } + pairs.sorted().map { ($0, 1.0) }
    let first = features.gramKeys.count
    let grams = counts(text.gramKeys, gramNumbers).map { ($0.0, ($0.1 + 1) / 2) }
    return entries(grams, features.gramWeights, first: 0, share: 1)
      + entries(found, features.conceptWeights, first: first, share: conceptShare)
  }

  private func counts(_ keys: [UInt64], _ numbers: [UInt64: Int]) -> [(Int, Double)] {
    var counts: [Int: Int] = [:]
    for key in keys {
      if let number = numbers[key] { counts[number, default: 0] += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) }
  }

  /// The entries of one block, numbered from `first`.
  private func entries(
    _ counts: [(number: Int, count: Double)],
    _ weights: [Features.Weight],
    first: Int,
    share: Double
  ) -> Sparse {
    let length = counts.reduce(0.0) { $0 + $1.count * square(weights[$1.number]) }
      .squareRoot()
    return counts.map { number, count in
      (first + number, count * Double(weights[number].factor) / length * share)
    }
  }

  private func square(_ weight: Features.Weight) -> Double {
    Double(weight.square) * Double(Features.squareUnit)
  }
}
