package import RedianCore

/// Where a sentence ends.
private let sentenceEnds = Set("。！？；!?;\n\r".unicodeScalars)
/// Where a long sentence may be cut.
private let clauseEnds = Set("，,、：: \u{3000}".unicodeScalars)

extension Classifier {
  /// A sentence longer than this is cut at its commas.
  private static let longest = 40

  /// The sentence that speaks most for a tag, as a range of Unicode scalars.
  ///
  /// Of a long sentence the clause that speaks most for the tag, with the clauses beside it as long
  /// as they speak at least a tenth as much and the piece stays short. Empty for an empty text.
  package func sentence(of text: String, for tag: TagID) -> Range<Int> {
    let letters = Array(text.unicodeScalars)
    let whole = score(letters[...], tag)
    // What the tag's score loses without a piece.
    func sum(_ range: Range<Int>) -> Float {
      whole - score(letters[..<range.lowerBound] + ["\u{fffd}"] + letters[range.upperBound...], tag)
    }
    func best(_ pieces: [Range<Int>]) -> Int? {
      let sums = pieces.map(sum)
      return pieces.indices.max { (sums[$0], -$0) < (sums[$1], -$1) }
    }
    let sentences = cut(letters, 0..<letters.count, at: sentenceEnds)
    guard let sentence = best(sentences).map({ sentences[$0] }) else { return 0..<0 }
    if sentence.count <= Self.longest { return sentence }
    let clauses = cut(letters, sentence, at: clauseEnds)
    guard let middle = best(clauses) else { return sentence }
    var piece = clauses[middle]
    let enough = sum(piece) / 10
    func joins(_ clause: Range<Int>, _ whole: Range<Int>) -> Bool {
      sum(clause) > enough && whole.count <= Self.longest
    }
    for next in clauses[(middle + 1)...] {
      let whole = piece.lowerBound..<next.upperBound
      guard joins(next, whole) else { break }
      piece = whole
    }
    for before in clauses[..<middle].reversed() {
      let whole = before.lowerBound..<piece.upperBound
      guard joins(before, whole) else { break }
      piece = whole
    }
    return piece
  }

  private func score(_ letters: ArraySlice<Unicode.Scalar>, _ tag: TagID) -> Float {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: letters)
    return Array(String(text).utf8).withUnsafeBufferPointer {
      allScores($0).scores[Int(tag.rawValue)]
    }
  }
}

/// The pieces of a range between marks, without the marks.
private func cut(
  _ letters: [Unicode.Scalar],
  _ range: Range<Int>,
  at marks: Set<Unicode.Scalar>
) -> [Range<Int>] {
  letters[range].indices.split { marks.contains(letters[$0]) }
    .map { $0.startIndex..<$0.endIndex }
}
