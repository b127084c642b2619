package import RedianCore

/// How to read; every member has a default that is found out or fits.
package struct IngestOptions: Sendable {
  package var encoding: TextEncoding?
  package var delimiter: UInt8?
  /// False where quotes are text and quote nothing.
  package var isQuoting: Bool?
  /// Headers named by the user, before the built-in aliases.
  package var headers: [NamedHeader] = []
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

/// A field and the header that the user says it has.
package typealias NamedHeader = (field: TicketField, header: String)

/// Why an input as a whole cannot be read: facts only, the words are in the command line.
package enum IngestError: Error, Equatable {
  case missing(path: String)
  case isFolder(path: String)
  case unreadable(path: String, errno: Int32)
  case empty(path: String)
  /// A workbook, an archive of another kind, or bytes that are no text; `kind` is `xlsx`, `xls` or
  /// `binary`.
  case notText(path: String, kind: String)
  /// The archive ends too early; `byte` counts what was unpacked.
  case truncatedArchive(path: String, byte: UInt64)
  /// The archive's check sum or structure is wrong; `byte` counts what was unpacked.
  case damagedArchive(path: String, byte: UInt64)
  /// None of the first records is a header; `best` is the one with the most known columns.
  case noHeader(path: String, best: [String])
  /// No column holds the ticket's text; `unknown` are the headers that the user has named and that are not there.
  case noContent(path: String, line: UInt64, unknown: String)
  /// Two columns have the same name, which is that of a field that the figures depend on; columns
  /// are counted from 1.
  case ambiguousHeader(path: String, line: UInt64, header: String, columns: [Int])
  case changed(path: String)
  /// A row of a table that is read whole (labels, customers, frames) could not be read.
  case damagedRow(path: String, problem: Problem)
  /// libcsv and the scanner disagree: a defect of redian, never of the file.
  case broken(path: String, byte: UInt64, expected: Int, found: Int)
}
