package import RedianCore

/// Which further tag a ticket has beside its tag.
///
/// The log odds that a labelled ticket has t besides, where its tag is p, are linear in the scores of both and in the log of
/// the share of p's labelled tickets that have t besides (logistic regression). Mostly the runner-up has the largest, but
/// only some runners-up are a second topic: two tags of like score may as well be two readings of one.
package struct FurtherTags: Sendable, Equatable {
  /// Log odds for each unit of the further tag's score.
  package var weight: Float
  /// Log odds for each unit of the score of the ticket's tag.
  package var primaryWeight: Float
  /// Log odds of each pair where both scores are 0: a row for each tag of a ticket, in the order of the taxonomy.
  package var pairs: [Float]
  /// The tag with the largest log odds is given if they are not below this.
  package var threshold: Float

  /// The log odds of a tag beside itself, and of what is none beside another (``Taxonomy/isFurther(_:than:)``).
  package static let never: Float = -1e6
  /// A text with fewer known grams, some five characters, is too short for two topics.
  package static let fewestGrams = 12

  package init(weight: Float, primaryWeight: Float, pairs: [Float], threshold: Float) {
    self.weight = weight
    self.primaryWeight = primaryWeight
    self.pairs = pairs
    self.threshold = threshold
  }

  /// Gives no ticket a further tag.
  package static func none(tags: Int) -> FurtherTags {
    let pairs = [Float](repeating: never, count: tags * tags)
    return FurtherTags(weight: 0, primaryWeight: 0, pairs: pairs, threshold: 0)
  }

  /// The tag with the largest log odds beside another, and these; of equal ones the first.
  package func likeliest(beside primary: Int, _ scores: [Float]) -> (tag: Int, odds: Float) {
    let first = primary * scores.count
    var best = (tag: 0, odds: -Float.infinity)
    scores.withUnsafeBufferPointer { scores in
      pairs.withUnsafeBufferPointer { pairs in
        for tag in scores.indices {
          let odds = weight * scores[tag] + pairs[first + tag]
          if odds > best.odds { best = (tag, odds) }
        }
      }
    }
    return (best.tag, best.odds + primaryWeight * scores[primary])
  }

  /// The further tag of a ticket, or ``TagID/none``.
  package func tag(
    beside primary: Int,
    _ scores: [Float],
    _ evidence: Calibration.Evidence
  ) -> TagID {
    guard evidence.grams >= Self.fewestGrams else { return .none }
    let (tag, odds) = likeliest(beside: primary, scores)
    return odds >= threshold ? TagID(rawValue: UInt8(tag)) : .none
  }
}
