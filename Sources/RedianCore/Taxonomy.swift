/// The index of a tag in ``Taxonomy/tags``.
package struct TagID: RawRepresentable, Sendable, Hashable, Comparable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static func < (left: TagID, right: TagID) -> Bool { left.rawValue < right.rawValue }

  /// "No tag": an absent second tag.
  package static let none = TagID(rawValue: .max)
}

/// The chapters and cases of the book, the flat list of tags made of them, and whose tickets they are.
///
/// A ticket's primary label is one tag: a case, the routine business of a chapter, or `other`.
/// Tags are numbered chapter by chapter (routine first, then its cases), `other` last; a built-in
/// taxonomy has 9 + 61 + 1 = 71 of them. A taxonomy holds at most 250 tags.
package struct Taxonomy: Sendable, Equatable {
  /// A chapter, or the catch-all `other`.
  package struct Category: Sendable, Equatable {
    package let id: String
    /// The chapter's number in the book; 0 for `other`.
    package let number: Int
    package let chinese: String
    package let english: String
    /// The chapter's tags: its routine tag and its cases; only the one tag for `other`.
    package let tags: Range<Int>
  }

  /// A leaf of the taxonomy.
  package struct Tag: Sendable, Equatable {
    /// Index into ``Taxonomy/categories``.
    package let category: Int
    /// The case id such as `1.2`; empty for routine and `other`.
    package let caseID: String
    package let chinese: String
    package let english: String
    package var isRoutine: Bool { caseID.isEmpty }
  }

  /// One chapter as a taxonomy file states it.
  package struct Chapter: Sendable, Equatable {
    package let id: String
    package let number: Int
    package let chinese: String
    package let english: String
    package let cases: [(id: String, chinese: String, english: String)]

    package init(
      id: String,
      number: Int,
      chinese: String,
      english: String,
      cases: [(id: String, chinese: String, english: String)]
    ) {
      self.id = id
      self.number = number
      self.chinese = chinese
      self.english = english
      self.cases = cases
    }

    package static func == (left: Chapter, right: Chapter) -> Bool {
      left.id == right.id && left.number == right.number && left.chinese == right.chinese
        && left.english == right.english && left.cases.elementsEqual(right.cases, by: ==)
    }
  }

  package let categories: [Category]
  package let tags: [Tag]
  /// Whose tickets they are, as the report's title says: `95598`; empty where the taxonomy does not say.
  package let hotline: String

  /// A taxonomy of the given chapters, with `other` added last.
  package init(chapters: [Chapter], hotline: String = "") {
    var categories: [Category] = []
    var tags: [Tag] = []
    for chapter in chapters {
      let first = tags.count
      let index = categories.count
      tags.append(Tag(category: index, caseID: "", chinese: "常规业务", english: "Routine"))
      for item in chapter.cases {
        tags.append(
          Tag(category: index, caseID: item.id, chinese: item.chinese, english: item.english)
        )
      }
      categories.append(
        Category(
          id: chapter.id,
          number: chapter.number,
          chinese: chapter.chinese,
          english: chapter.english,
          tags: first..<tags.count
        )
      )
    }
    tags.append(Tag(category: categories.count, caseID: "", chinese: "其他", english: "Other"))
    categories.append(
      Category(
        id: "other",
        number: 0,
        chinese: "其他",
        english: "Other",
        tags: (tags.count - 1)..<tags.count
      )
    )
    precondition(tags.count <= 250, "a taxonomy holds at most 250 tags")
    self.categories = categories
    self.tags = tags
    self.hotline = hotline
  }

  package var other: TagID { TagID(rawValue: UInt8(tags.count - 1)) }

  /// The chapter of outages and their repair, by its id; nil in a taxonomy of other business.
  package var repairChapter: Int? { categories.firstIndex { $0.id == Self.repairID } }

  /// The tags of the chapter of repairs; none where there is no such chapter.
  package var repairTags: Range<Int> { repairChapter.map { categories[$0].tags } ?? 0..<0 }

  /// The cases of the chapter of repairs whose texts say that the crew came late, or not at all.
  package var lateArrivals: Set<TagID> {
    Set(["1.2", "1.4"].compactMap { tag(category: Self.repairID, caseID: $0) })
  }

  private static let repairID = "fault-repair"

  package subscript(tag: TagID) -> Tag { tags[Int(tag.rawValue)] }

  package func category(of tag: TagID) -> Category { categories[self[tag].category] }

  /// A tag as it is written in files: `1.2`, `fault-repair` for its routine business, `other`.
  package func name(of tag: TagID) -> String {
    self[tag].isRoutine ? category(of: tag).id : self[tag].caseID
  }

  /// Whether a tag says more of a ticket than the tag it has: not `other`, nor what a case is a case of.
  package func isFurther(_ tag: Int, than primary: Int) -> Bool {
    let isOwnChapter = tags[tag].isRoutine && tags[tag].category == tags[primary].category
    return tag != tags.count - 1 && !isOwnChapter
  }

  /// The tag of a category id and a case id (empty for routine), or nil where there is none.
  package func tag(category: String, caseID: String) -> TagID? {
    guard let chapter = categories.first(where: { $0.id == category }) else { return nil }
    return chapter.tags.first { tags[$0].caseID == caseID }.map { TagID(rawValue: UInt8($0)) }
  }

  /// The tag of a case id, or of a category id (its routine tag): the form used in `also`.
  package func tag(caseOrCategory id: String) -> TagID? {
    if let chapter = categories.first(where: { $0.id == id }) {
      return TagID(rawValue: UInt8(chapter.tags.lowerBound))
    }
    return tags.firstIndex { !$0.caseID.isEmpty && $0.caseID == id }.map {
      TagID(rawValue: UInt8($0))
    }
  }
}
