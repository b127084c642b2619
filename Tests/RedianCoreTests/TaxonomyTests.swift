import RedianCore
import Testing

/// What the business of a taxonomy is: outages and late crews are told by ids, never by numbers.
@Suite struct TaxonomyTests {
  private func taxonomy(_ id: String) -> Taxonomy {
    Taxonomy(chapters: [
      .init(id: "first", number: 1, chinese: "甲", english: "A", cases: [("1.2", "子", "a")]),
      .init(
        id: id,
        number: 2,
        chinese: "乙",
        english: "B",
        cases: [("1.3", "丑", "b"), ("1.4", "寅", "c")]
      ),
    ])
  }

  @Test func repairsAreTheChapterOfTheirID() {
    let repairs = taxonomy("fault-repair")
    #expect(repairs.repairChapter == 1)
    #expect(repairs.repairTags == 2..<5)
    #expect(repairs.lateArrivals == [TagID(rawValue: 4)])
  }

  @Test func otherBusinessHasNoRepairs() {
    let other = taxonomy("second")
    #expect(other.repairChapter == nil)
    #expect(other.repairTags.isEmpty)
    #expect(other.lateArrivals.isEmpty)
  }

  @Test(arguments: [
    // Tags: 0 first, 1 its case; 2 the second chapter, 3 and 4 its cases; 5 other.
    (4, 3, true), (2, 3, false), (3, 2, true), (0, 3, true), (5, 3, false), (3, 5, true),
  ])
  func whatSaysMoreThanTheTag(further: Int, primary: Int, expected: Bool) {
    #expect(taxonomy("second").isFurther(further, than: primary) == expected)
  }

  @Test(arguments: [
    ("fault-repiar", "fault-repair"), ("metring", "metering"), ("property", nil), ("other", nil),
    ("1.9", nil),
  ])
  func onlyANameThatIsLikeIsNearest(wrong: String, right: String?) {
    #expect(nearest(wrong, ["fault-repair", "fee-collection", "metering", "1.1"]) == right)
  }
}
