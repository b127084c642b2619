/// Every distinct ticket of a run, the latest row of each id, in order of first appearance.
///
/// Memory per distinct ticket: 64 bytes of facts and 4 bytes of index at a load of at most 0.8,
/// that is 69 to 74 bytes; facts lie in chunks, so growing copies only the index.
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
  /// Ticket number plus one; 0 is free.
  private var slots: [UInt32]

  package init() { slots = [UInt32](repeating: 0, count: 1_024) }

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
  package mutating func seal() { slots = [] }

  /// Puts a ticket at another place.
  mutating func move(_ number: Int, to place: Place) {
    chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)].place = places.intern(place)
  }

  private mutating func put(_ ticket: TicketFacts) {
    guard ticket.key != .none else { return append(ticket) }
    if (count + 1) * 5 > slots.count * 4 { grow() }
    var slot = home(ticket.key)
    while slots[slot] != 0 {
      let number = Int(slots[slot] - 1)
      if self[number].key == ticket.key {
        chunks[number >> Self.chunkBits][number & (Self.chunkSize - 1)] = ticket
        replaced += 1
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(count + 1)
    append(ticket)
  }

  private mutating func append(_ ticket: TicketFacts) {
    if count & (Self.chunkSize - 1) == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkSize)
    }
    chunks[chunks.count - 1].append(ticket)
    count += 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in 0..<count where self[number].key != .none {
      var slot = home(self[number].key)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// SplitMix64's finaliser: ids are consecutive numbers and must be spread.
  private func home(_ key: TicketKey) -> Int {
    var hash = key.rawValue
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: hash ^ (hash >> 31)) & (slots.count - 1)
  }
}
