import Testing

@testable import RedianCore

@Suite struct PackedTicketTests {
  private static let accepted: UInt32 = 1_790_000_000

  /// A ticket with every field set.
  private static func ticket(_ change: (inout TicketFacts) -> Void = { _ in }) -> TicketFacts {
    var ticket = TicketFacts()
    ticket.key = TicketKey(rawValue: 1_202_610_150_000_000_123)
    ticket.caller = 0xfe_dcba_9876_5432
    ticket.source = SourceLocation(file: 0xabcd, byte: 0xff_1234_5678)
    ticket.accepted = CivilTime(seconds: accepted)
    ticket.start = CivilTime(seconds: accepted - 90)
    ticket.dispatched = CivilTime(seconds: accepted)
    ticket.taken = CivilTime(seconds: accepted + 8_000_000)
    ticket.restored = CivilTime(seconds: accepted - 8_000_000)
    ticket.place = 0xfe_dcba
    ticket.address = 0x8765_4321
    ticket.tag = TagID(rawValue: 70)
    ticket.also = .none
    ticket.confidence = 201
    ticket.flags.area = .remote
    ticket.flags.businessType = .missing
    ticket.flags.isClosed = true
    change(&ticket)
    return ticket
  }

  @Test func isSmall() { #expect(MemoryLayout<PackedTicket>.stride == 52) }

  @Test(arguments: [
    ticket(), ticket { $0.arrived = CivilTime(seconds: accepted + 1) },
    ticket { $0.caller = 0 }, ticket { $0.place = 0 }, ticket { $0.flags.isChild = true },
    TicketFacts(),
  ])
  func isUnpackedAsItWas(ticket: TicketFacts) throws {
    let packed = try #require(PackedTicket(ticket))
    #expect(packed.facts == ticket)
    #expect(packed.key.key == ticket.key)
    #expect(!packed.isElsewhere)
  }

  @Test(arguments: [
    ticket { $0.arrived = CivilTime(seconds: accepted + 1 << 23) },
    ticket { $0.start = CivilTime(seconds: accepted - 1 << 23) },
    ticket { $0.start = CivilTime(seconds: accepted - 1 << 23 + 1) },
    ticket { $0.accepted = .missing }, ticket { $0.caller = 1 << 56 },
    ticket { $0.place = 1 << 24 }, ticket { $0.source = SourceLocation(file: 1, byte: 1 << 40) },
  ])
  func whatDoesNotFitIsKeptWhole(wide: TicketFacts) {
    #expect(PackedTicket(wide) == nil)
    var table = TicketTable()
    var batch = TicketBatch()
    for ticket in [Self.ticket(), wide] {
      var ticket = ticket
      ticket.key = TicketKey(rawValue: UInt64(100 + batch.tickets.count))
      ticket.place = 0
      batch.tickets.append(ticket)
    }
    table.merge(batch)
    #expect((0..<2).map { table[$0] } == batch.tickets)
    // A later row of the same id that fits takes its place, and the other way round.
    let first = batch.tickets[0].key
    batch.tickets[0].key = batch.tickets[1].key
    batch.tickets[1].key = first
    table.merge(batch)
    #expect((0..<2).map { table[$0] } == batch.tickets.reversed())
    var seen: [TicketFacts] = []
    table.forEachTicket { number, ticket in
      #expect(number == seen.count)
      seen.append(ticket)
    }
    #expect(seen == batch.tickets.reversed())
    var glances: [TicketGlance] = []
    table.forEachGlance { number, glance in
      #expect(number == glances.count)
      glances.append(glance)
    }
    #expect(glances == seen.map(TicketGlance.init))
    #expect((0..<2).map(table.glance(at:)) == glances)
  }
}
