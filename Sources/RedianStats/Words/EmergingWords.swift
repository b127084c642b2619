package import RedianCore

/// The text of one ticket of the period or of its baseline.
package struct WordText: Sendable {
  package var ticket: UInt32
  package var isNow: Bool
  package var text: String

  package init(ticket: UInt32, isNow: Bool, text: String) {
    self.ticket = ticket
    self.isNow = isNow
    self.text = text
  }
}

/// A piece of text that more tickets hold than before, and that the classifier has never seen.
package struct EmergingWord: Sendable {
  package var word: String
  /// Tickets read that hold it, now and in the baseline.
  package var count: Int
  package var base: Int
  /// P(at least `count` of them now), hypergeometric, and its Benjamini-Hochberg q over all words.
  package var p: Double
  package var q: Double
  /// The most frequent category of its tickets.
  package var category: Int
  package var examples: [TicketExcerpt]
}

/// Emerging words and the texts that they were looked for in.
package struct EmergingWords: Sendable {
  /// Smallest p first; none shares its tickets with a better one.
  package var words: [EmergingWord] = []
  /// Texts read of the period and of the baseline: all of them, or a random part.
  package var texts = 0
  package var baseTexts = 0
  package var from = CivilDay(number: 0)
  package var to = CivilDay(number: 0)

  package init() {}
}

/// Finds words that rise against the baseline and that no case's lexicon covers.
///
/// Words are runs of two to four Chinese characters with at least one pair that the model has not
/// been trained on, so nothing that a case is recognised by can be one. As with hotspots the best
/// word is taken, its tickets are deleted, and what is left must stand alone.
struct WordFinder {
  private struct Count: Hashable {
    var now = 0
    var base = 0
  }

  private struct Candidate {
    var term: UInt64
    var count: Count
    var p: Double
    var q: Double
  }

  private let texts: [WordText]
  private let knownPairs: Set<UInt32>
  private let table: TicketTable
  private let taxonomy: Taxonomy
  private let options: SummaryOptions
  private let now: Int
  private let base: Int

  init(
    _ texts: [WordText],
    knownPairs: Set<UInt32>,
    _ table: TicketTable,
    _ taxonomy: Taxonomy,
    _ options: SummaryOptions
  ) {
    self.texts = texts
    self.knownPairs = knownPairs
    self.table = table
    self.taxonomy = taxonomy
    self.options = options
    now = texts.count(where: \.isNow)
    base = texts.count - now
  }

  func words() -> [EmergingWord] {
    guard now > 0, base > 0 else { return [] }
    let terms = texts.map { self.terms($0.text) }
    var isLeft = texts.map(\.isNow)
    let candidates = candidates(terms)
    let limit = candidates.last?.p ?? 0
    var words: [EmergingWord] = []
    for candidate in candidates where words.count < options.maxWords {
      let holders = texts.indices.filter { isLeft[$0] && terms[$0].contains(candidate.term) }
      guard holders.count >= options.minimumCount, callers(holders) >= 3,
        p(Count(now: holders.count, base: candidate.count.base)) <= limit
      else { continue }
      words.append(word(candidate, holders))
      for holder in holders { isLeft[holder] = false }
    }
    return words
  }

  /// Terms beyond chance, smallest p first; equal ones: the longer, then the greater number.
  private func candidates(_ terms: [Set<UInt64>]) -> [Candidate] {
    var counts: [UInt64: Count] = [:]
    for (text, terms) in zip(texts, terms) {
      for term in terms {
        if text.isNow { counts[term, default: Count()].now += 1 }
        if !text.isNow { counts[term, default: Count()].base += 1 }
      }
    }
    let tested = counts.filter { $0.value.now + $0.value.base >= options.minimumCount }
      .sorted { $0.key < $1.key }
    // Many terms have the same counts, and so the same probability.
    let known = Dictionary(
      uniqueKeysWithValues: Set(tested.map(\.value)).map { ($0, self.p($0)) }
    )
    let p = tested.map { known[$0.value] ?? self.p($0.value) }
    let q = falseDiscoveryRates(p)
    let found = tested.indices.filter {
      q[$0] <= options.falseDiscoveryRate && tested[$0].value.now >= options.minimumCount
    }
    return found.map {
      Candidate(term: tested[$0].key, count: tested[$0].value, p: p[$0], q: q[$0])
    }
    .sorted { ($0.p, $1.term) < ($1.p, $0.term) }
  }

