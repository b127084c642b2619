import RedianClassify
import RedianCore
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
    let first = train(tickets, taxonomy: taxonomy)
    #expect(first.encoded() == train(tickets, taxonomy: taxonomy).encoded())
    let classifier = try Classifier(model: ModelFile(first.encoded()), taxonomy: taxonomy)
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
    let texts = ["报修两个小时了还没人来", "电费太高", String(repeating: "停电抢修，", count: 400), "x"]
    for text in texts + texts.reversed() {
      let shared = Array(text.utf8).withUnsafeBufferPointer {
        classifier.classify($0, scratch: &scratch)
      }
      #expect(shared == tag(classifier, text))
    }
  }

  @Test func everyDamagedByteIsNoticed() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let bytes = train(try tickets(taxonomy), taxonomy: taxonomy).encoded()
    for position in stride(from: 0, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[position] ^= 0x55
      #expect(throws: ModelError.self) { try ModelFile(damaged) }
    }
    #expect(throws: ModelError.damaged) { try ModelFile(Array(bytes.dropLast(1))) }
  }

  @Test func evidenceIsAPieceOfTheText() throws {
    let explanation = try Classifier.builtIn().explain("报修两个小时了还没人来")
    #expect(!explanation.evidence.isEmpty)
    #expect(explanation.evidence.allSatisfy { "报修两个小时了还没人来".contains($0.text) })
    #expect(explanation.candidates.first?.tag == explanation.tagging.tag)
  }

  /// The sentence, or of a long one the clause, that speaks for the tag.
  @Test(arguments: [
    ("抢修人员没有到现场", "抢修人员没有到现场"),
    ("电费太高。报修三小时抢修人员没有到现场！请核实", "报修三小时抢修人员没有到现场"),
    (
      "客户来电表示家住某某小区某栋某单元，天气炎热家中有老人和小孩，报修三小时抢修人员没有到现场，请相关部门核实处理并尽快回复客户谢谢",
      "报修三小时抢修人员没有到现场"
    ), ("", ""),
  ])
  func theSentenceThatSaysSo(text: String, expected: String) throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let model = train(try tickets(taxonomy), taxonomy: taxonomy)
    let classifier = try Classifier(model: ModelFile(model.encoded()), taxonomy: taxonomy)
    let tag = try #require(taxonomy.tag(caseOrCategory: "1.2"))
    let letters = Array(text.unicodeScalars)
    var piece = String.UnicodeScalarView()
    piece.append(contentsOf: letters[classifier.sentence(of: text, for: tag)])
    #expect(String(piece) == expected)
  }
}
