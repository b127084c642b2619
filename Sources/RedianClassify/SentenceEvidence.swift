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
  /// as they speak at least a tenth as much and the piece stays short. Empty for an empty text; of a long one the
  /// beginning is searched.
  package func sentence(of text: String, for tag: TagID) -> Range<Int> {
    let letters = Array(text.unicodeScalars.prefix(Self.mostExplained))
    var loss = PieceLoss(self, letters, tag)
    let sentences = cut(letters, 0..<letters.count, at: sentenceEnds)
    guard let sentence = loss.largest(of: sentences) else { return 0..<0 }
    if sentence.count <= Self.longest { return sentence }
    let clauses = cut(letters, sentence, at: clauseEnds)
    guard let middle = loss.largest(of: clauses), let place = clauses.firstIndex(of: middle) else {
      return sentence
    }
    var piece = middle
    let enough = loss.without(piece) / 10
    for next in clauses[(place + 1)...] {
      let whole = piece.lowerBound..<next.upperBound
      guard whole.count <= Self.longest, loss.without(next) > enough else { break }
      piece = whole
    }
    for before in clauses[..<place].reversed() {
      let whole = before.lowerBound..<piece.upperBound
      guard whole.count <= Self.longest, loss.without(before) > enough else { break }
      piece = whole
    }
    return piece
  }
}

/// What a tag's score loses without a piece of a text.
private struct PieceLoss: ~Copyable {
  private let tag: Int
  private var scores: ScoresWithout
  private let whole: Float

  init(_ classifier: Classifier, _ letters: [Unicode.Scalar], _ tag: TagID) {
    let tag = Int(tag.rawValue)
    var scores = ScoresWithout(
      classifier,
      characters: letters.map { UTF8.encode($0) ?? UTF8.encodedReplacementCharacter }
    )
    whole = scores.read(0..<0) { $0[tag] }
    self.tag = tag
    self.scores = scores
  }

  /// The piece without which the score loses most; of equal ones the first.
  mutating func largest(of pieces: [Range<Int>]) -> Range<Int>? {
    var best: (piece: Range<Int>, loss: Float)?
    for piece in pieces {
      let loss = without(piece)
      if let known = best, known.loss >= loss { continue }
      best = (piece, loss)
    }
    return best?.piece
  }

  /// The loss without some characters.
  mutating func without(_ piece: Range<Int>) -> Float {
    whole - scores.read(piece) { $0[tag] }
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