  /// 1 for a term that did not rise: what it is exactly decides nothing.
  private func p(_ count: Count) -> Double {
    guard count.now * base > count.base * now else { return 1 }
    return Tail.hypergeometric(
      atLeast: count.now,
      drawn: now,
      marked: count.now + count.base,
      total: now + base
    )
  }

  /// The distinct terms of a text: two to four characters in 16 bits each, the first one highest.
  private func terms(_ text: String) -> Set<UInt64> {
    var terms: Set<UInt64> = []
    var run: [UInt64] = []
    /// Steps since the last pair that is not known; large where there is none in reach.
    var sinceNew = 9
    for scalar in text.unicodeScalars {
      guard (0x4e00...0x9fff).contains(scalar.value) else {
        run.removeAll(keepingCapacity: true)
        sinceNew = 9
        continue
      }
      run.append(UInt64(scalar.value))
      sinceNew += 1
      if run.count >= 2 {
        let pair = UInt32(run[run.count - 2] << 16 | run[run.count - 1])
        if !knownPairs.contains(pair) { sinceNew = 0 }
      }
      for length in 2...4 where run.count >= length && sinceNew <= length - 2 {
        terms.insert(run.suffix(length).reduce(0) { $0 << 16 | $1 })
      }
    }
    return terms
  }

  private func callers(_ holders: [Int]) -> Int {
    // A ticket without a caller counts as one of its own.
    let known = holders.map { table[Int(texts[$0].ticket)].caller }
    return Set(known.filter { $0 != 0 }).count + known.count { $0 == 0 }
  }

  private func word(_ candidate: Candidate, _ holders: [Int]) -> EmergingWord {
    let tickets = holders.map { table[Int(texts[$0].ticket)] }
    var categories = [Int](repeating: 0, count: taxonomy.categories.count)
    for ticket in tickets {
      categories[taxonomy[ticket.tag == .none ? taxonomy.other : ticket.tag].category] += 1
    }
    let largest = categories.indices.max { categories[$0] < categories[$1] } ?? 0
    let first = zip(tickets, holders)
      .sorted {
        ($0.0.accepted, $0.0.key.text(table.names)) < ($1.0.accepted, $1.0.key.text(table.names))
      }
    return EmergingWord(
      word: extended(candidate.term, holders),
      count: candidate.count.now,
      base: candidate.count.base,
      p: candidate.p,
      q: candidate.q,
      category: largest,
      examples: first.prefix(options.examplesPerHotspot).map { ticket, holder in
        TicketExcerpt(
          id: ticket.key.text(table.names),
          accepted: ticket.accepted,
          source: ticket.source,
          text: texts[holder].text
        )
      }
    )
  }

  /// The term with the characters around it that at least four in five of its tickets share.
  private func extended(_ term: UInt64, _ holders: [Int]) -> String {
    var word = characters(term)
    for isFront in [false, true] {
      while word.count < 12, let next = common(word, holders, isFront: isFront) {
        if isFront { word.insert(next, at: 0) } else { word.append(next) }
      }
    }
    return String(String.UnicodeScalarView(word))
  }

  private func characters(_ term: UInt64) -> [Unicode.Scalar] {
    stride(from: 48, through: 0, by: -16).compactMap { shift in
      let value = UInt32(truncatingIfNeeded: term >> UInt64(shift)) & 0xffff
      return value == 0 ? nil : Unicode.Scalar(value)
    }
  }

  private func common(
    _ word: [Unicode.Scalar],
    _ holders: [Int],
    isFront: Bool
  ) -> Unicode.Scalar? {
    var counts: [Unicode.Scalar: Int] = [:]
    for holder in holders {
      let text = Array(texts[holder].text.unicodeScalars)
      guard let start = position(of: word, in: text) else { continue }
      let place = isFront ? start - 1 : start + word.count
      guard text.indices.contains(place), (0x4e00...0x9fff).contains(text[place].value)
      else { continue }
      counts[text[place], default: 0] += 1
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return best.flatMap { $0.value * 5 >= holders.count * 4 ? $0.key : nil }
  }

  private func position(of word: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int? {
    guard text.count >= word.count else { return nil }
    return (0...(text.count - word.count)).first {
      text[$0..<($0 + word.count)].elementsEqual(word)
    }
  }
}

/// Words that rose and that the classifier has never seen; see ``WordFinder``.
package func emergingWords(
  _ texts: [WordText],
  knownPairs: Set<UInt32>,
  _ table: TicketTable,
  _ taxonomy: Taxonomy,
  _ options: SummaryOptions
) -> [EmergingWord] {
  WordFinder(texts, knownPairs: knownPairs, table, taxonomy, options).words()
}
