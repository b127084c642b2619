import RedianCore
import RedianStats
import Testing

struct WordTests {
  /// Two hundred texts before and two hundred now, twelve of which hold a new word.
  private func words(_ callers: ClosedRange<UInt64>, known: [String] = []) throws -> [EmergingWord]
  {
    let start = try Make.time("2026-10-05 08:00:00")
    var drafts: [Draft] = []
    var texts: [WordText] = []
    for number in 0..<400 {
      let isNow = number >= 200
      var draft = Draft(id: "\(number + 1)", accepted: start, tag: try Make.tag("2.1"))
      let offset = UInt64(number % 12)
      draft.caller = callers.lowerBound + offset % UInt64(callers.count)
      drafts.append(draft)
      let isNew = number % 16 == 0 && isNow
      let text = isNew ? "客户反映充电桩跳枪，请处理" : "客户反映电费偏高，请处理"
      texts.append(WordText(ticket: UInt32(number), isNow: isNow, text: text))
    }
    var pairs: Set<UInt32> = []
    for text in known + ["客户反映电费偏高", "请处理"] {
      let scalars = Array(text.unicodeScalars)
      for (one, two) in zip(scalars, scalars.dropFirst()) {
        pairs.insert(one.value << 16 | two.value)
      }
    }
    let table = TicketTable(drafts)
    return emergingWords(texts, knownPairs: pairs, table, Make.taxonomy, SummaryOptions())
  }

  @Test func aNewWordIsFoundOnceAndWhole() throws {
    let found = try words(1...12)
    #expect(found.map(\.word) == ["客户反映充电桩跳枪"])
    #expect(found.first?.count == 12)
    #expect(found.first?.base == 0)
    #expect(found.first?.category == 1)
    #expect(found.first?.examples.count == 3)
  }

  @Test func whatTheModelKnowsIsNoNewWord() throws {
    #expect(try words(1...12, known: ["客户反映充电桩跳枪"]).isEmpty)
  }

  @Test func twoCallersAreNoTrend() throws { #expect(try words(1...2).isEmpty) }

  @Test func theSampleDoesNotDependOnTheOrder() throws {
    let start = try Make.time("2026-10-05 08:00:00")
    let before = try Make.time("2026-09-05 08:00:00")
    let drafts = try (0..<12_000).map {
      Draft(id: "\($0)", accepted: $0 < 11_000 ? start : before, tag: try Make.tag("1.1"))
    }
    func ids(_ drafts: [Draft]) throws -> (ids: Set<String>, base: Int) {
      let table = TicketTable(drafts)
      var options = SummaryOptions()
      options.replicates = 1
      let facts = try summarize(table, taxonomy: Make.taxonomy, options: options).period
      let sample = WordSample(table, facts)
      let chosen = sample.tickets.map { table[Int($0.ticket)].key.text(table.names) }
      return (Set(chosen), sample.tickets.count { !$0.isNow })
    }
    let one = try ids(drafts)
    #expect(one.ids.count == WordSample.limit + 1_000)
    #expect(one.base == 1_000)
    #expect(try ids(drafts.reversed()).ids == one.ids)
  }
}
