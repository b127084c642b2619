/// The tag of a text with its confidence.
///
/// Confidences are the softmax of the sharpened scores. The chapter with the largest sum of
/// confidences is chosen first, then its best tag: where the cases of one chapter share what speaks
/// for it, a single tag of another chapter must beat them all.
package struct Ranking: Sendable, Equatable {
  package private(set) var best = 0
  /// Between 0 and 1.
  package private(set) var confidence: Float = 1

  /// Ranks scores; of equal ones the lower tag comes first.
  ///
  /// `chapters` are the tags of each chapter, in order and without gaps. `powers` is room for the
  /// exponentials, used again for every text.
  package init(
    _ scores: [Float],
    sharpness: Float,
    chapters: [Range<Int>],
    powers: inout [Float]
  ) {
    guard scores.count > 1 else { return }
    Self.exponentials(of: scores, sharpness: sharpness, into: &powers)
    powers.withUnsafeMutableBufferPointer { choose($0, chapters) }
  }

  private mutating func choose(
    _ powers: UnsafeMutableBufferPointer<Float>,
    _ chapters: [Range<Int>]
  ) {
    var total: Float = 0
    var largest: Float = -1
    var chosen = 0..<0
    for chapter in chapters {
      var sum: Float = 0
      for tag in chapter { sum += powers[tag] }
      total += sum
      if sum > largest { (largest, chosen) = (sum, chapter) }
    }
    best = chosen.lowerBound
    for tag in chosen where powers[tag] > powers[best] { best = tag }
    confidence = powers[best] / total
  }

  /// The confidences of all tags, between 0 and 1.
  package static func confidences(of scores: [Float], sharpness: Float) -> [Float] {
    var powers: [Float] = []
    exponentials(of: scores, sharpness: sharpness, into: &powers)
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  /// Writes e to the power of each sharpened distance from the largest score, eight side by side.
  private static func exponentials(
    of scores: [Float],
    sharpness: Float,
    into powers: inout [Float]
  ) {
    if powers.count != scores.count { powers = [Float](repeating: 0, count: scores.count) }
    var top = -Float.infinity
    for score in scores { top = max(top, score) }
    let whole = scores.count & ~7
    scores.withUnsafeBytes { scores in
      powers.withUnsafeMutableBytes { powers in
        for byte in stride(from: 0, to: whole * 4, by: 32) {
          let lanes = scores.loadUnaligned(fromByteOffset: byte, as: SIMD8<Float>.self)
          let power = exponential((lanes - top) * sharpness)
          powers.storeBytes(of: power, toByteOffset: byte, as: SIMD8<Float>.self)
        }
      }
    }
    for tag in whole..<scores.count {
      powers[tag] = exponential(SIMD8(repeating: (scores[tag] - top) * sharpness))[0]
    }
  }

  /// e to a power of at most 0 as (1 + x/256)^256, 0 from -256 on.
  ///
  /// Within 0.2 % at -1; the same on every machine, unlike the C library's, and without a branch.
  @inline(__always)
  private static func exponential(_ power: SIMD8<Float>) -> SIMD8<Float> {
    var value = 1 + power / 256
    value.replace(with: 0, where: value .< 0)
    for _ in 0..<8 { value *= value }
    return value
  }
}
