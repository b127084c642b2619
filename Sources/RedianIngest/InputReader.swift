import RedianCore

/// Reads one input from the first byte to the last, once, in order, in blocks of whole records.
///
/// A class because its sources own a file descriptor that is closed when the last holder lets go; it
/// is used by one task at a time.
package final class InputReader {
  package let layout: InputLayout
  private let stack: InputStack
  private let options: IngestOptions
  private var builder: BlockBuilder
  /// Bytes read and not yet handed out, and where the first of them lies in the stream.
  private var carry: [UInt8]
  private var carryStart: UInt64
  private var isAtEnd: Bool
  private var needsMore = false
  private var isFinished = false
  private var failure: IngestError?
  /// What the transcoder replaced and has not been handed out.
  private var damage: [UInt64] = []

  /// Bytes of the input handed out or passed over so far; of the unpacked input where it is packed.
  package private(set) var position: UInt64

  /// Opens a file, or standard input for `-`, and finds its layout.
  package init(path: String, number: Int, options: IngestOptions) throws(IngestError) {
    stack = try InputStack(path: path, options: options)
    let head = stack.stream.head
    isAtEnd = stack.stream.isAll
    layout = try LayoutFinder(
      path: path,
      number: number,
      options: options,
      stack: stack
    ).find()
    self.options = options
    builder = BlockBuilder(layout, options: options)
    carry = Array(head.dropFirst(Int(layout.dataByte)))
    carryStart = layout.dataByte
    position = layout.dataPlace
    stack.stream.release()
  }

  /// The file's size where it is one, and how much of it has been read: for progress.
  package var fileSize: UInt64? { stack.file.size }
  package var fileBytesRead: UInt64 { stack.file.position }

  /// The next block, or nil at the end.
  package func next() throws(IngestError) -> RecordBlock? {
    while true {
      if isAtEnd && carry.isEmpty { return try finish() }
      if !isAtEnd && carry.count < options.blockSize || needsMore {
        readMore()
      }
      var block = block(carry)
      carry = []
      let used = builder.fill(&block, isFinal: isAtEnd)
      carry = Array(block.bytes[used...])
      carryStart += UInt64(used)
      position += block.inputSize(0..<used)
      needsMore = used == 0 && !isAtEnd
      if used > 0 || isAtEnd { return withDamage(block) }
    }
  }

  /// An input that fails on the way is read up to there, and the failure thrown then.
  private func readMore() {
    do throws(IngestError) {
      isAtEnd = try stack.stream.read(options.blockSize, into: &carry)
    } catch {
      failure = error
      isAtEnd = true
    }
  }

  private func block(_ bytes: [UInt8]) -> RecordBlock {
    RecordBlock(
      bytes: bytes,
      start: carryStart,
      place: position,
      isUTF16: layout.encoding.isUTF16
    )
  }

  private func withDamage(_ block: RecordBlock) -> RecordBlock {
    guard let source = stack.damage else { return block }
    damage += source.takeDamage()
    var block = block
    block.damage = Array(damage.prefix { $0 < carryStart }.drop { $0 < block.start })
    damage.removeAll { $0 < carryStart }
    return block
  }

  /// A last block for what was still pending, and the check that the file stood still.
  private func finish() throws(IngestError) -> RecordBlock? {
    if isFinished { return nil }
    isFinished = true
    if let failure { throw failure }
    try stack.file.checkUnchanged()
    var block = block([])
    _ = builder.fill(&block, isFinal: true)
    if let source = stack.damage as? UTF16Source, source.hasOddByte {
      block.rejectedBytes += 1
      block.rejectedRows += 1
      let problem = Problem(.undecodable, file: layout.number, line: builder.line, byte: position)
      block.problems.append(problem)
      position += 1
    }
    return block.problems.isEmpty ? nil : block
  }
}

extension BlockBuilder {
  /// For the data behind the header.
  init(_ layout: InputLayout, line: UInt64? = nil, options: IngestOptions) {
    let special = SpecialRecords(layout: layout)
    let id = layout.fields[.ticketID]
    self.init(
      file: layout.number,
      delimiter: layout.delimiter,
      isQuoting: layout.isQuoting,
      columns: layout.columns.count,
      line: line ?? layout.dataLine,
      options: options,
      isFragment: { row in
        guard let id, id < row.count else { return false }
        return !isLikeID(row[id]) && special.code(ofMisfit: row) == nil
      }
    )
  }
}

/// True for what may be a ticket id: nothing, or letters, digits and the marks spreadsheets add.
private func isLikeID(_ cell: [UInt8]) -> Bool {
  cell.allSatisfy { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: "-_=\"' \t.+".utf8.contains(byte)
    }
  }
}
