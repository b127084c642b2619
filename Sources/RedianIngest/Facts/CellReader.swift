import RedianCore

/// Reads the cells of one record after another into ticket facts; keeps memos and problems.
struct CellReader {
  private let layout: InputLayout
  private let callerKey: (UInt64, UInt64)
  private let columns: Columns
  private var area = Memo(areaType)
  private var business = Memo(businessType)
  private var finalState = Memo(isFinalState)
  private var child = Memo(isYes)
  private var isoTimes = IsoTimeReader()
  private var digits: [UInt8] = []
  private var line: UInt64 = 0
  private var byte: UInt64 = 0
  private(set) var problems: [Problem] = []
  /// The latest time read so far.
  private(set) var latest = CivilTime.missing

  /// Column of every field that is read, or nil; looked up once.
  private struct Columns {
    let id, main, child, business, hangup, accept, dispatch, take, arrive, restore, archive: Int?
    let state, area, city, county, station, team, district, account, phone, address: Int?

    init(_ fields: [TicketField: Int]) {
      (id, main, child) = (fields[.ticketID], fields[.mainTicketID], fields[.isChild])
      (business, state, area) = (fields[.businessType], fields[.state], fields[.areaType])
      (hangup, accept) = (fields[.hangupTime], fields[.acceptTime])
      (dispatch, take) = (fields[.dispatchTime], fields[.takeTime])
      (arrive, restore) = (fields[.arriveTime], fields[.restoreTime])
      archive = fields[.archiveTime]
      (city, county, station) = (fields[.city], fields[.county], fields[.station])
      (team, district) = (fields[.team], fields[.district])
      (account, phone) = (fields[.customerNumber], fields[.phone])
      address = fields[.address]
    }
  }

  init(layout: InputLayout, callerKey: (UInt64, UInt64)) {
    self.layout = layout
    self.callerKey = callerKey
    columns = Columns(layout.fields)
  }

  mutating func begin(line: UInt64, byte: UInt64) {
    self.line = line
    self.byte = byte
  }

  /// One record's facts, without its source and tag.
  mutating func ticket(
    _ cell: (Int) -> UnsafeBufferPointer<UInt8>,
    batch: inout TicketBatch
  ) -> TicketFacts {
    var ticket = TicketFacts()
    ticket.key = key(cell, names: &batch.names)
    let hangup = time(cell, columns.hangup)
    let accept = time(cell, columns.accept)
    ticket.accepted = accept.isMissing ? hangup : accept
    ticket.start = hangup.isMissing ? accept : hangup
    if ticket.accepted.isMissing { note(.missingTime, column: columns.accept) }
    ticket.dispatched = time(cell, columns.dispatch)
    ticket.taken = time(cell, columns.take)
    ticket.arrived = time(cell, columns.arrive)
    ticket.restored = time(cell, columns.restore)
    let archived = time(cell, columns.archive)
    ticket.flags.isClosed = !archived.isMissing
    if let column = columns.state, finalState(cell(column)) {
      ticket.flags.isClosed = true
    }
    ticket.flags.isChild = isChild(cell)
    if let column = columns.business {
      ticket.flags.businessType = business(cell(column))
    }
    if let column = columns.area {
      ticket.flags.area = area(cell(column))
      if ticket.flags.area == .unknown { note(.unknownArea, column: column) }
    }
    ticket.caller = caller(cell)
    // Only outages are counted by address.
    if [.faultRepair, .missing].contains(ticket.flags.businessType) {
      ticket.address = address(cell)
    }
    ticket.place = batch.places.intern(place(cell, names: &batch.names))
    return ticket
  }

  private mutating func key(
    _ cell: (Int) -> UnsafeBufferPointer<UInt8>,
    names: inout NameTable
  ) -> TicketKey {
    guard let column = columns.id else { return .none }
    let raw = cell(column)
    let id = unwrapped(raw)
    if id.isEmpty { note(.missingID, column: column) }
    if isWrapped(raw) { note(.unwrappedID, column: column) }
    if isScientific(id) {
      note(.damagedID, column: column)
      return .none
    }
    if layout.hasZeroedIDs, isZeroed(id) == true {
      note(.zeroedID, column: column)
      return .none
    }
    guard id.contains(where: { $0 == 0xef }) else {
      return TicketKey(Span(_unsafeElements: id), names: &names)
    }
    let plain = halfWidth(id)
    if plain.count != id.count { note(.fullWidth, column: column) }
    return TicketKey(plain.span, names: &names)
  }

  /// Child: a main ticket that is not this one, or marked as a child.
  private mutating func isChild(_ cell: (Int) -> UnsafeBufferPointer<UInt8>) -> Bool {
    if let column = columns.main {
      let main = unwrapped(cell(column))
      let own = columns.id.map { unwrapped(cell($0)) }
      let isSame = own.map { $0.elementsEqual(main) } ?? false
      if !main.isEmpty && !isSame && !isAbsentTime(main) { return true }
    }
    guard let column = columns.child else { return false }
    return child(cell(column))
  }

  private mutating func time(
    _ cell: (Int) -> UnsafeBufferPointer<UInt8>,
    _ column: Int?
  ) -> CivilTime {
    guard let column else { return .missing }
    let field = cell(column)
    if field.isEmpty { return .missing }
    guard let time = known(field, column) else {
      if !isAbsentTime(field) { note(.unreadableTime, column: column) }
      return .missing
    }
    latest = max(latest, time)
    return time
  }

  private mutating func known(_ field: UnsafeBufferPointer<UInt8>, _ column: Int) -> CivilTime? {
    if let time = isoTimes.time(field) { return time }
    guard let (time, form) = looseTime(field) else { return nil }
    if form == .dayNumber { note(.dayNumber, column: column) }
    if form == .fullWidth { note(.fullWidth, column: column) }
    return time
  }

  private mutating func caller(_ cell: (Int) -> UnsafeBufferPointer<UInt8>) -> UInt64 {
    for column in [columns.account, columns.phone] {
      guard let column else { continue }
      callerDigits(cell(column), into: &digits)
      guard !digits.isEmpty else { continue }
      return digits.withUnsafeBufferPointer { max(1, sipHash($0, key: callerKey) >> 8) }
    }
    return 0
  }

  private mutating func address(_ cell: (Int) -> UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let column = columns.address else { return 0 }
    comparableAddress(cell(column), into: &digits)
    guard !digits.isEmpty else { return 0 }
    return digits.withUnsafeBufferPointer {
      max(1, UInt32(truncatingIfNeeded: sipHash($0, key: callerKey)))
    }
  }

  private mutating func place(
    _ cell: (Int) -> UnsafeBufferPointer<UInt8>,
    names: inout NameTable
  ) -> Place {
    var place = Place()
    place.city = name(cell, columns.city, &names)
    place.county = name(cell, columns.county, &names)
    place.station = name(cell, columns.station, &names)
    place.team = name(cell, columns.team, &names)
    place.district = name(cell, columns.district, &names)
    return place
  }

  private mutating func name(
    _ cell: (Int) -> UnsafeBufferPointer<UInt8>,
    _ column: Int?,
    _ names: inout NameTable
  ) -> NameTable.ID {
    guard let column else { return 0 }
    return names.intern(Span(_unsafeElements: cell(column)))
  }

  private mutating func note(_ code: ProblemCode, column: Int?) {
    let place = column.map { $0 + 1 } ?? 0
    problems.append(
      Problem(code, file: layout.number, line: line, byte: byte, column: place)
    )
  }
}
