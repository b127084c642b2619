import Glibc
package import RedianCore
import RedianMatch

/// Why a text has its tag.
package struct Explanation: Sendable {
  /// A piece of the text and what it adds to the tag's score.
  package struct Evidence: Sendable, Equatable {
    package let text: String
    package let weight: Float
  }

  /// A tag with its score and confidence.
  package struct Candidate: Sendable, Equatable {
    package let tag: TagID
    package let score: Float
    package let confidence: Float
  }

  package let tagging: Tagging
  /// Best first, at most five.
  package let candidates: [Candidate]
  /// Pieces that speak for the tag, strongest first.
  package let evidence: [Evidence]
  /// Pieces that speak for the runner-up against the tag, strongest first.
  package let against: [Evidence]
}

extension Classifier {
  /// The tag of a text, the runners-up, and the pieces of the text that decided.
  package func explain(_ text: String) -> Explanation {
    let bytes = Array(text.utf8)
    var scratch = makeScratch()
    return bytes.withUnsafeBufferPointer { buffer in
      let tagging = classify(buffer, scratch: &scratch)
      guard score(buffer, &scratch) else {
        return Explanation(tagging: tagging, candidates: [], evidence: [], against: [])
      }
      let order = scratch.scores.indices.sorted {
        (-scratch.scores[$0], $0) < (-scratch.scores[$1], $1)
      }
      let top = scratch.scores[order[0]]
      let powers = scratch.scores.map { exp(($0 - top) * model.sharpness) }
      let sum = powers.reduce(0, +)
      let candidates = order.prefix(5).map {
        Explanation.Candidate(
          tag: TagID(rawValue: UInt8($0)),
          score: scratch.scores[$0],
          confidence: powers[$0] / sum
        )
      }
      let second = order.count > 1 ? order[1] : order[0]
      return Explanation(
        tagging: tagging,
        candidates: candidates,
        evidence: pieces(buffer, for: order[0], against: nil),
        against: pieces(buffer, for: second, against: order[0])
      )
    }
  }

  /// The stretches of text whose characters add most to a tag's score (minus another tag's).
  private func pieces(
    _ text: UnsafeBufferPointer<UInt8>,
    for tag: Int,
    against other: Int?
  ) -> [Explanation.Evidence] {
    stretches(text, byteWeights(text, for: tag, against: other))
  }

  /// What each byte adds to a tag's score (minus another tag's).
  func byteWeights(
    _ text: UnsafeBufferPointer<UInt8>,
    for tag: Int,
    against other: Int? = nil
  ) -> [Float] {
    var numbers = [UInt16](repeating: 0, count: text.count * 3)
    var ends = [UInt32](repeating: 0, count: text.count * 3)
    let found = matcher.matches(in: text, numbers: &numbers, ends: &ends)
    var weights = [Float](repeating: 0, count: text.count)
    for index in 0..<found {
      let pattern = Int(numbers[index])
      var weight = self.weight(pattern, tag)
      if let other { weight -= self.weight(pattern, other) }
      let end = Int(ends[index])
      let start = startOfPattern(text, end: end, length: model.patterns[pattern].count)
      for byte in start..<end { weights[byte] += weight / Float(end - start) }
    }
    return weights
  }

  private func weight(_ pattern: Int, _ tag: Int) -> Float {
    Float(model.weights[pattern * model.tags + tag]) * model.scales[tag]
  }

  private func startOfPattern(
    _ text: UnsafeBufferPointer<UInt8>,
    end: Int,
    length: Int
  ) -> Int {
    var start = end
    var left = length
    while left > 0, start > 0 {
      start -= 1
      if text[start] & 0xc0 != 0x80 { left -= 1 }
    }
    return start
  }

  /// Runs of bytes above the mean weight, at most six, strongest first.
  private func stretches(
    _ text: UnsafeBufferPointer<UInt8>,
    _ weights: [Float]
  ) -> [Explanation.Evidence] {
    let positive = weights.filter { $0 > 0 }
    let threshold = positive.reduce(0, +) / Float(max(positive.count, 1))
    var result: [Explanation.Evidence] = []
    var start = 0
    while start < weights.count {
      guard weights[start] > threshold else {
        start += 1
        continue
      }
      var end = start
      while end < weights.count, weights[end] > threshold { end += 1 }
      let piece = String(decoding: text[start..<end], as: UTF8.self)
      let sum = weights[start..<end].reduce(0, +)
      if !piece.contains("\u{fffd}") { result.append(.init(text: piece, weight: sum)) }
      start = end
    }
    return Array(result.sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }.prefix(6))
  }
}
