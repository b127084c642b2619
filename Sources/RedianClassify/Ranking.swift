import Glibc

/// The two best tags of a text with their confidences: the softmax of the sharpened scores.
package struct Ranking: Sendable, Equatable {
  package var best = 0
  package var second = 0
  /// Between 0 and 1.
  package var confidence: Float = 1
  package var secondConfidence: Float = 0

  /// Ranks scores; of equal ones the lower tag comes first.
  package init(_ scores: [Float], sharpness: Float) {
    for tag in scores.indices.dropFirst() {
      if scores[tag] > scores[best] {
        second = best
        best = tag
      } else if second == best || scores[tag] > scores[second] {
        second = tag
      }
    }
    guard let top = scores.isEmpty ? nil : scores[best], scores.count > 1 else { return }
    let sum = Self.sum(scores, top, sharpness)
    confidence = 1 / sum
    secondConfidence = exp((scores[second] - top) * sharpness) / sum
  }

  /// The confidence in any tag, between 0 and 1.
  package static func confidence(of tag: Int, in scores: [Float], sharpness: Float) -> Float {
    let top = scores.max() ?? 0
    return exp((scores[tag] - top) * sharpness) / sum(scores, top, sharpness)
  }

  /// What lies far below the best adds less than a confidence step and is worth no exponential.
  private static func sum(_ scores: [Float], _ top: Float, _ sharpness: Float) -> Float {
    var sum: Float = 0
    for score in scores where (score - top) * sharpness > -8 {
      sum += exp((score - top) * sharpness)
    }
    return sum
  }
}
