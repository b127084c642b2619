import RedianClassify
import RedianCore
import RedianIngest
import RedianStats

/// Reads the texts of a sample of tickets again and finds the words that emerge in them.
///
/// At most 20,000 records, every input once: the main pass keeps no texts and pays nothing.
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
  var wanted = [[(ticket: UInt32, isNow: Bool)]](repeating: [], count: layouts.count)
  for item in sample.tickets { wanted[table[Int(item.ticket)].source.file].append(item) }
  let inputs = wanted
  let options = plan.ingest
  var next = 0
  var texts: [WordText] = []
  await inOrder(
    threads: plan.threads,
    next: { () throws(Never) -> Int? in
      guard next < layouts.count else { return nil }
      defer { next += 1 }
      return next
    },
    work: { (file: Int) in
      let places = inputs[file].map { table[Int($0.ticket)].source.byte }
      let found = RecordFetcher(layout: layouts[file], options: options).texts(at: places)
      return Result<[WordText], Never>.success(
        inputs[file].compactMap { ticket, isNow in
          found[table[Int(ticket)].source.byte].map {
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
