import RedianCore

/// How to read; every member has a default that is found out or fits.
package struct IngestOptions: Sendable {
  package var encoding: TextEncoding?
  package var delimiter: UInt8?
  /// Headers named by the user, before the built-in aliases.
  package var headers: [(field: TicketField, header: String)] = []
  /// Bytes read at a time.
  ///
  /// Records, figures and messages do not depend on it.
  package var blockSize = 1 << 20
  /// A record longer than this, or with more lines, is taken for an unclosed quote.
  package var recordByteLimit = 1 << 20
  package var recordLineLimit = 500
  /// Key of the callers' hash (SipHash); another key gives other hashes.
  package var callerKey: (UInt64, UInt64) = (0x7265_6469_616e_3935, 0x3539_3800_2026_0001)

  package init() {}
}

/// Why an input as a whole cannot be read: facts only, the words are in the command line.
package enum IngestError: Error, Equatable {
  case missing(path: String)
  case isFolder(path: String)
  case unreadable(path: String, errno: Int32)
  case empty(path: String)
  /// A workbook, an archive, or bytes that are no text; `kind` is `xlsx`, `xls`, `gzip`, `zstd`,
  /// `utf-16` or `binary`.
  case notText(path: String, kind: String)
  /// None of the first records is a header; `best` is the one with the most known columns.
  case noHeader(path: String, best: [String])
  case changed(path: String)
  /// libcsv and the scanner disagree: a defect of redian, never of the file.
  case broken(path: String, byte: UInt64, expected: Int, found: Int)
}

/// What was found out about an input before its first data row.
package struct InputLayout: Sendable {
  package let number: Int
  package let path: String
  package let encoding: TextEncoding
  package let hasByteOrderMark: Bool
  package let delimiter: UInt8
  /// The header's cells, trimmed; doubled names get a number behind.
  package let columns: [String]
  /// Column of each field that was found.
  package let fields: [TicketField: Int]
  /// First byte and line after the header.
  package let dataByte: UInt64
  package let dataLine: UInt64
  /// Bytes of title lines and header; blank lines among them count as titles.
  package let titleBytes: UInt64
  package let markBytes: UInt64
  /// Lines above the header.
  package let titleLines: Int

  /// Columns that no field claims, in the order of the file.
  package var unmapped: [Int] {
    let claimed = Set(fields.values)
    return columns.indices.filter { !claimed.contains($0) }
  }
}

/// Whole records as they lie in the input, cut where a record truly ends.
package struct RecordBlock: Sendable {
  /// A run of records to be parsed in one go.
  struct Segment: Sendable {
    var bytes: Range<Int>
    var records: Range<Int>
    /// The bytes to parse instead, for a repaired record.
    var replacement: [UInt8]?
  }

  /// The bytes of the input from ``start`` on.
  var bytes: [UInt8]
  var start: UInt64
  var starts: [UInt32] = []
  var ends: [UInt32] = []
  /// Line of each record, counted from 1.
  var lines: [UInt64] = []
  var segments: [Segment] = []
  /// Quarantined lines and repairs found by the scanner.
  var problems: [Problem] = []
  var rejectedBytes: UInt64 = 0
  var rejectedRows = 0
  var blankBytes: UInt64 = 0
}
