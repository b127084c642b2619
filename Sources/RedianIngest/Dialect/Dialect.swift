package import RedianCore

/// How a delimited text is to be read, for the generic view; what is nil is found out or has a default.
///
/// The exports of `run` need none of it: their reader is ``InputReader``. The generic view reads any
/// table, one record at a time, and is the plain reference that the fast reader is tested against.
package struct Dialect: Sendable {
  /// What becomes of text behind a closing quote.
  package enum TextAfterQuote: Sendable {
    /// It belongs to the field as it stands, as in a spreadsheet.
    case literal
    /// The quotes are open again, as libcsv and Go's lazy quotes have it.
    case reopens
    /// The record is a reject.
    case isError
  }

  /// One byte or the UTF-8 bytes of one or more characters; nil to be found out.
  package var delimiter: [UInt8]?
  /// Nil where nothing is quoted.
  package var quote: UInt8? = 0x22
  /// Before a quote inside quotes, beside the doubled quote.
  package var escape: UInt8?
  /// Before any character, inside quotes or not.
  package var universalEscape: UInt8?
  package var isDoubledQuoteEscape = true
  package var textAfterQuote = TextAfterQuote.literal
  /// A quote inside an unquoted field rejects the record.
  package var rejectsStrayQuote = false
  /// A quote open at the end of the input ends there; otherwise its first line is a reject.
  package var closesAtEnd = false
  /// Blanks at both ends of an unquoted field, and round quotes, are dropped.
  package var trims = false
  package var trimsLeadingBlanks = false
  /// A record that begins so is a comment.
  package var comment: [UInt8]?
  /// True and false as said; nil: blank lines are dropped unless the table has one column.
  package var skipsBlankLines: Bool?
  /// A blank line is a record without cells.
  package var reportsBlankLines = false
  package var skippedLines = 0
  package var headerLines = 0
  /// Columns that the table is said to have.
  package var columns: Int?
  /// Every record must have as many cells as the first.
  package var columnsOfFirst = false
  /// Records of any width are kept.
  package var allowsRagged = false
  package var header: [String]?
  /// A record longer than this, its line break not counted, is a reject.
  package var lineByteLimit: Int?
  package var recordByteLimit = 1 << 20
  package var recordLineLimit = 500

  package init() {}

  /// True where a record of nothing but empty cells is no row: below a header it is what a spreadsheet
  /// writes for an empty line.
  var dropsEmptyRecords: Bool { headerLines > 0 && skipsBlankLines != false }

  /// True where records must fit a width: the text is a table and not a list of records.
  var isTable: Bool {
    !allowsRagged && (headerLines > 0 || columns != nil || columnsOfFirst)
  }
}

/// One thing that the generic view has read.
package enum DialectItem: Sendable, Equatable {
  /// A record's cells as UTF-8, and the line it begins on.
  case row(line: UInt64, cells: [[UInt8]])
  /// `record` counts data records, rejects included, from 1; 0 in the header.
  case reject(line: UInt64, record: Int, code: ProblemCode, raw: [UInt8])
}
