internal import CLibcsv
import Glibc

/// Owns one libcsv parser and reads whole records into a ``CellSink``.
///
/// The only file that touches libcsv.
///
/// Dialect: blanks around an unquoted field are dropped, blank lines are skipped, CR, LF and CRLF
/// end a record, a doubled quote inside quotes is one quote, a quote inside an unquoted field is
/// itself. Not copyable: the C state has one owner and is freed once.
struct CSVParser: ~Copyable {
  private let parser: UnsafeMutablePointer<csv_parser>
  private let sink: UnsafeMutablePointer<CellSink>
  private let splitter: PlainSplitter

  init(delimiter: UInt8) {
    parser = .allocate(capacity: 1)
    sink = .allocate(capacity: 1)
    sink.initialize(to: CellSink())
    splitter = PlainSplitter(delimiter: delimiter)
    // csv_init fails only for a null pointer.
    _ = csv_init(parser, 0)
    csv_set_delim(parser, delimiter)
    csv_set_blk_size(parser, 4_096)
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
    sink.pointee.deallocate()
    sink.deinitialize(count: 1)
    sink.deallocate()
  }

  /// Forgets what was read before; see ``CellSink/begin(blockSize:copyRoom:columns:)``.
  mutating func begin(blockSize: Int, copyRoom: Int, columns: Int) {
    sink.pointee.begin(blockSize: blockSize, copyRoom: copyRoom, columns: columns)
  }

  /// Reads whole records; false where libcsv stops early or does not see their end.
  ///
  /// After a line break libcsv must be between two rows; only at the end of an input may the break be
  /// missing, and then no quote may be open.
  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let used = csv_parse(parser, bytes.baseAddress, bytes.count, onField, onRecord, sink)
    let hasBreak = bytes.last == 0x0a || bytes.last == 0x0d
    let isAtEnd =
      hasBreak ? csv_is_between_rows(parser) != 0 : csv_is_inside_quotes(parser) == 0
    let status = csv_fini(parser, onField, onRecord, sink)
    return used == bytes.count && status == 0 && isAtEnd
  }

  /// Reads one record of the block that holds no quote, without libcsv.
  mutating func split(_ block: UnsafeBufferPointer<UInt8>, _ record: Range<Int>) {
    splitter.split(block, record, into: &sink.pointee)
  }

  /// Rows reported since `begin`.
  var rows: Int { sink.pointee.rows }

  /// Rows whose number of cells is wrong.
  var wrong: [(row: Int, found: Int)] { sink.pointee.wrong }

  /// What was read since `begin`; see ``CellSink/take(_:)``.
  func take(_ block: [UInt8]) -> (bytes: [UInt8], cells: [CellRange]) {
    sink.pointee.take(block)
  }

  /// Reads one record alone and hands out its cells; `isQuoted` false where quotes are text.
  mutating func read<Result>(
    _ record: [UInt8],
    isQuoted: Bool,
    _ body: (_ bytes: [UInt8], _ cells: ArraySlice<CellRange>) -> Result
  ) -> Result {
    sink.pointee.begin(blockSize: record.count, copyRoom: record.count, columns: 0)
    record.withUnsafeBufferPointer { bytes in
      if isQuoted { _ = feed(bytes) } else { split(bytes, 0..<bytes.count) }
    }
    let (bytes, cells) = sink.pointee.take(record)
    return body(bytes, cells[..<(sink.pointee.rowEnds.first ?? cells.count)])
  }

  /// The cells of a few records by libcsv, each its own array: for headers and rejects.
  static func rows(_ bytes: [UInt8], delimiter: UInt8) -> [[[UInt8]]] {
    var parser = CSVParser(delimiter: delimiter)
    parser.begin(blockSize: 0, copyRoom: bytes.count, columns: 0)
    _ = bytes.withUnsafeBufferPointer { parser.feed($0) }
    let (text, cells) = parser.take([])
    var first = 0
    return parser.sink.pointee.rowEnds.map { end in
      defer { first = end }
      return cells[first..<end].map { Array(text[Int($0.start)..<Int($0.end)]) }
    }
  }

  /// The cells of one record; `isQuoted` false where quotes are text.
  static func row(_ record: [UInt8], delimiter: UInt8, isQuoted: Bool) -> [[UInt8]]? {
    if isQuoted { return rows(record, delimiter: delimiter).first }
    var parser = CSVParser(delimiter: delimiter)
    return parser.read(record, isQuoted: false) { bytes, cells in
      cells.map { Array(bytes[Int($0.start)..<Int($0.end)]) }
    }
  }
}

/// The pointer is libcsv's own buffer and is overwritten after the call: copied, never kept.
private let onField:
  @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void =
    { field, count, context in
      context?.assumingMemoryBound(to: CellSink.self).pointee.append(copying: field, count: count)
    }

private let onRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
  context?.assumingMemoryBound(to: CellSink.self).pointee.endRow()
}
