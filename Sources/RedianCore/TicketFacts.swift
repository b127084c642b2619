/// What the reports need of one ticket; a ``TicketTable`` packs it into 52 bytes.
///
/// The text is not kept: ``source`` tells where to read it again. Times that an export does not
/// carry, or that could not be read, are ``CivilTime/missing``.
package struct TicketFacts: Sendable, Equatable {
  package var key: TicketKey = .none
  /// Keyed hash of the account number, else of the telephone number, in 56 bits; 0 where both are missing.
  ///
  /// Of ten million callers two share a number once in 1,400 runs.
  package var caller: UInt64 = 0
  package var source = SourceLocation(file: 0, byte: 0)
  /// 受理时间: when the hotline took the ticket; decides the period it belongs to.
  package var accepted: CivilTime = .missing
  /// Start of the arrival clock: 挂机时间, else 受理时间.
  package var start: CivilTime = .missing
  package var dispatched: CivilTime = .missing
  package var taken: CivilTime = .missing
  package var arrived: CivilTime = .missing
  package var restored: CivilTime = .missing
  /// Number of the ticket's place in the batch's, later the run's, ``PlaceTable``.
  package var place: PlaceTable.ID = 0
  /// Keyed hash of an outage's address; 0 where it is missing or says nothing.
  ///
  /// Compared only within a station: two of its addresses share a number once in four billion pairs.
  package var address: UInt32 = 0
  package var tag: TagID = .none
  /// The first further tag, or ``TagID/none``.
  package var also: TagID = .none
  /// Confidence in the tag, in 1/255.
  package var confidence: UInt8 = 0
  package var flags = TicketFlags()

  package init() {}
}

/// When a ticket was taken, where it belongs, what it is about and who told of it: what most passes over
/// all tickets ask.
package struct TicketGlance: Sendable, Equatable {
  package let accepted: CivilTime
  package let place: PlaceTable.ID
  package let tag: TagID
  package let caller: UInt64
  package let address: UInt32

  init(accepted: CivilTime, place: PlaceTable.ID, tag: TagID, caller: UInt64, address: UInt32) {
    self.accepted = accepted
    self.place = place
    self.tag = tag
    self.caller = caller
    self.address = address
  }

  package init(_ ticket: TicketFacts) {
    self.init(
      accepted: ticket.accepted,
      place: ticket.place,
      tag: ticket.tag,
      caller: ticket.caller,
      address: ticket.address
    )
  }
}

/// Area, business type, child and closed mark of a ticket in one byte.
package struct TicketFlags: Sendable, Equatable {
  private var bits: UInt8 = 0

  package init() {}

  init(rawValue: UInt8) { bits = rawValue }

  var rawValue: UInt8 { bits }

  package var area: AreaType {
    get { AreaType(rawValue: bits & 3) ?? .unknown }
    set { bits = bits & ~3 | newValue.rawValue }
  }

  package var businessType: BusinessType {
    get { BusinessType(rawValue: bits >> 2 & 15) ?? .missing }
    set { bits = bits & ~(15 << 2) | newValue.rawValue << 2 }
  }

  /// Merged into a main ticket (主单编号 filled, or marked as 子单).
  package var isChild: Bool {
    get { bits & 64 != 0 }
    set { bits = newValue ? bits | 64 : bits & ~64 }
  }

  /// Finished: an archive time, or a state that says so (归档, 办结, 作废 …).
  package var isClosed: Bool {
    get { bits & 128 != 0 }
    set { bits = newValue ? bits | 128 : bits & ~128 }
  }
}

/// A record's place in the run's inputs: the input's number and the record's first byte in it.
///
/// Bytes count in the decompressed stream, before any decoding of characters.
package struct SourceLocation: Sendable, Hashable {
  private var packed: UInt64

  package init(file: Int, byte: UInt64) { packed = UInt64(file) << 48 | byte }

  package var file: Int { Int(packed >> 48) }
  package var byte: UInt64 { packed & (1 << 48 - 1) }
}
