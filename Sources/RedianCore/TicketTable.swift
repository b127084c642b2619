/// Every distinct ticket of a run, the latest row of each id, in order of first appearance.
///
/// Memory per distinct ticket: 64 bytes of facts and, until ``seal()``, those of a ``TicketIndex``.
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

  private var chunks: [[TicketFacts]] = []
  private var index = TicketIndex()

  package init() {}

  package subscript(number: Int) -> TicketFacts {
    chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)]
  }

  /// Calls `body` for every ticket in order, chunk by chunk.
  package func forEach(_ body: (TicketFacts) -> Void) {
    for chunk in chunks { for ticket in chunk { body(ticket) } }
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
    chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)].place = places.intern(place)
  }

  private mutating func put(_ ticket: TicketFacts) {
    guard ticket.key != .none else { return append(ticket) }
    let known = index.find(ticket.key, orEnter: count) { number in
      chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)].key
    }
    guard let known else { return append(ticket) }
    chunks[known >> Self.chunkBits][known & (Self.chunkSize - 1)] = ticket
    replaced += 1
  }

  private mutating func append(_ ticket: TicketFacts) {
    if count & (Self.chunkSize - 1) == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkSize)
    }
    chunks[chunks.count - 1].append(ticket)
    count += 1
  }
}
