/// The features that a text's concepts make: each concept once, and each known pair of them.
struct ConceptFeatures: Sendable {
  /// Number of concepts the model knows.
  let count: Int
  /// Feature of a pair by `first * count + second`, or ``none``.
  private let pairs: [UInt16]
  private static let none = UInt16.max

  init(_ model: ModelFile) {
    count = model.concepts.count
    var table = [UInt16](repeating: Self.none, count: count * count)
    for (index, pair) in model.pairs.enumerated() {
      table[Int(pair.first) * count + Int(pair.second)] = UInt16(count + index)
    }
    pairs = table
  }

  /// Writes the features of `concepts` (model's numbers, any order, repeats allowed) into `features`.
  ///
  /// `seen` has a bit for every concept and is all zero before and after.
  func write(
    _ concepts: UnsafeBufferPointer<UInt16>,
    into features: inout FeatureList,
    seen: inout [UInt64]
  ) {
    let most = min(concepts.count, count)
    features.begin(room: most * (most + 1) / 2)
    seen.withUnsafeMutableBufferPointer { seen in
      for concept in concepts { seen[Int(concept >> 6)] |= 1 << UInt64(concept & 63) }
      for word in seen.indices {
        while seen[word] != 0 {
          features.add(UInt16(word * 64 + seen[word].trailingZeroBitCount))
          seen[word] &= seen[word] - 1
        }
      }
    }
    addPairs(&features)
  }

  private func addPairs(_ features: inout FeatureList) {
    let distinct = features.count
    pairs.withUnsafeBufferPointer { pairs in
      for first in 0..<distinct {
        let row = Int(features.all[first]) * count
        for second in (first + 1)..<max(distinct, first + 1) {
          let feature = pairs[row + Int(features.all[second])]
          features.add(feature, if: feature != Self.none)
        }
      }
    }
  }
}
