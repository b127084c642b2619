import RedianClassify

/// A tag's weights in whole steps of one size.
///
/// With the largest weight as the last step a few heavy words would make all steps large. Where some are cut
/// off at the last step the many light weights become more exact; of some sizes the one with the least squared
/// error over the texts is taken (clipping as for quantised networks, e.g. Banner et al., "Post training
/// 4-bit quantization of convolutional networks", NeurIPS 2019).
struct RoundedWeights {
  /// At most ``ModelFile/Block/steps`` of either sign.
  let steps: [Int8]
  /// The weight of one step.
  let scale: Float

  /// Shares of the largest weight that are tried as the last step.
  private static let lastSteps = stride(from: Float(1), through: 0.3, by: -0.05)

  /// Rounds the weights of features, each of which stands in so many texts.
  init(_ weights: [Float], texts: [Float]) {
    let largest = weights.reduce(0) { max($0, abs($1)) }
    let sizes = Self.lastSteps.map { $0 * largest / Float(ModelFile.Block.steps) }
    let errors = sizes.map { Self.error(of: weights, texts, size: $0) }
    let best = sizes.indices.min { (errors[$0], $0) < (errors[$1], $1) } ?? 0
    scale = sizes[best]
    steps = weights.map { [scale] in Int8(Self.steps($0, size: scale)) }
  }

  private static func steps(_ weight: Float, size: Float) -> Float {
    guard size > 0 else { return 0 }
    let most = Float(ModelFile.Block.steps)
    return min(max((weight / size).rounded(), -most), most)
  }

  private static func error(of weights: [Float], _ texts: [Float], size: Float) -> Double {
    zip(weights, texts).reduce(0) { sum, feature in
      let off = Double(feature.0 - steps(feature.0, size: size) * size)
      return sum + off * off * Double(feature.1)
    }
  }
}
