import RedianClassify
import RedianCore
import Testing

@testable import RedianTrain

/// The second layer: scores of all tags make the score of each.
@Suite struct CombinationTests {
  private static func held(_ scores: [Float], _ tag: Int) -> HeldTicket {
    HeldTicket(
      scores: scores,
      evidence: Calibration.Evidence(grams: 50, characters: 20),
      ticket: LabelledTicket(text: "", tag: TagID(rawValue: UInt8(tag)), also: [])
    )
  }

  /// Tag 1 is too sure of itself, and where tag 2 is right tag 0 is up as well.
  private static func misleading() -> [HeldTicket] {
    var random = SplitMix(seed: 7)
    return (0..<600).map { number in
      let tag = number % 3
      var scores = (0..<3).map { _ in Float(random.below(100)) / 200 - 1 }
      scores[tag] += 0.6
      scores[1] += 0.5
      if tag == 2 { scores[0] += 0.7 }
      return held(scores, tag)
    }
  }

  private static func right(_ held: [HeldTicket]) -> Double {
    Double(held.count { $0.isRight }) / Double(held.count)
  }

  @Test func learnsWhichScoresMislead() throws {
    let held = Self.misleading()
    let (learned, tested) = (Array(held[..<300]), Array(held[300...]))
    let combination = try #require(Combination(learned, tags: 3, cost: 1, minimum: 20))
    #expect(Self.right(tested) < 0.7)
    #expect(Self.right(combination.combined(tested)) > 0.85)
  }

  @Test func scoresKeepTheirSpread() throws {
    let held = Self.misleading()
    let combination = try #require(Combination(held, tags: 3, cost: 1, minimum: 20))
    let combined = combination.combined(held)
    let (before, after) = (
      Combination.spread(held, of: [0, 1, 2]), Combination.spread(combined, of: [0, 1, 2])
    )
    #expect(abs(after / before - 1) < 1e-4)
  }

  /// A text scored by the combined model has the combination of its scores.
  @Test func aCombinedModelGivesCombinedScores() throws {
    let combination = try #require(Combination(Self.misleading(), tags: 3, cost: 1, minimum: 20))
    var random = SplitMix(seed: 3)
    var model = LinearModel(features: 5, classes: 3)
    for feature in 0...5 {
      for tag in 0..<3 { model[feature, tag] = Double(random.below(200)) / 100 - 1 }
    }
    func scores(_ model: LinearModel, _ values: [Double]) -> [Float] {
      (0..<3).map { tag in
        Float(values.indices.reduce(model[5, tag]) { $0 + values[$1] * model[$1, tag] })
      }
    }
    let values = [0.3, 0, 0.8, -0.1, 0.5]
    let expected = combination(scores(model, values))
    for (score, wanted) in zip(scores(combination(model), values), expected) {
      #expect(abs(score - wanted) < 1e-4)
    }
  }

  @Test func tooFewTicketsAreNotCombined() {
    let held = Self.misleading()
    #expect(Combination(held, tags: 3, cost: 1, minimum: 201) == nil)
    #expect(Combination(held, tags: 3, cost: 1, minimum: 200) != nil)
    #expect(Combination([], tags: 3, cost: 1, minimum: 10) == nil)
    let silent = (0..<60).map { Self.held([0, 0, 0], $0 % 3) }
    #expect(Combination(silent, tags: 3, cost: 1, minimum: 10) == nil)
  }

