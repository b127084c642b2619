package import RedianCore
import RedianMatch

/// Why a text has its tag.
package struct Explanation: Sendable {
  /// A piece of the text and what it adds to the tag's score.
  package struct Evidence: Sendable, Equatable {
    package let text: String
    package let weight: Float
  }

  /// A tag with its score, and how probably it is right, 0...1.
  ///
  /// The probability of chosen tags is fitted. What it leaves to 1 the others share as they share the softmax,
  /// none of them with more than the chosen tag has.
  package struct Candidate: Sendable, Equatable {
    package let tag: TagID
    package let score: Float
    package let confidence: Float
  }

  /// The tag a text would have without a piece of it.
  package struct Alternative: Sendable, Equatable {
    package let without: String
    package let tag: TagID
  }

  /// A rule of the lexicon that the text has set off.
  package struct Cue: Sendable, Equatable {
    /// Its phrases that are in the text.
    package let phrases: [String]
    package let tag: TagID
    /// What it has added to the tag's score.
    package let weight: Float
  }

  package let tagging: Tagging
  /// The tag first, then the best of the others, at most five in all.
  package let candidates: [Candidate]
  /// Concepts of the lexicon in the text that the model has learned, in the text's order.
  package let concepts: [String]
  /// In the order of the lexicon.
  package let cues: [Cue]
  /// Pieces that speak for the tag, strongest first.
  package let evidence: [Evidence]
  /// Pieces that speak for the runner-up against the tag, strongest first.
  package let against: [Evidence]
  /// Pieces without which the tag would be another, shortest first.
  package let alternatives: [Alternative]
  /// True where pieces were looked for in the beginning of a long text alone.
  package let isCut: Bool
}

extension Classifier {
  /// The tag of a text, the runners-up, the pieces of the text that decided, and what would change
  /// the answer.
  package func explain(_ text: String) -> Explanation {
    var scratch = makeScratch()
    let bytes = Array(text.utf8)
    let isKnown = bytes.withUnsafeBufferPointer { score($0, &scratch) }
    guard isKnown else {
      return Explanation(
        tagging: Tagging(tag: taxonomy.other, confidence: 0, also: .none),
        candidates: [],
        concepts: [],
        cues: [],
        evidence: [],
        against: [],
        alternatives: [],
        isCut: false
      )
    }
    let scores = scratch.scores
    let sharpness = model.calibration.sharpness(scratch.evidence)
    let ranking = Ranking(
      scores,
      sharpness: sharpness,
      chapters: chapters,
      powers: &scratch.powers
    )
    let candidates = candidates(scores, sharpness, first: ranking.best)
    let second = candidates.count > 1 ? Int(candidates[1].tag.rawValue) : ranking.best
    let (evidence, against) = pieces(text, best: ranking.best, second: second)
    let tagging = tagging(of: ranking, scratch)
    return Explanation(
      tagging: tagging,
      candidates: candidates,
      concepts: concepts(Array(scratch.matches.concepts)),
      cues: bytes.withUnsafeBufferPointer { cues(in: $0, &scratch) },
      evidence: evidence,
      against: against,
      alternatives: alternatives(text, evidence, tagging.tag),
      isCut: text.count > Self.mostExplained
    )
  }

  private func candidates(
    _ scores: [Float],
    _ sharpness: Float,
    first: Int
  ) -> [Explanation.Candidate] {
    let softmax = Ranking.confidences(of: scores, sharpness: sharpness)
    let chosen = model.calibration.probability(softmax[first])
    let others = scores.indices.filter { $0 != first }
      .sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    // Summed up: 1 less the chosen tag's share may round to nothing.
    let rest = others.reduce(Float(0)) { $0 + softmax[$1] }
    return ([first] + others).prefix(5).map { tag in
      Explanation.Candidate(
        tag: TagID(rawValue: UInt8(tag)),
        score: scores[tag],
        confidence: tag == first
          ? chosen : rest > 0 ? min(softmax[tag] / rest * (1 - chosen), chosen) : 0
      )
    }
  }

  private func concepts(_ found: [UInt16]) -> [String] {
    var seen: Set<UInt16> = []
    return found.filter { known[Int($0)] != nil && seen.insert($0).inserted }
      .map { lexicon.concepts[Int($0)].chinese }
  }

  /// The cues of a text whose concepts have been found.
  private func cues(
    in text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout Scratch
  ) -> [Explanation.Cue] {
    let seen = TextScalars.of(String(decoding: text, as: UTF8.self))
    var found: [Explanation.Cue] = []
    cues.forEach(in: text, about: scratch.matches.concepts, room: &scratch.cues) { cue in
      let phrases = cue.phrases.filter { seen.firstRange(of: TextScalars.of($0)) != nil }
      found.append(Explanation.Cue(phrases: phrases, tag: cue.tag, weight: cue.weight))
    }
    return found
  }

  /// Characters in which pieces are looked for; the time grows with their square.
  package static let mostExplained = 2_000

  /// The pieces that add most to the best tag's score, and those that add most to the second's more than to
  /// the best's.
  ///
  /// Runs of up to four characters are left out in turn, and what is lost is dealt to their characters; the weight of a
  /// stretch of characters that matter is what is lost without it.
  private func pieces(
    _ text: String,
    best: Int,
    second: Int
  ) -> (evidence: [Explanation.Evidence], against: [Explanation.Evidence]) {
    let characters = Array(text.prefix(Self.mostExplained))
    var scores = ScoresWithout(self, characters: characters.map(\.utf8))
    func figures(_ scores: [Float]) -> SIMD2<Float> {
      SIMD2(scores[best], scores[second] - scores[best])
    }
    let whole = scores.read(0..<0, figures)
    var losses = [SIMD2<Float>](repeating: .zero, count: characters.count)
    for start in characters.indices {
      for end in (start + 1)...min(start + 4, characters.count) {
        let loss = (whole - scores.read(start..<end, figures)) / Float(end - start)
        for place in start..<end { losses[place] += loss / 4 }
      }
    }
    func strongest(_ side: Int) -> [Explanation.Evidence] {
      let pieces = Self.stretches(losses.map { $0[side] }).map { piece in
        Explanation.Evidence(
          text: String(characters[piece]),
          weight: (whole - scores.read(piece, figures))[side]
        )
      }
      let sorted = pieces.filter { $0.weight > 0 }
        .sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }
      // Of equal pieces the one that weighs most.
      var seen: Set<String> = []
      return Array(sorted.filter { seen.insert($0.text).inserted }.prefix(6))
    }
    return (strongest(0), strongest(1))
  }

  /// Runs of characters above the mean gain.
  private static func stretches(_ weights: [Float]) -> [Range<Int>] {
    let positive = weights.filter { $0 > 0 }
    let threshold = positive.reduce(0, +) / Float(max(positive.count, 1))
    return weights.indices.split { weights[$0] <= threshold }.map { $0.startIndex..<$0.endIndex }
  }

  private func alternatives(
    _ text: String,
    _ evidence: [Explanation.Evidence],
    _ tag: TagID
  ) -> [Explanation.Alternative] {
    var scratch = makeScratch()
    return evidence.compactMap { piece in
      let rest = text.split(separator: piece.text, omittingEmptySubsequences: false)
        .joined(separator: "\u{fffd}")
      let other = Array(rest.utf8).withUnsafeBufferPointer { classify($0, scratch: &scratch) }
      return other.tag == tag ? nil : .init(without: piece.text, tag: other.tag)
    }
    .sorted { ($0.without.count, $0.without) < ($1.without.count, $1.without) }
  }
}
