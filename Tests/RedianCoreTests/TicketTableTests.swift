import RedianCore
import Testing

@Suite struct TicketTableTests {
  /// A ticket per id and day, in a batch with a station name of its own.
  private func batch(_ tickets: [(id: String, day: Int32)], station: String) -> TicketBatch {
    var batch = TicketBatch()
    var place = Place()
    place.station = batch.names.intern(station)
    for (id, day) in tickets {
      var facts = TicketFacts()
      facts.key = TicketKey(ContiguousArray(id.utf8).span, names: &batch.names)
      facts.accepted = CivilTime(startOf: CivilDay(number: day))
      facts.place = batch.places.intern(place)
      batch.tickets.append(facts)
    }
    return batch
  }

  @Test(arguments: ["1", "0001", "202610150000000123", "GD2026-7", "99999999999999999999", "工单7"])
  func keysPrintTheIDAgain(id: String) {
    var names = NameTable()
    let key = TicketKey(ContiguousArray(id.utf8).span, names: &names)
    #expect(key.text(names) == id)
    #expect(key != TicketKey(ContiguousArray("0\(id)".utf8).span, names: &names))
  }

  @Test func aLaterRowReplacesTheEarlierOneAsAWhole() {
    var table = TicketTable()
    table.merge(batch([("7", 1), ("A-1", 1), ("8", 1)], station: "甲"))
    table.merge(batch([("A-1", 2), ("7", 3)], station: "乙"))
    #expect(table.count == 3)
    #expect(table.replaced == 2)
    #expect(table[0].accepted.day.number == 3)
    #expect(table[1].key.text(table.names) == "A-1")
    #expect(table.names.string(table.places[table[1].place].station) == "乙")
    #expect(table.names.string(table.places[table[2].place].station) == "甲")
  }

  @Test func rowsWithoutAnIDNeverReplaceEachOther() {
    var table = TicketTable()
    table.merge(batch([("", 1), ("", 2)], station: ""))
    #expect(table.count == 2)
    #expect(table.replaced == 0)
  }

  @Test func chunksAndIndexKeepTheLatestRows() {
    var table = TicketTable()
    for part in 0..<10 {
      let ids = (0..<5_000).map { ("\(2_026_000_000 + part * 2_500 + $0)", Int32(part)) }
      table.merge(batch(ids, station: "站"))
    }
    #expect(table.count == 27_500)
    #expect(table.replaced == 22_500)
    var days = 0
    table.forEachTicket { _, ticket in days += Int(ticket.accepted.day.number) }
    let expected = (0..<9).reduce(0) { $0 + $1 * 2_500 } + 9 * 5_000
    #expect(days == expected)
  }

  @Test func namesKeepTheirOrderOfAppearance() {
    var first = NameTable()
    let ids = (0..<1_000).map { first.intern("name \($0 % 300)") }
    #expect(first.count == 301)
    #expect(ids[300] == ids[0])
    var second = NameTable()
    _ = second.intern("name 299")
    let mapped = second.merge(first)
    #expect(second.string(mapped[Int(ids[5])]) == "name 5")
    #expect(mapped[0] == 0)
    #expect(mapped[Int(ids[299])] == 1)
  }
}
