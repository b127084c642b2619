package import RedianCore

/// Which further tag a ticket has beside its tag: a second topic, not the second guess.
///
/// The log odds that a careful reader would tag t too, where the ticket's tag is p, are linear in the scores of both and in the
/// log of the share of p's labelled tickets that have t besides (logistic regression). A runner-up is seldom a second topic:
/// two tags of like score are mostly two readings of one topic.
package struct FurtherTags: Sendable, Equatable {
  /// Log odds for each unit of the further tag's score.
  package var weight: Float
  /// Log odds for each unit of the ticket's tag's score.
  package var primaryWeight: Float
  /// Log odds of each pair where both scores are 0: a row for each tag of a ticket, in the order of the taxonomy.
  package var pairs: [Float]
  /// The tag with the largest log odds is given if they are not below this.
  package var threshold: Float

  /// The log odds of tags that are none beside another, as ``Taxonomy/isFurther(_:than:)`` says.
  package static let never: Float = -1e6

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

  /// Log odds of a further tag.
  package func odds(of tag: Int, beside primary: Int, _ scores: [Float]) -> Float {
    weight * scores[tag] + pairs[primary * scores.count + tag] + primaryWeight * scores[primary]
  }

  /// The further tag of a ticket, or ``TagID/none``; of equal ones the first.
  package func tag(beside primary: Int, _ scores: [Float]) -> TagID {
    let least = threshold - primaryWeight * scores[primary]
    let first = primary * scores.count
    var (best, largest) = (0, -Float.infinity)
    scores.withUnsafeBufferPointer { scores in
      pairs.withUnsafeBufferPointer { pairs in
        for tag in scores.indices {
          let odds = weight * scores[tag] + pairs[first + tag]
          if odds > largest { (best, largest) = (tag, odds) }
        }
      }
    }
    return largest >= least ? TagID(rawValue: UInt8(best)) : .none
  }
}
