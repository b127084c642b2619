import Glibc
import RedianClassify

/// Turns read texts into the vectors that the linear model learns from.
///
/// Grams, grams of the demand, and concepts are three blocks, each of one length in every text, as the
/// classifier counts them: a gram once and half for each time it stands again, one of the demand as often as it
/// stands, a concept or a pair once.
struct Vectors {
  private let features: Features
  private let shares: Shares
  private let gramNumbers: [UInt64: Int]
  private let demandNumbers: [UInt64: Int]
  private let pairNumbers: [UInt32: Int]
  private let concepts: Int

  /// A text's features, ascending, with their values.
  typealias Sparse = [(feature: Int, value: Double)]

  /// What the other blocks count beside the block of grams.
  struct Shares {
    var demand: Double
    var concepts: Double
  }

  init(_ features: Features, concepts: Int, shares: Shares) {
    self.features = features
    self.shares = shares
    self.concepts = concepts
    func numbers(_ keys: [UInt64]) -> [UInt64: Int] {
      Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
    }
    gramNumbers = numbers(features.gramKeys)
    demandNumbers = numbers(features.demandKeys)
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
    let demand = features.gramKeys.count
    let concepts = demand + features.demandKeys.count
    let grams = counts(text.gramKeys, gramNumbers).map { ($0.0, ($0.1 + 1) / 2) }
    return entries(grams, features.gramWeights, first: 0, share: 1)
      + entries(
        counts(text.demandKeys, demandNumbers),
        features.demandWeights,
        first: demand,
        share: shares.demand
      )
      + entries(found, features.conceptWeights, first: concepts, share: shares.concepts)
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
