/// Finds a word of thanks that closes a text.
///
/// Agents and customers end with it whatever the matter is ("望核实，谢谢。"), but tickets that are about thanks
/// say it too, so a model takes it for a sign of those. Closing a text behind a mark it tells nothing.
struct ClosingThanks: Sendable {
  /// Words of thanks, in normalised characters.
  ///
  /// A model has learned without them: after a change it must be trained anew.
  static let words = ["谢谢您", "谢谢你", "谢谢"].map(TextScalars.of)
  static let marks: [UInt32] = TextScalars.of("。!?;,、~ ")

  /// By character number.
  private let isMark: [Bool]
  private let words: [[UInt16]]

  /// `numbers` gives the alphabet's numbers of a pattern; every word and mark has them.
  init(characters: Int, numbers: ([UInt32]) -> [UInt32]?) {
    var isMark = [Bool](repeating: false, count: characters)
    for mark in Self.marks {
      if let number = numbers([mark])?.first { isMark[Int(number)] = true }
    }
    self.isMark = isMark
    words = Self.words.compactMap { numbers($0)?.map { UInt16($0) } }
  }

  /// How many of `count` character numbers are left without the closing thanks and the marks around it; all
  /// where there is none, and where nothing would be left.
  func end(of characters: UnsafePointer<UInt16>, count: Int) -> Int {
    let end = withoutMarks(characters, count)
    for word in words {
      let start = end - word.count
      guard start > 0, (characters + start).begin(with: word) else { continue }
      let rest = withoutMarks(characters, start)
      return rest < start && rest > 0 ? rest : count
    }
    return count
  }

  private func withoutMarks(_ characters: UnsafePointer<UInt16>, _ count: Int) -> Int {
    var end = count
    while end > 0, isMark[Int(characters[end - 1])] { end -= 1 }
    return end
  }
}
