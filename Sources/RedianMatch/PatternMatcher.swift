/// Finds grams (runs of 1 to 3 characters, every occurrence) and phrases (of any length, the
/// longest from left to right) in UTF-8 text.
///
/// Walks from all characters go down the trie together, depth by depth, so that their loads overlap.
/// Immutable; a caller brings the buffers. No state is carried from text to text and nothing is
/// allocated once the buffers have grown. At most 65,534 grams and 32,766 concepts.
package struct PatternMatcher: Sendable {
  private let alphabet: Alphabet
  /// Gram and phrase of a single character, by character number.
  private var singles: [TrieTable.Slot]
  private var table: TrieTable
  private let demand: DemandFinder

  /// A matcher of patterns given as normalised characters; the n-th gram's number is n.
  ///
  /// Patterns with characters beyond the basic plane and empty ones never match, nor do grams of
  /// more than three characters. Of equal phrases the last one counts.
  package init(grams: [[UInt32]], phrases: [(characters: [UInt32], concept: UInt16)]) {
    alphabet = Alphabet(
      [DemandFinder.clauseMarks] + DemandFinder.words + grams + phrases.map(\.characters)
    )
    demand = DemandFinder(characters: alphabet.count, numbers: alphabet.numbers(of:))
    singles = [TrieTable.Slot](repeating: TrieTable.Slot(), count: alphabet.count)
    table = TrieTable(entries: Self.beginnings(of: grams + phrases.map(\.characters)))
    for (number, gram) in grams.enumerated() where (1...3).contains(gram.count) {
      enter(gram) { $0.gram = UInt16(number) }
    }
    for (characters, concept) in phrases where !characters.isEmpty {
      enter(characters) { $0.phrase = $0.phrase & TrieTable.hasChildren | (concept + 1) }
    }
  }

  /// How many different beginnings of two or more characters the patterns have.
  private static func beginnings(of patterns: [[UInt32]]) -> Int {
    var seen: Set<UInt64> = []
    for pattern in patterns {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for (index, scalar) in pattern.enumerated() {
        hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01b3
        if index > 0 { seen.insert(hash) }
      }
    }
    return seen.count
  }

  private mutating func enter(_ pattern: [UInt32], _ mark: (inout TrieTable.Slot) -> Void) {
    guard let known = alphabet.numbers(of: pattern) else { return }
    guard known.count > 1 else { return mark(&singles[Int(known[0])]) }
    var slot = table.insert(TrieTable.pairKey(known[0], known[1]))
    for character in known.dropFirst(2) {
      table.update(slot) { $0.phrase |= TrieTable.hasChildren }
      slot = table.insert(TrieTable.childKey(slot, character))
    }
    table.update(slot, mark)
  }

  /// Finds everything in a text.
  package func match(_ text: UnsafeBufferPointer<UInt8>, into matches: inout Matches) {
    matches.begin(bytes: text.count)
    matches.count = alphabet.read(text, into: matches.characters)
    // What follows the last character is unknown: a walk ends there by itself.
    matches.characters[matches.count] = 0
    matches.demand = demand.clause(matches.characters, count: matches.count)
    table.withView { table in
      visitCharacters(table, &matches)
      Self.touchChildren(table, matches)
      Self.visitPairs(table, &matches)
      var length = 3
      while matches.walks > 0 {
        Self.touchChildren(table, matches)
        Self.visitChildren(table, length, &matches)
        length += 1
      }
    }
    matches.choosePhrases()
  }

  /// Depth 1: every character, which begins a walk where another one follows.
  @inline(__always)
  private func visitCharacters(_ table: TrieTable.View, _ matches: inout Matches) {
    let demand = matches.demand
    visitCharacters(0..<demand.lowerBound, table, &matches)
    let first = matches.gramCount
    visitCharacters(demand, table, &matches)
    matches.demandSingleRange = first..<matches.gramCount
    visitCharacters(demand.upperBound..<matches.count, table, &matches)
  }

  @inline(__always)
  private func visitCharacters(
    _ characters: Range<Int>,
    _ table: TrieTable.View,
    _ matches: inout Matches
  ) {
    singles.withUnsafeBufferPointer { singles in
      for start in characters {
        matches.beginCharacter(start)
        let character = matches.characters[start]
        guard character != 0 else { continue }
        matches.visit(singles[Int(character)], start: start, length: 1)
        let next = matches.characters[start + 1]
        guard next != 0 else { continue }
        let key = TrieTable.pairKey(UInt32(character), UInt32(next))
        matches.goOn(start, key: key, isOpen: table.mayHave(key))
      }
    }
  }

  /// Depth 2.
  @inline(__always)
  private static func visitPairs(_ table: TrieTable.View, _ matches: inout Matches) {
    let demand = matches.demand
    let inside = matches.walks(
      in: demand.lowerBound..<max(demand.lowerBound, demand.upperBound - 1)
    )
    let all = matches.walks
    matches.walks = 0
    visitChildren(0..<inside.lowerBound, table, 2, &matches)
    let first = matches.gramCount
    visitChildren(inside, table, 2, &matches)
    matches.demandPairRange = first..<matches.gramCount
    visitChildren(inside.upperBound..<all, table, 2, &matches)
  }

  /// Looks at the home slot of every walk's key, one independent load after the other: the loads
  /// overlap, and the search that follows finds its slots in the cache.
  @inline(__always)
  private static func touchChildren(_ table: TrieTable.View, _ matches: borrowing Matches) {
    for walk in 0..<matches.walks { table.touch(matches.keys[walk]) }
  }

  /// Follows every walk to its node of depth `length`; walks that can go on stay.
  @inline(__always)
  private static func visitChildren(
    _ table: TrieTable.View,
    _ length: Int,
    _ matches: inout Matches
  ) {
    let walks = matches.walks
    matches.walks = 0
    visitChildren(0..<walks, table, length, &matches)
  }

  @inline(__always)
  private static func visitChildren(
    _ walks: Range<Int>,
    _ table: TrieTable.View,
    _ length: Int,
    _ matches: inout Matches
  ) {
    for walk in walks {
      let slot = table.find(matches.keys[walk])
      guard slot >= 0 else { continue }
      let node = table.slots[slot]
      let start = matches.start(of: walk)
      matches.visit(node, start: start, length: length)
      let next = matches.characters[start + length]
      guard next != 0, node.phrase & TrieTable.hasChildren != 0 else { continue }
      let key = TrieTable.childKey(slot, UInt32(next))
      matches.goOn(start, key: key, isOpen: table.mayHave(key))
    }
  }
}
