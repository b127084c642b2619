import RedianCore

/// The scores of a text without a piece of it: a mark that no word has stands in the piece's place.
struct ScoresWithout: ~Copyable {
  private let classifier: Classifier
  private let bytes: [UInt8]
  /// Bytes before each character, and all of them at the end.
  private let offsets: [Int]
  private var scratch: Classifier.Scratch
  private var rest: [UInt8] = []
  private let none: [Float]

  /// `characters` are what pieces are counted in, each as UTF-8.
  init(_ classifier: Classifier, characters: some Sequence<some Sequence<UInt8>>) {
    self.classifier = classifier
    var bytes: [UInt8] = []
    var offsets = [0]
    for character in characters {
      bytes += character
      offsets.append(bytes.count)
    }
    self.bytes = bytes
    self.offsets = offsets
    scratch = classifier.makeScratch()
    none = scratch.scores.map { _ in 0 }
  }

  /// Lends the scores without the characters of `piece`; all zero where nothing of the rest is known.
  mutating func read<Result>(_ piece: Range<Int>, _ body: ([Float]) -> Result) -> Result {
    rest.removeAll(keepingCapacity: true)
    rest += bytes[..<offsets[piece.lowerBound]]
    if !piece.isEmpty { rest += UTF8.encodedReplacementCharacter }
    rest += bytes[offsets[piece.upperBound]...]
    let isKnown = rest.withUnsafeBufferPointer { classifier.score($0, &scratch) }
    return body(isKnown ? scratch.scores : none)
  }
}
