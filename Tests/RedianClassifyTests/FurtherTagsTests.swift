import RedianClassify
import RedianCore
import Testing

@testable import RedianTrain

/// A second topic, not the second guess.
@Suite struct FurtherTagsTests {
  private static func trainer() throws -> Trainer {
    Trainer(
      taxonomy: try TaxonomyFile.builtIn(),
      lexicon: Lexicon(),
      options: TrainingOptions()
    )
  }

  /// Scores of tag 3 with one of three neighbours close behind: 4 is what 3 is often taken for, 9 a second topic that
  /// readers tag too, 15 a topic that is mentioned only.
  private static func held(_ count: Int, also: Int?) -> [HeldTicket] {
    var random = SplitMix(seed: 11)
    return (0..<count).map { number in
      var scores = [Float](repeating: -1, count: 71)
      for tag in scores.indices { scores[tag] -= Float(random.below(100)) / 200 }
      let neighbour = [4, 9, 15][number % 3]
      scores[3] = 0.5
      scores[neighbour] = neighbour == 4 ? 0.3 : -0.2
      let further = neighbour == also ? [TagID(rawValue: UInt8(neighbour))] : []
      return HeldTicket(
        scores: scores,
        evidence: Calibration.Evidence(grams: 50, characters: 20),
        ticket: LabelledTicket(text: "", tag: TagID(rawValue: 3), also: further)
      )
    }
  }

  @Test func whatReadersTagBesidesIsLearned() throws {
    let held = Self.held(300, also: 9)
    let rule = try Self.trainer().furtherTags(held, Trainer.neutral)
    for item in held[..<6] {
      let expected = item.ticket.also.first ?? .none
      #expect(rule.tag(beside: 3, item.scores) == expected)
    }
    // Nothing of the kind in the text: the score of the second topic is low.
    var scores = held[0].scores
    scores[9] = -3
    #expect(rule.tag(beside: 3, scores) == .none)
    // Beside another tag it is rare.
    #expect(rule.odds(of: 9, beside: 20, scores) < rule.odds(of: 9, beside: 3, scores))
  }

  @Test func withoutLabelsThereAreNone() throws {
    let held = Self.held(300, also: nil)
    let rule = try Self.trainer().furtherTags(held, Trainer.neutral)
    #expect(held.allSatisfy { rule.tag(beside: 3, $0.scores) == .none })
  }

  /// Whatever the scores are.
  @Test func neitherItselfNorItsChapterNorOtherIsFurther() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let rule = try Self.trainer().furtherTags(Self.held(300, also: 9), Trainer.neutral)
    for primary in taxonomy.tags.indices {
      for tag in taxonomy.tags.indices {
        var scores = [Float](repeating: -100, count: 71)
        scores[primary] = 0
        scores[tag] = 10
        let isGiven = rule.tag(beside: primary, scores) == TagID(rawValue: UInt8(tag))
        #expect(isGiven == (tag != primary && taxonomy.isFurther(tag, than: primary)))
      }
    }
  }

  @Test func ofEqualOnesTheFirstIsGiven() {
    let rule = FurtherTags(
      weight: 1,
      primaryWeight: 0,
      pairs: [FurtherTags.never, 0, 0, 0, FurtherTags.never, 0, 0, 0, FurtherTags.never],
      threshold: 1
    )
    #expect(rule.tag(beside: 0, [0, 2, 2]) == TagID(rawValue: 1))
    #expect(rule.tag(beside: 0, [0, 1, 0.5]) == TagID(rawValue: 1))
    #expect(rule.tag(beside: 0, [3, 0.5, 0.5]) == .none)
  }

  /// As `evaluate` shows them.
  @Test func furtherTagsAreMeasured() throws {
    let classifier = try Classifier.builtIn()
    let text = "报修时答应一小时到，三个小时了还没来，超过规定时限"
    var scratch = classifier.makeScratch()
    let given = Array(text.utf8).withUnsafeBufferPointer {
      classifier.classify($0, scratch: &scratch)
    }
    let also = given.also == .none ? TagID(rawValue: 40) : given.also
    let ticket = LabelledTicket(text: text, tag: given.tag, also: [given.tag, also, also])
    let figures = evaluate(classifier, on: [ticket]).further
    let isGiven = given.also == .none ? 0 : 1
    #expect((figures.labelled, figures.given, figures.right) == (1, isGiven, isGiven))
  }
}
