import RedianClassify
import RedianCore
import RedianMatch
import RedianTrain
import Testing

@Suite struct ModelTests {
  /// Forty short tickets of two chapters.
  private func tickets(_ taxonomy: Taxonomy) throws -> [LabelledTicket] {
    let repair = try #require(taxonomy.tag(category: "fault-repair", caseID: "1.2"))
    let bill = try #require(taxonomy.tag(category: "fee-collection", caseID: "2.4"))
    return (0..<20).flatMap { number in
      [
        LabelledTicket(text: "报修\(number)小时抢修人员没有到现场", tag: repair, also: []),
        LabelledTicket(text: "第\(number)个月电费太高阶梯电价不对", tag: bill, also: []),
      ]
    }
  }

  private func tag(_ classifier: Classifier, _ text: String) -> Tagging {
    var scratch = classifier.makeScratch()
    return Array(text.utf8).withUnsafeBufferPointer { classifier.classify($0, scratch: &scratch) }
  }

  @Test func theBuiltInTaxonomyIsTheBook() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    #expect(taxonomy.categories.count == 10)
    #expect(taxonomy.tags.count == 71)
    #expect(taxonomy.tags.count(where: { !$0.caseID.isEmpty }) == 61)
  }

  @Test func trainingTwiceGivesTheSameBytesAndTags() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let tickets = try tickets(taxonomy)
    let lexicon = try LexiconFile.builtIn(taxonomy)
    let first = train([tickets], taxonomy: taxonomy, lexicon: lexicon)
    #expect(first.encoded() == train([tickets], taxonomy: taxonomy, lexicon: lexicon).encoded())
    let classifier = try Classifier(
      model: ModelFile(first.encoded()),
      taxonomy: taxonomy,
      lexicon: lexicon
    )
    #expect(taxonomy[tag(classifier, "抢修人员三小时没到").tag].caseID == "1.2")
    #expect(taxonomy[tag(classifier, "电费阶梯不对").tag].caseID == "2.4")
  }

  @Test func anEmptyTextIsOtherWithoutConfidence() throws {
    let classifier = try Classifier.builtIn()
    #expect(tag(classifier, "").tag == classifier.taxonomy.other)
    #expect(tag(classifier, "").confidence == 0)
  }

  @Test func scratchCarriesNothingFromTextToText() throws {
    let classifier = try Classifier.builtIn()
    var scratch = classifier.makeScratch()
    let texts = [
      "报修两个小时了还没人来", "电费太高", String(repeating: "停电抢修，", count: 400), "x",
      "要求" + String(repeating: "停电抢修", count: 400),
    ]
    for text in texts + texts.reversed() {
      let shared = Array(text.utf8).withUnsafeBufferPointer {
        classifier.classify($0, scratch: &scratch)
      }
      #expect(shared == tag(classifier, text))
    }
  }

  /// Its squares are more than 32 bits hold.
  @Test func aTextOfMegabytesIsTaggedAsItsPart() throws {
    let classifier = try Classifier.builtIn()
    let part = "报修停电抢修人员到现场太慢，"
    let long = tag(classifier, String(repeating: part, count: 100_000))
    #expect(long.tag == tag(classifier, String(repeating: part, count: 100)).tag)
  }

  @Test func everyDamagedByteIsNoticed() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let bytes = train([try tickets(taxonomy)], taxonomy: taxonomy, lexicon: Lexicon()).encoded()
    for position in stride(from: 0, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[position] ^= 0x55
      #expect(throws: ModelError.self) { try ModelFile(damaged) }
    }
    #expect(throws: ModelError.damaged) { try ModelFile(Array(bytes.dropLast(1))) }
    var older = bytes
    older[3] -= 1
    #expect(throws: ModelError.otherVersion) { try ModelFile(older) }
  }

  /// Whole files with figures that no training makes.
  @Test func figuresThatCannotBeComputedWithAreRefused() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let model = train([try tickets(taxonomy)], taxonomy: taxonomy, lexicon: Lexicon())
    let changes: [(inout ModelFile) -> Void] = [
      { $0.biases[3] = .nan }, { $0.biases[3] = 1e30 }, { $0.gramBlock.scales[0] = .infinity },
      { $0.calibration.sharpness = -1 }, { $0.calibration.slope = .nan },
      { $0.calibration.growth = -100 }, { $0.gramBlock.rows[5] = 64 },
    ]
    for change in changes {
      var damaged = model
      change(&damaged)
      let bytes = damaged.encoded()
      #expect(throws: ModelError.damaged) { try ModelFile(bytes) }
    }
  }

  /// The scores that decide are those of the formula, computed from the file's weights.
  @Test func scoresAreTheFormulasOwn() throws {
    let classifier = try Classifier.builtIn()
    let text = "报修两个小时了还没人来，报修，冰箱烧坏要求赔偿"
    let found = Array(text.utf8).withUnsafeBufferPointer { classifier.allScores($0) }
    let plain = plainScores(text, classifier)
    #expect(found.scores.count == plain.count)
    for (score, expected) in zip(found.scores, plain) { #expect(abs(score - expected) < 1e-4) }
  }

  private func plainScores(_ text: String, _ classifier: Classifier) -> [Float] {
    let model = classifier.model
    let scalars = TextScalars.of(text)
    var grams: [Int] = []
    for (number, gram) in model.grams.enumerated() {
      for start in scalars.indices where scalars[start...].starts(with: gram) {
        grams.append(number)
      }
    }
    var concepts: Set<Int> = []
    var rest = scalars[...]
    while !rest.isEmpty {
      let here = classifier.lexicon.phrases.filter { rest.starts(with: $0.characters) }
      let longest = here.max { $0.characters.count < $1.characters.count }
      let id = longest.map { classifier.lexicon.concepts[Int($0.concept)].id }
      if let known = model.concepts.firstIndex(where: { $0 == id }) { concepts.insert(known) }
      rest = rest.dropFirst(longest?.characters.count ?? 1)
    }
    let pairs = model.pairs.indices.filter {
      concepts.contains(Int(model.pairs[$0].first))
        && concepts.contains(Int(model.pairs[$0].second))
    }
    var scores = model.biases
    // What stands again counts half.
    let counts = Dictionary(grams.map { ($0, 1) }, uniquingKeysWith: +)
    #expect(counts.values.contains { $0 > 1 })
    let halved = counts.map { (number: $0.key, count: Float($0.value + 1) / 2) }
    add(halved, of: model.gramBlock, to: &scores)
    let features = Array(concepts) + pairs.map { model.concepts.count + $0 }
    add(features.map { ($0, 1) }, of: model.conceptBlock, to: &scores)
    return scores
  }

  /// Adds features with what they count.
  private func add(
    _ features: [(number: Int, count: Float)],
    of block: ModelFile.Block,
    to scores: inout [Float]
  ) {
    let columns = block.scales.count + 2
    let square = features.reduce(Float(0)) {
      let end = ($1.number + 1) * columns
      let square = Int(block.rows[end - 2]) + Int(block.rows[end - 1]) * 64
      return $0 + $1.count * Float(square) * block.squareUnit
    }
    for tag in scores.indices {
      let sum = features.reduce(Float(0)) {
        $0 + $1.count * Float(Int(block.rows[$1.number * columns + tag]) - 32)
      }
      scores[tag] += sum * block.scales[tag] / square.squareRoot()
    }
  }

  @Test func evidenceIsAPieceOfTheText() throws {
    let explanation = try Classifier.builtIn().explain("报修两个小时了还没人来")
    #expect(!explanation.evidence.isEmpty)
    #expect(explanation.evidence.allSatisfy { "报修两个小时了还没人来".contains($0.text) })
    #expect(explanation.candidates.first?.tag == explanation.tagging.tag)
  }

  /// A piece's weight is what the score loses without the piece.
  @Test func evidenceWeighsWhatItAdds() throws {
    let classifier = try Classifier.builtIn()
    let text = "报修两个小时了还没人来"
    let explanation = classifier.explain(text)
    let tag = Int(explanation.tagging.tag.rawValue)
    func score(_ text: String) -> Float {
      Array(text.utf8).withUnsafeBufferPointer { classifier.allScores($0).scores[tag] }
    }
    for piece in explanation.evidence {
      let loss = score(text) - score(text.replacing(piece.text, with: "\u{fffd}"))
      #expect(abs(loss - piece.weight) < 1e-4, "\(piece)")
    }
  }

  @Test(arguments: ["家里冰箱烧了，说是电压高，问谁来赔，打了三次都没人来", "没电", "问", "打错了，不好意思"])
  func theProbabilitiesOfCandidatesAddUpToOneAtMost(text: String) throws {
    let explanation = try Classifier.builtIn().explain(text)
    let probabilities = explanation.candidates.map(\.confidence)
    #expect(probabilities.count == 5 && probabilities.allSatisfy { (0...1).contains($0) })
    #expect(probabilities.reduce(0, +) < 1.001)
    #expect(probabilities[1] > 0)
    // The chosen tag's is the one that tagging gives, which keeps it in 1/255.
    let given = Float(explanation.tagging.confidence) / 255
    #expect(abs(probabilities[0] - given) < 0.01)
  }

  /// Where a model hardly knows, its choice is still shown with the most.
  @Test func noRunnerUpIsShownWithMoreThanTheChosenTag() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let tickets = (0..<6).map { number in
      LabelledTicket(text: "停电了没人来", tag: TagID(rawValue: UInt8(number % 3 * 20)), also: [])
    }
    let model = train([tickets], taxonomy: taxonomy, lexicon: Lexicon())
    let classifier = try Classifier(model: model, taxonomy: taxonomy, lexicon: Lexicon())
    let shares = classifier.explain("停电了没人来").candidates.map(\.confidence)
    #expect(shares.max() == shares.first)
  }

  /// Where nothing is known, all scores are equal: that is no place among three.
  @Test func ofAnUnknownTextOnlyTheGivenTagIsRight() throws {
    let classifier = try Classifier.builtIn()
    let other = classifier.taxonomy.other
    for (tag, right) in [(other, 1.0), (TagID(rawValue: 1), 0)] {
      let result = evaluate(classifier, on: [LabelledTicket(text: "", tag: tag, also: [])])
      #expect(result.topThree == right)
      #expect(result.caseAccuracy == right)
    }
  }
}