  /// A tag of nine tickets and one that has none keep their scores, and change no other.
  @Test func rareTagsKeepTheirScores() throws {
    let common = Self.misleading().map {
      Self.held($0.scores + [-0.9, -10], Int($0.ticket.tag.rawValue))
    }
    let rare = (0..<9).map { _ in Self.held([-1, -1, -1, 0.4, -10], 3) }
    let combination = try #require(
      Combination(common + rare, tags: 5, cost: 1, minimum: 10)
    )
    let scores: [Float] = [-0.5, 0.2, -0.3, 0.1, -10]
    #expect(combination(scores)[3...].elementsEqual([0.1, -10]))
    let without = try #require(Combination(Self.misleading(), tags: 3, cost: 1, minimum: 10))
    for (score, wanted) in zip(combination(scores), without(Array(scores[..<3]))) {
      #expect(abs(score - wanted) < 1e-4)
    }
  }

  private static let tags = [UInt8(0), 3, 9]

  private static func trainer(minimum: Int = 10, frames: Frames = Frames()) throws -> Trainer {
    var options = TrainingOptions(frames: frames)
    options.combinationMinimum = minimum
    return Trainer(taxonomy: try TaxonomyFile.builtIn(), lexicon: Lexicon(), options: options)
  }

  /// Files of the tags with these numbers, six tickets or more each.
  private static func files(_ tags: [[Int]]) -> [LabelledFile] {
    tags.enumerated().map { file, numbers in
      (0..<6 + file).map { number in
        LabelledTicket(
          text: "第\(file)家\(number)",
          tag: TagID(rawValue: Self.tags[numbers[number % numbers.count]]),
          also: []
        )
      }
    }
  }

  @Test func filesOfTheSameTagsAreHeldBackWhole() throws {
    let files = Self.files([[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2]])
    let held = try Self.trainer().held(files)
    #expect(held.map { $0.map(\.ticket.text) } == files.map { $0.map(\.text) })
  }

  private static func frames() throws -> Frames {
    try Frames(rows: [(1, ["kind", "text"]), (2, ["open", "客户："]), (3, ["close", "请核实"])])
  }

  /// Whole files or tickets dealt round: a copy is in its ticket's list, and so held back with it.
  @Test(arguments: [[[0, 1, 2], [0, 1, 2], [0, 1, 2]], [[0], [1], [2]]])
  func copiesAreHeldBackWithTheirTickets(tags: [[Int]]) throws {
    let frames = try Self.frames()
    let held = try Self.trainer(minimum: 1, frames: frames).held(Self.files(tags))
    var copies = 0
    for list in held {
      let plain = list.filter { !$0.isCopy }.map(\.ticket)
      #expect(list.map(\.ticket) == plain.withFramedCopies(frames))
      copies += list.count - plain.count
    }
    #expect(copies > 0)
  }

  /// Seven tickets are too few, whatever copies they have.
  @Test func copiesDoNotMakeATagCommon() throws {
    let common = Self.misleading().map {
      Self.held($0.scores + [-0.9], Int($0.ticket.tag.rawValue))
    }
    let rare = (0..<14).map { number in
      var item = Self.held([-1, -1, -1, 0.4], 3)
      item.isCopy = number % 2 == 1
      return item
    }
    let combination = try #require(Combination(common + rare, tags: 4, cost: 1, minimum: 10))
    #expect(combination([-0.5, 0.2, -0.3, 0.1])[3] == 0.1)
  }

  @Test(arguments: [
    // Too few files, and files with tags of their own.
    [[0, 1, 2], [0, 1, 2]], [[0], [1], [2]], [[0, 0, 1, 2], [1, 2], [2], [1]],
  ]) func ticketsAreDealtOtherwise(tags: [[Int]]) throws {
    let files = Self.files(tags)
    let trainer = try Self.trainer(minimum: 1)
    let held = trainer.held(files)
    #expect(held.count == trainer.options.folds)
    #expect(held.joined().map(\.ticket.text).sorted() == files.joined().map(\.text).sorted())
    #expect(held.contains { Set($0.map(\.ticket.tag)).count > 1 })
  }

  /// The first author calls a thing otherwise than the others do: held back, its tickets are read as theirs.
  @Test func aHeldBackFileIsNotLearnedFrom() throws {
    func file(_ words: [(String, Int)]) -> LabelledFile {
      words.flatMap { word, tag in
        (0..<8).map { number in
          LabelledTicket(
            text: "\(word)第\(number)件",
            tag: TagID(rawValue: Self.tags[tag]),
            also: []
          )
        }
      }
    }
    let own = file([("天窗", 0), ("天窗", 0), ("天窗", 0), ("水表", 1)])
    let others = file([("天窗", 1), ("水表", 1), ("门牌", 0), ("门牌", 0)])
    let held = try Self.trainer().held([own, others, others])
    #expect(held[0].filter { $0.ticket.text.hasPrefix("天窗") }.allSatisfy { !$0.isRight })
    #expect(held[0].filter { $0.ticket.text.hasPrefix("水表") }.allSatisfy { $0.isRight })
  }

  /// What is shipped gives the combined scores of what was learned, and a tag without tickets never wins.
  @Test func aTrainedModelCombines() throws {
    let files = Self.files([[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2]])
    let trainer = try Self.trainer()
    let held = trainer.held(files)
    let combination = try #require(
      Combination(held.flatMap { $0 }, tags: trainer.taxonomy.tags.count, cost: 1, minimum: 10)
    )
    func scores(_ model: ModelFile) throws -> [Float] {
      let classifier = try Classifier(
        model: model,
        taxonomy: trainer.taxonomy,
        lexicon: Lexicon()
      )
      return Array("第2家7".utf8).withUnsafeBufferPointer { classifier.allScores($0).scores }
    }
    let wanted = combination(try scores(trainer.model(trainer.learn(from: files), nil)))
    let given = try scores(trainer.train(files, held))
    for tag in trainer.taxonomy.tags.indices {
      if Self.tags.contains(UInt8(tag)) {
        #expect(abs(given[tag] - wanted[tag]) < 0.1)
      } else {
        #expect(given[tag] < -9)
      }
    }
  }

  /// The confidence is fitted to scores that a list's own labels have not made.
  @Test func aListIsCombinedAsOthersTeach() throws {
    let tickets = Self.misleading()
    let lists = stride(from: 0, to: 600, by: 100).map { Array(tickets[$0..<($0 + 100)]) }
    var mislabelled = lists
    mislabelled[2] = lists[2].map { Self.held($0.scores, (Int($0.ticket.tag.rawValue) + 1) % 3) }
    let trainer = try Self.trainer()
    let told = [0, 1, 2]
    let combined = trainer.crossCombined(lists, told)
    let other = trainer.crossCombined(mislabelled, told)
    for list in lists.indices {
      let isSame = combined[list].map(\.scores) == other[list].map(\.scores)
      #expect(isSame == (list == 2))
      #expect(Self.right(combined[list]) > 0.8)
    }
  }

  /// Without tags to combine, or other lists to learn from, scores stay; of two or three lists each is a part.
  @Test(arguments: [(0, true), (1, true), (2, false), (3, false)])
  func fewListsAreCombinedByTheOthers(count: Int, stays: Bool) throws {
    let lists = (0..<count).map { Array(Self.misleading()[($0 * 100)..<($0 * 100 + 100)]) }
    let trainer = try Self.trainer()
    let scores = lists.map { $0.map(\.scores) }
    #expect((trainer.crossCombined(lists, [0, 1, 2]).map { $0.map(\.scores) } == scores) == stays)
    #expect(trainer.crossCombined(lists, []).map { $0.map(\.scores) } == scores)
  }

  /// The shipped confidence of few tickets is that of tickets which their combination has not learned from.
  @Test func theConfidenceIsFittedToOthersTickets() throws {
    let files = Self.files([[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2]])
    let trainer = try Self.trainer()
    let held = trainer.held(files)
    let combination = try #require(
      Combination(held.flatMap { $0 }, tags: trainer.taxonomy.tags.count, cost: 1, minimum: 10)
    )
    let crossed = trainer.calibration(trainer.crossCombined(held, combination.told))
    #expect(trainer.train(files, held).calibration == crossed)
    #expect(crossed != trainer.calibration(held.map(combination.combined)))
  }

  @Test func allAtOnceGivesWhatOneAfterTheOtherGives() throws {
    let files = Self.files([[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2]])
    let trainer = try Self.trainer(frames: Self.frames())
    let bytes = trainer.train(files, trainer.held(files)).encoded()
    for _ in 0..<3 { #expect(trainer.train(files).encoded() == bytes) }
  }

  @Test func ofFewerTicketsThanFoldsNoneAreHeldBack() throws {
    let tickets = [LabelledTicket(text: "停电", tag: TagID(rawValue: 0), also: [])]
    #expect(try Self.trainer().held([tickets]).isEmpty)
  }
}
