/// Every distinct ticket of a run, the latest row of each id, in order of first appearance.
///
/// Memory per distinct ticket: 52 bytes of facts and, until ``seal()``, those of a ``TicketIndex``.
/// Facts lie in chunks, so growing copies only the index.
package struct TicketTable: Sendable {
  package internal(set) var names = NameTable()
  package private(set) var places = PlaceTable()
  /// Rows that replaced an earlier row of the same id.
  package private(set) var replaced = 0
  package private(set) var count = 0
  /// The latest time of any column of any row, replaced rows included.
  package private(set) var latest = CivilTime.missing

  private static let chunkBits = 14
  private static let chunkSize = 1 << chunkBits

  private var chunks: [[PackedTicket]] = []
  /// The few tickets that do not fit into their packed form, by number.
  private var wide: [Int: TicketFacts] = [:]
  private var index = TicketIndex()

  package init() {}

  package subscript(number: Int) -> TicketFacts {
    let packed = chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)]
    guard packed.isElsewhere else { return packed.facts }
    guard let whole = wide[number] else { preconditionFailure("a wide ticket is kept whole") }
    return whole
  }

  /// Calls `body` for every ticket with its number, in order, chunk by chunk.
  package func forEachTicket(_ body: (_ number: Int, _ ticket: TicketFacts) -> Void) {
    var number = 0
    for chunk in chunks {
      for packed in chunk {
        body(number, packed.isElsewhere ? self[number] : packed.facts)
        number += 1
      }
    }
  }

  /// What most passes ask of a ticket, in a third of the time that all of it takes.
  package func glance(at number: Int) -> TicketGlance {
    let packed = chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)]
    return packed.isElsewhere ? TicketGlance(self[number]) : packed.glance
  }

  /// As ``forEachTicket(_:)``, for passes that ask no more than a glance tells.
  package func forEachGlance(_ body: (_ number: Int, _ glance: TicketGlance) -> Void) {
    var number = 0
    for chunk in chunks {
      for packed in chunk {
        body(number, packed.isElsewhere ? TicketGlance(self[number]) : packed.glance)
        number += 1
      }
    }
  }

  /// Adds a batch's tickets; a known id's earlier row is replaced as a whole, in its place.
  package mutating func merge(_ batch: TicketBatch) {
    latest = max(latest, batch.latest)
    let names = self.names.merge(batch.names)
    let places = self.places.merge(batch.places, names: names)
    for ticket in batch.tickets {
      var ticket = ticket
      if let name = ticket.key.name { ticket.key = TicketKey(name: names[Int(name)]) }
      ticket.place = places[Int(ticket.place)]
      put(ticket)
    }
  }

  /// Gives back the memory of the index by id: nothing can be merged from here on.
  package mutating func seal() { index = TicketIndex(slots: 0) }

  /// Puts a ticket at another place.
  mutating func move(_ number: Int, to place: Place) {
    var ticket = self[number]
    ticket.place = places.intern(place)
    replace(number, ticket)
  }

  private mutating func put(_ ticket: TicketFacts) {
    guard ticket.key != .none else { return append(ticket) }
    let known = index.find(ticket.key, orEnter: count) { number in
      chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)].key.key
    }
    guard let known else { return append(ticket) }
    replace(known, ticket)
    replaced += 1
  }

  private mutating func replace(_ number: Int, _ ticket: TicketFacts) {
    let (chunk, place) = (number >> Self.chunkBits, number & (Self.chunkSize - 1))
    if chunks[chunk][place].isElsewhere { wide[number] = nil }
    chunks[chunk][place] = pack(ticket, number)
  }

  private mutating func append(_ ticket: TicketFacts) {
    let packed = pack(ticket, count)
    if count & (Self.chunkSize - 1) == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkSize)
    }
    chunks[chunks.count - 1].append(packed)
    count += 1
  }

  private mutating func pack(_ ticket: TicketFacts, _ number: Int) -> PackedTicket {
    if let packed = PackedTicket(ticket) { return packed }
    wide[number] = ticket
    return PackedTicket(keyOf: ticket)
  }
}
