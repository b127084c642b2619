/// The facts of a ticket in 52 bytes: times after the acceptance as seconds from it.
///
/// Exact: what does not fit has no packed form (``init(_:)`` is nil), and ``TicketTable`` keeps it whole.
/// Fits: times within 97 days of the acceptance, 16 million places, 2^56 callers, 65,536 inputs of a
/// terabyte each.
struct PackedTicket: Sendable {
  let key: PackedKey
  /// Lower 32 bits of the caller.
  private let caller: UInt32
  /// Upper 24 bits of the caller, then the lower 8 of the input's number.
  private let callerAndInput: UInt32
  /// Lower 32 bits of the first byte's offset.
  private let offset: UInt32
  /// Upper 8 bits of the offset, then 24 of the place.
  private let offsetAndPlace: UInt32
  private let accepted: UInt32
  private let address: UInt32
  private let tags: UInt32
  /// Start, dispatched, taken and arrived as 24-bit spans in the upper bits; in the lower 8 the upper half of
  /// the input's number and the three bytes of restored.
  private let spans: (UInt32, UInt32, UInt32, UInt32)

  init?(_ ticket: TicketFacts) {
    let input = UInt32(ticket.source.file)
    guard ticket.caller >> 56 == 0, ticket.source.byte >> 40 == 0, ticket.place >> 24 == 0,
      let start = Self.span(ticket.start, ticket),
      let dispatched = Self.span(ticket.dispatched, ticket),
      let taken = Self.span(ticket.taken, ticket), let arrived = Self.span(ticket.arrived, ticket),
      let restored = Self.span(ticket.restored, ticket)
    else { return nil }
    key = PackedKey(ticket.key)
    caller = UInt32(truncatingIfNeeded: ticket.caller)
    callerAndInput = UInt32(ticket.caller >> 32) << 8 | input & 0xff
    offset = UInt32(truncatingIfNeeded: ticket.source.byte)
    offsetAndPlace = UInt32(ticket.source.byte >> 32) << 24 | ticket.place
    accepted = ticket.accepted.seconds
    address = ticket.address
    tags =
      UInt32(ticket.tag.rawValue) | UInt32(ticket.also.rawValue) << 8
      | UInt32(ticket.confidence) << 16 | UInt32(ticket.flags.rawValue) << 24
    spans = (
      start << 8 | input >> 8, dispatched << 8 | restored & 0xff,
      taken << 8 | restored >> 8 & 0xff, arrived << 8 | restored >> 16
    )
  }

  /// A ticket that is kept whole elsewhere: its key alone.
  init(keyOf ticket: TicketFacts) {
    key = PackedKey(ticket.key)
    (caller, callerAndInput, offset, offsetAndPlace) = (0, 0, 0, 0)
    (accepted, address, tags) = (0, 0, 0)
    spans = (Self.elsewhere << 8, 0, 0, 0)
  }

  /// What most passes look at; not of a ticket that is kept elsewhere.
  var glance: TicketGlance {
    TicketGlance(
      accepted: CivilTime(seconds: accepted),
      place: offsetAndPlace & 0xff_ffff,
      tag: TagID(rawValue: UInt8(truncatingIfNeeded: tags)),
      caller: UInt64(callerAndInput >> 8) << 32 | UInt64(caller),
      address: address
    )
  }

  var isElsewhere: Bool { spans.0 >> 8 == Self.elsewhere }

  var facts: TicketFacts {
    var ticket = TicketFacts()
    ticket.key = key.key
    ticket.caller = UInt64(callerAndInput >> 8) << 32 | UInt64(caller)
    ticket.source = SourceLocation(
      file: Int((spans.0 & 0xff) << 8 | callerAndInput & 0xff),
      byte: UInt64(offsetAndPlace >> 24) << 32 | UInt64(offset)
    )
    ticket.place = offsetAndPlace & 0xff_ffff
    ticket.accepted = CivilTime(seconds: accepted)
    ticket.start = time(spans.0 >> 8)
    ticket.dispatched = time(spans.1 >> 8)
    ticket.taken = time(spans.2 >> 8)
    ticket.arrived = time(spans.3 >> 8)
    ticket.restored = time(spans.1 & 0xff | (spans.2 & 0xff) << 8 | (spans.3 & 0xff) << 16)
    ticket.address = address
    ticket.tag = TagID(rawValue: UInt8(truncatingIfNeeded: tags))
    ticket.also = TagID(rawValue: UInt8(truncatingIfNeeded: tags >> 8))
    ticket.confidence = UInt8(truncatingIfNeeded: tags >> 16)
    ticket.flags = TicketFlags(rawValue: UInt8(truncatingIfNeeded: tags >> 24))
    return ticket
  }

  // A span is the seconds since the acceptance, more by 2^23; two of the values mean something else.
  private static let zero = 1 << 23
  private static let missing: UInt32 = 0
  private static let elsewhere: UInt32 = 1

  private static func span(_ time: CivilTime, _ ticket: TicketFacts) -> UInt32? {
    if time.isMissing { return missing }
    let span = time.seconds(since: ticket.accepted) + zero
    return span > elsewhere && span < 2 * zero ? UInt32(span) : nil
  }

  private func time(_ span: UInt32) -> CivilTime {
    if span == Self.missing { return .missing }
    return CivilTime(seconds: accepted &+ span &- UInt32(Self.zero))
  }
}

/// A key without the alignment of a 64-bit number.
struct PackedKey: Sendable {
  private let low: UInt32
  private let high: UInt32

  init(_ key: TicketKey) {
    low = UInt32(truncatingIfNeeded: key.rawValue)
    high = UInt32(key.rawValue >> 32)
  }

  var key: TicketKey { TicketKey(rawValue: UInt64(high) << 32 | UInt64(low)) }
}
