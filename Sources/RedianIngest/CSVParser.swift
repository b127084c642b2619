internal import CLibcsv
import Glibc

/// Owns one libcsv parser and reads whole records into flat memory.
///
/// The only file that touches libcsv.
///
/// Dialect: blanks around an unquoted field are dropped, blank lines are skipped, CR, LF and CRLF
/// end a record, a doubled quote inside quotes is one quote, a quote inside an unquoted field is
/// itself. Not copyable: the C state has one owner and is freed once.
struct CSVParser: ~Copyable {
  private let parser: UnsafeMutablePointer<csv_parser>
  private let sink: UnsafeMutablePointer<Sink>

  init(delimiter: UInt8) {
    parser = .allocate(capacity: 1)
    sink = .allocate(capacity: 1)
    sink.initialize(to: Sink())
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

  /// Makes room for records of `bytes` bytes and forgets those read before.
  ///
  /// A row whose number of
  /// fields is not `columns` is left out and listed; with `columns` 0 every row is kept.
  mutating func begin(bytes: Int, columns: Int) {
    sink.pointee.begin(bytes: bytes, columns: columns)
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

  /// Rows reported since `begin`.
  var rows: Int { sink.pointee.rows }

  /// Moves what was read since `begin` into a batch's arrays.
  func take() -> (bytes: [UInt8], fieldEnds: [UInt32], wrong: [(row: Int, found: Int)]) {
    let sink = sink.pointee
    return (
      Array(UnsafeBufferPointer(start: sink.bytes, count: sink.used)),
      Array(UnsafeBufferPointer(start: sink.ends, count: sink.fields)), sink.wrong
    )
  }

  /// The cells of a few records, each its own array: for headers, rejects and single records.
  static func rows(_ bytes: [UInt8], delimiter: UInt8) -> [[[UInt8]]] {
    var parser = CSVParser(delimiter: delimiter)
    parser.begin(bytes: bytes.count, columns: 0)
    _ = bytes.withUnsafeBufferPointer { parser.feed($0) }
    let sink = parser.sink.pointee
    var rows: [[[UInt8]]] = []
    var field = 0
    for end in sink.rowEnds {
      var row: [[UInt8]] = []
      while field < end {
        let from = field == 0 ? 0 : Int(sink.ends[field - 1])
        let cell = UnsafeBufferPointer(
          start: sink.bytes + from,
          count: Int(sink.ends[field]) - from
        )
        row.append(Array(cell))
        field += 1
      }
      rows.append(row)
    }
    return rows
  }
}

/// Where the callbacks write: cells one after another, and where each ends.
private struct Sink {
  var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  var capacity = 1
  var used = 0
  var ends = UnsafeMutablePointer<UInt32>.allocate(capacity: 1_024)
  var endsCapacity = 1_024
  var fields = 0
  var columns = 0
  var rows = 0
  var rowUsed = 0
  var rowFields = 0
  var wrong: [(row: Int, found: Int)] = []
  /// Field count after each row; kept only without a fixed number of columns.
  var rowEnds: [Int] = []

  mutating func begin(bytes count: Int, columns: Int) {
    if capacity < count {
      bytes.deallocate()
      bytes = .allocate(capacity: count)
      capacity = count
    }
    self.columns = columns
    (used, fields, rows, rowUsed, rowFields) = (0, 0, 0, 0, 0)
    wrong.removeAll()
    rowEnds.removeAll()
  }

  mutating func deallocate() {
    bytes.deallocate()
    ends.deallocate()
  }

  mutating func growEnds() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: endsCapacity * 2)
    larger.update(from: ends, count: endsCapacity)
    ends.deallocate()
    ends = larger
    endsCapacity *= 2
  }

  mutating func endRow() {
    let found = fields - rowFields
    if columns == 0 {
      rowEnds.append(fields)
    } else if found != columns {
      wrong.append((rows, found))
      fields = rowFields
      used = rowUsed
    }
    rows += 1
    rowFields = fields
    rowUsed = used
  }
}

/// The pointer is libcsv's own buffer and is overwritten after the call: copied, never kept.
///
/// A cell is never longer than its raw bytes, so the room made by `begin` suffices.
private let onField:
  @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void =
    { field, count, context in
      guard let sink = context?.assumingMemoryBound(to: Sink.self) else { return }
      if let field { memcpy(sink.pointee.bytes + sink.pointee.used, field, count) }
      sink.pointee.used += count
      if sink.pointee.fields == sink.pointee.endsCapacity { sink.pointee.growEnds() }
      sink.pointee.ends[sink.pointee.fields] = UInt32(truncatingIfNeeded: sink.pointee.used)
      sink.pointee.fields += 1
    }

private let onRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
  context?.assumingMemoryBound(to: Sink.self).pointee.endRow()
}
