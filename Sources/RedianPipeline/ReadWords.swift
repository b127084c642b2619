import RedianClassify
import RedianCore
import RedianIngest
import RedianStats

/// Reads the texts of a sample of tickets again and finds the words that emerge in them.
///
/// At most 20,000 records, every input once: the main pass keeps no texts and pays nothing.
func emergingWords(
  _ basis: SummaryBasis,
  _ layouts: [InputLayout],
  _ plan: Plan
) async -> EmergingWords {
  let table = basis.table
  let sample = WordSample(table, basis.facts)
  var words = EmergingWords()
  words.from = sample.base.from
  words.to = sample.base.to
  guard sample.tickets.contains(where: \.isNow), !sample.tickets.allSatisfy(\.isNow) else {
    return words
  }
  let texts = await texts(of: sample, table, layouts, plan)
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

/// The texts that can be read again, input by input.
private func texts(
  of sample: WordSample,
  _ table: TicketTable,
  _ layouts: [InputLayout],
  _ plan: Plan
) async -> [WordText] {
  let inputs = Dictionary(grouping: sample.tickets) { table[Int($0.ticket)].source.file }
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
      let tickets = inputs[file] ?? []
      let found = RecordFetcher(layout: layouts[file], options: options)
        .texts(at: tickets.map { table[Int($0.ticket)].source.byte })
      return Result<[WordText], Never>.success(
        tickets.compactMap { ticket, isNow in
          found[table[Int(ticket)].source.byte].map {
            WordText(ticket: ticket, isNow: isNow, text: $0)
          }
        }
      )
    },
    fold: { (found: [WordText]) throws(Never) in texts += found }
  )
  return texts
}
