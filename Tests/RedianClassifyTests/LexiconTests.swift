import RedianClassify
import RedianCore
import RedianTrain
import Testing

@Suite struct LexiconTests {
  @Test func theBuiltInLexiconIsFlawless() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let lexicon = try LexiconFile.builtIn(taxonomy)
    #expect(lexicon.concepts.count > 100)
    #expect(lexicon.concepts.allSatisfy { !$0.phrases.isEmpty && !$0.chinese.isEmpty })
  }

  /// Each mistake with the place that the message shows.
  @Test(arguments: [
    ("concepts: [", "2:1", "node(RedianClassify.NodeFault.yaml"),
    ("concepts: 停电", "1:11", "node(RedianClassify.NodeFault.notAList(key: \"concepts\"))"),
    (
      "concepts:\n  - {zh: 停电, phrases: [停]}", "2:5",
      "node(RedianClassify.NodeFault.missing(key: \"id\"))"
    ),
    ("concepts:\n  - {id: a, phrases: [停, 停]}", "2:26", "phraseTwice(\"停\", firstIn: \"a\")"),
    (
      "concepts:\n  - {id: a, phrases: [3点]}\n  - {id: b, phrases: [5点]}", "3:23",
      "phraseTwice(\"5点\", firstIn: \"a\")"
    ),
    (
      "concepts:\n  - {id: a, phrases: [停], weigth: 1}", "2:27",
      "node(RedianClassify.NodeFault.unknownKey(\"weigth\"))"
    ),
    ("cues:\n  - {phrases: [停], tag: \"1.9\", weight: 1}", "2:25", "unknownTag(\"1.9\""),
    (
      "cues:\n  - {phrases: [停], tag: \"1.2\", weight: 重}", "2:40",
      "node(RedianClassify.NodeFault.notANumber(\"重\"))"
    ),
    (
      "concepts:\n  - {id: crew, phrases: [抢修]}\ncues:\n  - {phrases: [停], tag: \"1.2\", weight: 1, with: [crow]}",
      "4:50", "unknownConcept(\"crow\", nearest: Optional(\"crew\"))"
    ),
    ("concepts:\n  - {id: a, phrases: []}", "2:22", "noPhrases"),
    ("concepts:\n  - id: a\n    phrases:\n  - {id: b, phrases: [停]}", "3:13", "noPhrases"),
    ("cues:\n  - {phrases: [？], tag: other, weight: 1}", "2:16", "unseenPhrase(\"？\")"),
    ("cues:\n  - {phrases: [停，送], tag: other, weight: 1}", "2:16", "joinedPhrases(\"停，送\")"),
    ("concepts:\n  - {id: a, phrases: [𠮷]}", "2:23", "unseenPhrase(\"𠮷\")"),
    ("concepts:\n  - 停电", "2:5", "node(RedianClassify.NodeFault.notAMapping)"),
    ("cues:\n  - {phrases: [停], tag: other, weight: 0}", "2:40", "weight(0.0)"),
    ("cues:\n  - {phrases: [停], tag: other, weight: -101}", "2:40", "weight(-101.0)"),
    (
      "concepts:\n  - {id: a, phrases: [停]}\ncues:\n"
        + "  - {phrases: [停], tag: other, weight: 1, with: [a], without: [a]}",
      "4:5", "neverHolds(concept: \"a\")"
    ),
    (
      "concepts:\n  - {id: a, phrases: [\(String(repeating: "停", count: 101))]}", "2:23",
      "longPhrase(101)"
    ),
    ("concepts:\n  - {id: a, phrases: [拨400820]}", "2:23", "longNumber(\"拨400820\")"),
    (
      "cues:\n  - {phrases: [\((0..<30_001).map { "\($0)" }.joined(separator: ","))], tag: other, weight: 1}",
      "1:1", "tooManyPhrases(30001"
    ),
  ])
  func everyMistakeHasItsPlace(yaml: String, place: String, reason: String) throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let error = #expect(throws: LexiconError.self) {
      try LexiconFile.parse(yaml, taxonomy: taxonomy)
    }
    let mistake = try #require(error?.mistakes.first)
    #expect("\(mistake.line):\(mistake.column)" == place)
    #expect("\(mistake.reason)".hasPrefix(reason))
  }

  @Test func allMistakesAreToldAtOnce() throws {
    let yaml = "cues:\n  - {phrases: [停], tag: x, weight: y}\nconcepts:\n  - {phrases: []}"
    let error = #expect(throws: LexiconError.self) {
      try LexiconFile.parse(yaml, taxonomy: try TaxonomyFile.builtIn())
    }
    #expect(error?.mistakes.map(\.line) == [2, 4])
  }

  @Test func aPhraseAddedToAConceptIsUnderstoodWithoutTraining() throws {
    let maker = try SmallModel()
    #expect(try maker.caseID("冷柜没用", phrases: []) != "9.6")
    #expect(try maker.caseID("冷柜没用", phrases: ["冷柜"]) == "9.6")
  }

  @Test func aCueAddsItsWeightWhereItsConditionsHold() throws {
    let cues = """
      cues:
        - {phrases: [跨省通办, 通办员], tag: "5.1", weight: 20, without: [bill]}
        - {phrases: [跨省通办], tag: "1.2", weight: 40, with: [appliance]}
        - {phrases: [龘], tag: "9.8", weight: 50}
        - {phrases: [龘靐, 龖龘], tag: "3.1", weight: 1}
        - {phrases: [龗, ℃, "0.4、10千伏"], tag: "9.8", weight: -1}
      """
    let expected = [
      ("跨省通办的事", "5.1"), ("跨省通办电费", "2.4"), ("跨省通办冰箱", "1.2"), ("通办员冰箱", "5.1"),
      ("冰箱坏了", "9.6"), ("通办的事", "2.4"),
      // Not a character that the model knows.
      ("通办员", "5.1"), ("龗", ""), ("龘", "9.8"), ("龘靐", "9.8"), ("龖龘靐", "9.8"),
    ]
    // One after the other with the same working memory: no text leaves a cue to the next.
    for order in [expected, expected.reversed()] {
      let found = try SmallModel().caseIDs(order.map(\.0), cues: cues)
      #expect(found == order.map(\.1))
    }
  }
}

