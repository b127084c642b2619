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

  init(_ lexicon: Lexicon) {
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

  /// Working memory, used again for every text.
  struct Room: ~Copyable {
    fileprivate var matches = Matches()
    /// Which cues a text sets off, none of them between two texts.
    fileprivate var isFound: [Bool]
  }

  func makeRoom() -> Room { Room(isFound: [Bool](repeating: false, count: cues.count)) }

  /// Adds the weight of every cue that is set off; `concepts` are what the text is about.
  func add(
    _ text: UnsafeBufferPointer<UInt8>,
    about concepts: UnsafeBufferPointer<UInt16>,
    to scores: inout [Float],
    room: inout Room
  ) {
    guard !cues.isEmpty else { return }
    matcher.match(text, into: &room.matches)
    for phrase in room.matches.concepts {
      for number in owners[Int(phrase)] { room.isFound[number] = true }
    }
    for number in cues.indices where room.isFound[number] {
      room.isFound[number] = false
      let cue = cues[number]
      let isAbout = { (concept: Int) in concepts.contains(UInt16(concept)) }
      if cue.with.allSatisfy(isAbout), !cue.without.contains(where: isAbout) {
        scores[Int(cue.tag.rawValue)] += cue.weight
      }
    }
  }
}
