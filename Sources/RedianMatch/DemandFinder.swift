/// Finds the clause in which a customer says what is wanted.
///
/// Many-sided stories have several topics and one demand, and it mostly stands in the last clause with
/// a word of asking. Where there is no such word it is the last sentence.
struct DemandFinder: Sendable {
  /// Words of asking, in normalised characters.
  ///
  /// A model has learned with them: after a change it must be trained anew.
  static let words = [
    "要求", "希望", "请", "建议", "咨询", "问", "能否", "诉求", "恳求", "盼", "能不能", "可否", "想知道", "何时", "什么时候",
    "怎么", "为什么", "投诉", "反映", "强烈",
  ].map(TextScalars.of)
  static let sentenceMarks: [UInt32] = TextScalars.of("。!?;")
  static let clauseMarks: [UInt32] = TextScalars.of("。!?;,")
  /// A shorter rest behind the last mark is no sentence.
  private static let shortest = 4

  private enum Mark {
    case none
    case clause
    case sentence
  }

  /// By character number.
  private let marks: [Mark]
  private let begins: [Bool]
  private let words: [[UInt16]]

  /// `numbers` gives the alphabet's numbers of a pattern; every word and mark has them.
  init(characters: Int, numbers: ([UInt32]) -> [UInt32]?) {
    var marks = [Mark](repeating: .none, count: characters)
    var begins = [Bool](repeating: false, count: characters)
    for mark in Self.clauseMarks {
      let isSentence = Self.sentenceMarks.contains(mark)
      let kind: Mark = isSentence ? .sentence : .clause
      if let number = numbers([mark])?.first { marks[Int(number)] = kind }
    }
    words = Self.words.compactMap { numbers($0)?.map { UInt16($0) } }
    for word in words { begins[Int(word[0])] = true }
    self.marks = marks
    self.begins = begins
  }

  /// The clause's place in a text of `count` character numbers with a 0 behind them.
  func clause(_ characters: UnsafePointer<UInt16>, count: Int) -> Range<Int> {
    var place = count - 1
    while place >= 0 {
      if begins[Int(characters[place])], beginsWord(characters + place, left: count - place) {
        return clause(characters, around: place, count: count)
      }
      place -= 1
    }
    return lastSentence(characters, count: count)
  }

  private func beginsWord(_ characters: UnsafePointer<UInt16>, left: Int) -> Bool {
    words.contains { $0.count <= left && characters.begin(with: $0) }
  }

  private func clause(
    _ characters: UnsafePointer<UInt16>,
    around place: Int,
    count: Int
  ) -> Range<Int> {
    var start = place
    var end = place
    while start > 0, marks[Int(characters[start - 1])] == .none { start -= 1 }
    while end < count, marks[Int(characters[end])] == .none { end += 1 }
    return start..<end
  }

  private func lastSentence(_ characters: UnsafePointer<UInt16>, count: Int) -> Range<Int> {
    var end = count
    while end > 0 {
      var start = end
      while start > 0, marks[Int(characters[start - 1])] != .sentence { start -= 1 }
      if end - start >= Self.shortest { return start..<end }
      end = start - 1
    }
    return 0..<count
  }
}

extension UnsafePointer<UInt16> {
  /// Whether the character numbers from here on begin with those of a word; as many must be there.
  func begin(with word: [UInt16]) -> Bool { word.indices.allSatisfy { self[$0] == word[$0] } }
}
