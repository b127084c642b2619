import RedianClassify
import RedianCore
import RedianIngest
import RedianStats

/// Reads the texts of a sample of tickets again and finds the words that emerge in them.
///
/// Random access to at most 20,000 records: the main pass keeps no texts and pays nothing.
func emergingWords(
  _ table: TicketTable,
  _ facts: PeriodFacts,
  _ layouts: [InputLayout],
  _ plan: Plan
) async -> EmergingWords {
  let sample = WordSample(table, facts)
  var words = EmergingWords()
  words.from = sample.base.from
  words.to = sample.base.to
  guard sample.tickets.contains(where: \.isNow), !sample.tickets.allSatisfy(\.isNow) else {
    return words
  }
  let fetchers = layouts.map { RecordFetcher(layout: $0) }
  var next = 0
  var texts: [WordText] = []
  await inOrder(
    threads: plan.threads,
    next: { () throws(Never) -> Range<Int>? in
      guard next < sample.tickets.count else { return nil }
      defer { next += 500 }
      return next..<min(next + 500, sample.tickets.count)
    },
    work: { (range: Range<Int>) in
      Result<[WordText], Never>.success(
        sample.tickets[range].compactMap { ticket, isNow in
          let source = table[Int(ticket)].source
          return fetchers[source.file].text(at: source.byte).map {
            WordText(ticket: ticket, isNow: isNow, text: $0)
          }
        }
      )
    },
    fold: { (found: [WordText]) throws(Never) in texts += found }
  )
  words.texts = texts.count(where: \.isNow)
  words.baseTexts = texts.count - words.texts
  words.words = RedianStats.emergingWords(
    texts,
    knownPairs: plan.classifier.knownPairs,
    table,
    plan.classifier.taxonomy,
    plan.summary
  )
  return words
}
