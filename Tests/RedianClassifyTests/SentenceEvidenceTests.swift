import RedianClassify
import RedianCore
import Testing

@Suite struct SentenceEvidenceTests {
  /// The sentence, or of a long one the clause, that speaks for case 1.2.
  @Test(arguments: [
    ("报修三小时抢修人员没有到现场", "报修三小时抢修人员没有到现场"),
    ("电费太高。报修三小时抢修人员没有到现场！请核实", "报修三小时抢修人员没有到现场"),
    (
      "客户来电表示家住某某小区某栋某单元，天气炎热家中有老人和小孩，报修三小时抢修人员没有到现场，"
        + "客户方便接听电话的时间为下午，谢谢",
      "报修三小时抢修人员没有到现场"
    ), ("", ""), ("。。！", ""),
  ])
  func theSentenceThatSaysSo(text: String, expected: String) throws {
    let classifier = try Classifier.builtIn()
    let tag = try #require(classifier.taxonomy.tag(caseOrCategory: "1.2"))
    let letters = Array(text.unicodeScalars)
    var piece = String.UnicodeScalarView()
    piece.append(contentsOf: letters[classifier.sentence(of: text, for: tag)])
    #expect(String(piece) == expected)
  }
}
