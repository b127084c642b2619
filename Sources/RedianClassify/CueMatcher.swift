import RedianCore
import RedianMatch

/// Finds an analyst's cues in texts.
///
/// Texts pay for it only where the lexicon has cues.
struct CueMatcher: Sendable {
  private let cues: [Lexicon.Cue]
  private let matcher: PatternMatcher
  /// The cues a phrase belongs to.
  private let owners: [[Int]]

  /// Nil for a lexicon without cues.
  init?(_ lexicon: Lexicon) {
    guard !lexicon.cues.isEmpty else { return nil }
    cues = lexicon.cues
    var owners: [[UInt32]: [Int]] = [:]
    for (number, cue) in cues.enumerated() {
      for phrase in Set(cue.phrases.map(TextScalars.of)) {
        owners[phrase, default: []].append(number)
      }
    }
    let phrases = owners.keys.sorted { $0.lexicographicallyPrecedes($1) }
    self.owners = phrases.map { owners[$0] ?? [] }
    matcher = PatternMatcher(
      grams: [],
      phrases: phrases.enumerated().map { ($0.element, UInt16($0.offset)) }
    )
  }

  /// Adds the weight of every cue that is set off; `hasConcept` tells what the text is about.
  func add(
    _ text: UnsafeBufferPointer<UInt8>,
    to scores: inout [Float],
    matches: inout Matches,
    hasConcept: (Int) -> Bool
  ) {
    matcher.match(text, into: &matches)
    var found: Set<Int> = []
    for phrase in matches.concepts { found.formUnion(owners[Int(phrase)]) }
    for number in found.sorted() {
      let cue = cues[number]
      if cue.with.allSatisfy(hasConcept), !cue.without.contains(where: hasConcept) {
        scores[Int(cue.tag.rawValue)] += cue.weight
      }
    }
  }
}
