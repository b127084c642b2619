import RedianCore
import Testing

@testable import RedianClassify

@Suite struct TaxonomyFileTests {
  @Test(arguments: [
    (
      "chapters: []\nchapters: []", "1:1",
      "node(RedianClassify.NodeFault.yaml(\"chapters: duplicated keys\"))"
    ),
    ("chapters: []", "1:1", "noChapters"), ("", "1:1", "noChapters"),
    (
      "hotline: [1]\nchapters:\n  - {id: a, number: 1, zh: 甲, en: A}", "1:1",
      "node(RedianClassify.NodeFault.missing(key: \"hotline\"))"
    ),
    ("hotline: \"\"\nchapters:\n  - {id: a, number: 1, zh: 甲, en: A}", "1:10", "badName(\"\")"),
    ("chapters: {a: b}", "1:11", "node(RedianClassify.NodeFault.notAList(key: \"chapters\"))"),
    (
      "chapters:\n  - {id: a, number: 1, zh: 甲}", "2:5",
      "node(RedianClassify.NodeFault.missing(key: \"en\"))"
    ),
    (
      "chapters:\n  - {id: a, number: 一, zh: 甲, en: A}", "2:21",
      "node(RedianClassify.NodeFault.notANumber(\"一\"))"
    ),
    ("chapters:\n  - {id: other, number: 1, zh: 甲, en: A}", "2:10", "twice(id: \"other\")"),
    ("chapters:\n  - {id: \"a,b\", number: 1, zh: 甲, en: A}", "2:10", "badID(\"a,b\")"),
    (
      "chapters:\n  - {id: a, number: 1, zh: 甲, en: A, cases: [{id: a, zh: 乙, en: B}]}", "2:51",
      "twice(id: \"a\")"
    ),
    (
      "chapters:\n  - {id: a, number: 1, zh: 甲, en: A}\n  - {id: b, number: 1, zh: 乙, en: B}",
      "3:21", "numberTwice(1)"
    ),
    ("chapters:\n  - {id: date, number: 1, zh: 甲, en: A}", "2:10", "twice(id: \"date\")"),
    ("chapters:\n  - {id: a, number: 0, zh: 甲, en: A}", "2:21", "badNumber(0)"),
    ("chapters:\n  - {id: a, number: 1, zh: 合计, en: A}", "2:28", "nameTwice(\"合计\")"),
    ("chapters:\n  - {id: a, number: 1, zh: ' ', en: A}", "2:28", "badName(\" \")"),
    (
      "chapters:\n  - {id: a, number: 1, zh: 甲, en: A, cases: [{id: b, zh: \"乙\\n丙\", en: B}]}",
      "2:58", "badName(\"乙\\n丙\")"
    ),
    (
      "chapters:\n  - {id: a, number: 1, zh: 甲, en: A}\n  - {id: b, number: 2, zh: 甲, en: B}",
      "3:28", "nameTwice(\"甲\")"
    ),
    (
      "chapters:\n  - {id: a, number: 1, zh: 甲, en: A, case: []}", "2:38",
      "node(RedianClassify.NodeFault.unknownKey(\"case\"))"
    ),
  ])
  func aMistakeHasItsPlace(yaml: String, place: String, reason: String) throws {
    let error = #expect(throws: TaxonomyError.self) { try TaxonomyFile.parse(yaml) }
    let mistakes = try #require(error?.mistakes)
    #expect(mistakes.map { "\($0.line):\($0.column) \($0.reason)" } == ["\(place) \(reason)"])
  }

  @Test func aHotlineMayBeNamed() throws {
    let chapters = "chapters:\n  - {id: a, number: 1, zh: 甲, en: A}\n"
    #expect(try TaxonomyFile.parse("hotline: 12345\n" + chapters).hotline == "12345")
    for none in ["", "hotline:\n", "hotline: ~\n"] {
      #expect(try TaxonomyFile.parse(none + chapters).hotline.isEmpty)
    }
    let prints = try ["", "hotline: 12345\n"].map {
      try TaxonomyFile.parse($0 + chapters).fingerprint
    }
    #expect(prints[0] == prints[1])
    #expect(try TaxonomyFile.builtIn().hotline == "95598")
  }

  @Test func aNameMayBeTheSameInBothLanguages() throws {
    let yaml = "chapters:\n  - {id: vip, number: 1, zh: VIP, en: VIP}\n"
    #expect(try TaxonomyFile.parse(yaml).categories.count == 2)
  }

  @Test func idsMayBeChinese() throws {
    let yaml =
      "chapters:\n  - {id: 抢修, number: 1, zh: 抢修, en: Repair, cases: [{id: 一.1, zh: 甲, en: A}]}"
    let taxonomy = try TaxonomyFile.parse(yaml)
    #expect(taxonomy.tags.map(\.caseID) == ["", "一.1", ""])
  }

  @Test func allMistakesAreToldAtOnce() {
    let error = #expect(throws: TaxonomyError.self) {
      try TaxonomyFile.parse("chapters:\n  - {id: a}\n  - {id: a, number: 1, zh: 甲, en: A}")
    }
    #expect(error?.mistakes.map(\.line) == [2, 2, 2, 3])
  }
}
