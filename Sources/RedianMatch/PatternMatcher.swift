/// Finds grams (runs of 1 to 3 characters, every occurrence) and phrases (of any length, the
/// longest from left to right) in UTF-8 text.
///
/// Walks from all characters go down the trie together, depth by depth, so that their loads overlap.
/// Immutable; a caller brings the buffers. No state is carried from text to text and nothing is
/// allocated once the buffers have grown. At most 65,534 grams and 32,766 concepts.
package struct PatternMatcher: Sendable {
  private let alphabet: Alphabet
  /// Gram and phrase of a single character, by character number.
  private var singles: [TrieTable.Mark]
  private var table: TrieTable

  /// A matcher of patterns given as normalised characters; the n-th gram's number is n.
  ///
  /// Patterns with characters beyond the basic plane and empty ones never match, nor do grams of
  /// more than three characters. Of equal phrases the last one counts.
  package init(grams: [[UInt32]], phrases: [(characters: [UInt32], concept: UInt16)]) {
    alphabet = Alphabet(grams + phrases.map(\.characters))
    singles = [TrieTable.Mark](repeating: TrieTable.Mark(), count: alphabet.count)
    table = TrieTable(entries: Self.beginnings(of: grams + phrases.map(\.characters)))
    for (number, gram) in grams.enumerated() where (1...3).contains(gram.count) {
      enter(gram) { $0.gram = UInt16(number) }
    }
    for (characters, concept) in phrases where !characters.isEmpty {
      enter(characters) { $0.concept = concept + 1 }
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

  private mutating func enter(_ pattern: [UInt32], _ mark: (inout TrieTable.Mark) -> Void) {
    guard let known = alphabet.numbers(of: pattern) else { return }
    guard known.count > 1 else { return mark(&singles[Int(known[0])]) }
    var slot = table.insert(TrieTable.pairKey(known[0], known[1]))
    for character in known.dropFirst(2) {
      table.update(slot) { $0.open() }
      slot = table.insert(TrieTable.childKey(slot, character))
    }
    table.update(slot, mark)
  }

  /// Finds everything in a text.
  package func match(_ text: UnsafeBufferPointer<UInt8>, into matches: inout Matches) {
    find(text, &matches)
    matches.choosePhrases()
  }

  /// Finds the longest phrase at every place of a text, overlapping ones too.
  package func matchEverywhere(_ text: UnsafeBufferPointer<UInt8>, into matches: inout Matches) {
    find(text, &matches)
    matches.takePhrases()
  }

  @inline(__always)
  private func find(_ text: UnsafeBufferPointer<UInt8>, _ matches: inout Matches) {
    matches.begin(bytes: text.count)
    matches.count = alphabet.read(text, into: matches.characters)
    // What follows the last character is unknown: a walk ends there by itself.
    matches.characters[matches.count] = 0
    matches.gramCount = walk(matches.walker, characters: matches.count)
  }

  /// Walks down from every character; returns how many grams were found.
  private func walk(_ beginning: Walker, characters: Int) -> Int {
    table.withView { table in
      singles.withUnsafeBufferPointer { singles in
        // A variable of the innermost function: what is captured would lie in memory.
        var walker = beginning
        walker.visitCharacters(characters, singles, table)
        var length = 2
        while walker.walks > 0 {
          walker.prefetchNodes(table)
          walker.visitNodes(table, length: length)
          length += 1
        }
        return walker.gramCount
      }
    }
  }
}
