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
  private static func held(_ count: Int, also: Int?) -> [[HeldTicket]] {
    var random = SplitMix(seed: 11)
    let tickets = (0..<count).map { number in
      var scores = [Float](repeating: -1, count: 71)
      for tag in scores.indices { scores[tag] -= Float(random.below(100)) / 200 }
      let neighbour = [4, 9, 15][number % 3]
      scores[3] = 0.5
      scores[neighbour] = neighbour == 4 ? 0.3 : -0.2
      let further = neighbour == also ? [TagID(rawValue: UInt8(neighbour))] : []
      return HeldTicket(
        scores: scores,
        evidence: long,
        ticket: LabelledTicket(text: "", tag: TagID(rawValue: 3), also: further)
      )
    }
    return [Array(tickets[..<(count / 2)]), Array(tickets[(count / 2)...])]
  }

  private static let long = Calibration.Evidence(grams: 50, characters: 20)

  @Test func whatIsLabelledBesidesIsLearned() throws {
    let held = Self.held(300, also: 9)
    let rule = try Self.trainer().furtherTags(held, Trainer.neutral)
    for item in held[0][..<6] {
      let expected = item.ticket.also.first ?? .none
      #expect(rule.tag(beside: 3, item.scores, Self.long) == expected)
    }
    // Nothing of the kind in the text: the score of the second topic is low.
    var scores = held[0][1].scores
    scores[9] = -3
    #expect(rule.tag(beside: 3, scores, Self.long) == .none)
    // Beside another tag it is rare.
    let other = held[0][1].scores
    #expect(rule.pairs[20 * 71 + 9] < rule.pairs[3 * 71 + 9])
    #expect(rule.tag(beside: 20, other, Self.long) == .none)
    // Too short for two topics.
    let short = Calibration.Evidence(grams: FurtherTags.fewestGrams - 1, characters: 4)
    #expect(rule.tag(beside: 3, held[0][1].scores, Self.long) == TagID(rawValue: 9))
    #expect(rule.tag(beside: 3, held[0][1].scores, short) == .none)
  }

  /// Nineteen labelled further tags tell nothing, twenty do.
  @Test func fewLabelsGiveNone() throws {
    for (count, isLearned) in [(3 * 19, false), (3 * 20, true)] {
      let rule = try Self.trainer().furtherTags(Self.held(count, also: 9), Trainer.neutral)
      #expect((rule != .none(tags: 71)) == isLearned)
    }
    let held = Self.held(300, also: nil)
    let rule = try Self.trainer().furtherTags(held, Trainer.neutral)
    #expect(held[0].allSatisfy { rule.tag(beside: 3, $0.scores, Self.long) == .none })
  }

  /// Whatever the scores are.
  @Test func neitherItselfNorItsChapterNorOtherIsFurther() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    var rule = try Self.trainer().furtherTags(Self.held(300, also: 9), Trainer.neutral)
    rule.primaryWeight = 0
    for primary in taxonomy.tags.indices {
      for tag in taxonomy.tags.indices {
        var scores = [Float](repeating: -100, count: 71)
        scores[primary] = 0
        scores[tag] = 100
        let given = rule.tag(beside: primary, scores, Self.long)
        let isFurther = tag != primary && taxonomy.isFurther(tag, than: primary)
        #expect((given == TagID(rawValue: UInt8(tag))) == isFurther)
      }
    }
  }

  /// The largest of the log odds, if it is not below the threshold; of equal ones the first.
  @Test func theLikeliestIsGivenFromTheThresholdOn() {
    var random = SplitMix(seed: 5)
    for _ in 0..<500 {
      func number() -> Float { Float(random.below(9)) - 4 }
      let scores = (0..<5).map { _ in number() }
      let rule = FurtherTags(
        weight: number(),
        primaryWeight: number(),
        pairs: (0..<25).map { _ in number() },
        threshold: number()
      )
      let primary = Int(random.below(5))
      let odds = (0..<5).map { tag in
        rule.weight * scores[tag] + rule.pairs[primary * 5 + tag]
          + rule.primaryWeight * scores[primary]
      }
      let largest = odds.max() ?? 0
      let expected: TagID =
        largest >= rule.threshold
        ? TagID(rawValue: UInt8(odds.firstIndex(of: largest) ?? 0)) : .none
      #expect(rule.tag(beside: primary, scores, Self.long) == expected)
    }
  }

  /// F0.5 by hand: 1.25 right / (given + wanted / 4).
  @Test(
    arguments: [
      // 1.25/2, 2.5/3, 2.5/4, 3.75/5: two of two beat three of four.
      ([(4, true), (3, true), (2, false), (1, true)], 4, Float(3)),
      // With more that are wanted it pays to give on: 1.25/5, 2.5/6, 2.5/7, 3.75/8.
      ([(4, true), (3, true), (2, false), (1, true)], 16, 1),
      // Equal odds are given together: 1.25/3 at 3, 2.5/4 at 1.
      ([(3, false), (3, true), (1, true)], 4, 1),
      ([(3, false), (2, false)], 4, -FurtherTags.never),
      ([], 0, -FurtherTags.never),
    ] as [([(Float, Bool)], Int, Float)]
  )
  func theThresholdMaximisesF(likeliest: [(Float, Bool)], wanted: Int, expected: Float) {
    #expect(bestThreshold(of: likeliest.map { ($0.0, $0.1) }, wanted: wanted) == expected)
  }

  /// Where all that is known of a text is a cue, nothing speaks for a second topic.
  @Test func aCueAloneGivesNoFurtherTag() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let tag = try #require(taxonomy.tag(category: "fault-repair", caseID: "1.4"))
    let cue = "cues:\n  - {phrases: [鱻鱻], tag: \"1.4\", weight: 0.4}\n"
    let classifier = try Classifier(
      model: ModelFile.builtIn(),
      taxonomy: taxonomy,
      lexicon: LexiconFile.parse(cue, taxonomy: taxonomy)
    )
    let tagging = classifier.explain("鱻鱻").tagging
    #expect(tagging.tag == tag)
    #expect(tagging.also == .none)
  }

  /// As `evaluate` shows them.
  @Test func furtherTagsAreMeasured() throws {
    let classifier = try Classifier.builtIn()
    let text = "报修时答应一小时内到，三个小时了还没来，早过了规定的时限"
    let given = classifier.explain(text).tagging
    try #require(given.also != .none)
    let labels = [
      [given.also, given.also], [TagID(rawValue: 40)], [], [given.also, TagID(rawValue: 40)],
    ]
    let tickets = labels.map { LabelledTicket(text: text, tag: given.tag, also: $0) }
    let figures = evaluate(classifier, on: tickets).further
    #expect((figures.labelled, figures.given, figures.right) == (4, 4, 2))
  }
}
