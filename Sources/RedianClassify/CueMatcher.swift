import RedianCore
import RedianMatch

/// Finds an analyst's cues in texts.
///
/// Texts pay for it only where the lexicon has cues.
struct CueMatcher: Sendable {
  private let cues: [Lexicon.Cue]
  private let matcher: PatternMatcher
  /// The cues of each phrase and of the phrases that it begins with: at a place the longest phrase is found.
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
    self.owners = phrases.map { phrase in
      (1...max(phrase.count, 1)).flatMap { owners[Array(phrase.prefix($0))] ?? [] }
    }
    matcher = PatternMatcher(
      grams: [],
      phrases: phrases.enumerated().map { ($0.element, UInt16($0.offset)) }
    )
  }

  /// Working memory, used again for every text.
  struct Room: ~Copyable {
    fileprivate var matches = Matches()
    /// A bit a cue, set where the text has one of its phrases; all zero between two texts.
    fileprivate var found: [UInt64]
  }

  func makeRoom() -> Room { Room(found: [UInt64](repeating: 0, count: cues.count / 64 + 1)) }

  /// Adds the weight of every cue that is set off; `concepts` are what the text is about.
  ///
  /// True where one has spoken for a tag.
  func add(
    _ text: UnsafeBufferPointer<UInt8>,
    about concepts: UnsafeBufferPointer<UInt16>,
    to scores: inout [Float],
    room: inout Room
  ) -> Bool {
    var isAny = false
    forEach(in: text, about: concepts, room: &room) { cue in
      scores[Int(cue.tag.rawValue)] += cue.weight
      isAny = isAny || cue.weight > 0
    }
    return isAny
  }

  /// Every cue that is set off, in the order of the lexicon.
  @inline(__always)
  func forEach(
    in text: UnsafeBufferPointer<UInt8>,
    about concepts: UnsafeBufferPointer<UInt16>,
    room: inout Room,
    _ body: (Lexicon.Cue) -> Void
  ) {
    guard !cues.isEmpty else { return }
    matcher.matchEverywhere(text, into: &room.matches)
    guard !room.matches.concepts.isEmpty else { return }
    for phrase in room.matches.concepts {
      for number in owners[Int(phrase)] { room.found[number >> 6] |= 1 << UInt64(number & 63) }
    }
    for word in room.found.indices {
      while room.found[word] != 0 {
        let cue = cues[word * 64 + room.found[word].trailingZeroBitCount]
        room.found[word] &= room.found[word] - 1
        if cue.holds(concepts) { body(cue) }
      }
    }
  }
}

extension Lexicon.Cue {
  /// Whether a text about these concepts meets the conditions.
  fileprivate func holds(_ concepts: UnsafeBufferPointer<UInt16>) -> Bool {
    let isAbout = { (concept: Int) in concepts.contains(UInt16(concept)) }
    return with.allSatisfy(isAbout) && !without.contains(where: isAbout)
  }
}