/// A model of two cases that knows the concepts `appliance` and `bill`.
private struct SmallModel {
  let taxonomy: Taxonomy

  init() throws { taxonomy = try TaxonomyFile.builtIn() }

  private func yaml(_ phrases: [String]) -> String {
    let appliances = (["冰箱", "彩电", "空调"] + phrases).joined(separator: ", ")
    return "concepts:\n  - {id: appliance, zh: 家电, phrases: [\(appliances)]}\n"
      + "  - {id: bill, zh: 电费, phrases: [电费, 账单]}\n"
  }

  func caseID(_ text: String, phrases: [String]) throws -> String {
    try #require(caseIDs([text], phrases: phrases).first)
  }

  func caseIDs(
    _ texts: [String],
    phrases: [String] = [],
    cues: String = ""
  ) throws -> [String] {
    let bill = try #require(taxonomy.tag(category: "fee-collection", caseID: "2.4"))
    let damage = try #require(taxonomy.tag(category: "communication", caseID: "9.6"))
    let tickets = ["冰箱", "彩电", "空调", "冰箱", "彩电", "空调"].flatMap { word in
      [
        LabelledTicket(text: "\(word)坏了", tag: damage, also: []),
        LabelledTicket(text: "电费的事", tag: bill, also: []),
        LabelledTicket(text: "通办账单", tag: bill, also: []),
      ]
    }
    let learned = try LexiconFile.parse(yaml([]), taxonomy: taxonomy)
    let model = train([tickets], taxonomy: taxonomy, lexicon: learned)
    let used = try LexiconFile.parse(yaml(phrases) + cues, taxonomy: taxonomy)
    let classifier = try Classifier(model: model, taxonomy: taxonomy, lexicon: used)
    var scratch = classifier.makeScratch()
    var found: [String] = []
    for text in texts {
      let tagging = Array(text.utf8).withUnsafeBufferPointer {
        classifier.classify($0, scratch: &scratch)
      }
      found.append(taxonomy[tagging.tag].caseID)
    }
    return found
  }
}
