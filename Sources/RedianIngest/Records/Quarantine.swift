import RedianCore

/// Physical lines in which no record can be cut.
///
/// Those that follow one another are one reject, and so is what follows them and is no row of the table.
struct Quarantine {
  /// The reject that the next line may still join.
  private var pending: Problem?
  /// Inside a line that is longer than the buffer.
  private(set) var isInsideLine = false
  /// Bytes of raw text kept of one reject.
  static let rawLimit = 65_536

  /// A line could not be read, and the next one may be a piece of the same record.
  var isOpen: Bool { pending != nil }

  /// Adds a line, or its beginning where it does not end in the bytes; `begin` tells of the first one of a reject.
  mutating func add(
    _ raw: Slice<UnsafeBufferPointer<UInt8>>,
    line: UInt64,
    isWhole: Bool,
    begin: () -> Problem
  ) {
    if pending == nil { pending = begin() }
    pending?.lineEnd = line
    isInsideLine = !isWhole
    keep(raw)
  }

  /// Adds more of a line that did not end; `isWhole` where it does now.
  mutating func goOn(_ raw: Slice<UnsafeBufferPointer<UInt8>>, isWhole: Bool) {
    if isWhole { isInsideLine = false }
    keep(raw)
  }

  private mutating func keep(_ raw: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let room = pending.map({ Self.rawLimit - $0.raw.count }), room > 0 else { return }
    pending?.raw.append(contentsOf: raw.prefix(room))
  }

  /// Closes the reject, if there is one: a good record or a blank line follows, or nothing.
  mutating func flush(into block: inout RecordBlock) {
    guard let problem = pending else { return }
    block.problems.append(problem)
    block.rejectedRows += 1
    pending = nil
  }
}
