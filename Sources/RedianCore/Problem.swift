/// What can be wrong with a row or a cell, without ceasing to read the rest.
///
/// The raw value is the stable code in `rejects.csv` and `quality.csv`. A ``isReject`` problem costs
/// its row; any other one is counted and the row is used.
package enum ProblemCode: String, Sendable, CaseIterable {
  case unclosedQuote = "unclosed_quote"
  case textAfterQuote = "text_after_quote"
  case recordTooLong = "record_too_long"
  case tooFewFields = "too_few_fields"
  case tooManyFields = "too_many_fields"
  case damagedBlock = "damaged_block"
  case undecodable = "undecodable"
  // From here on the row is kept.
  case repairedQuote = "repaired_quote"
  case strayQuote = "stray_quote"
  case mixedEncoding = "mixed_encoding"
  case invalidText = "invalid_text"
  case nulByte = "nul_byte"
  case unterminatedLastRecord = "unterminated_last_record"
  case repeatedHeader = "repeated_header"
  case totalsLine = "totals"
  case titleLine = "title"
  case emptyRow = "empty_row"
  case mixedLineBreaks = "mixed_line_breaks"
  case duplicateHeader = "duplicate_header"
  case unknownHeader = "unknown_header"
  case missingContent = "missing_content"
  case unreadableTime = "unreadable_time"
  case missingID = "missing_id"
  case damagedID = "id_scientific"
  case zeroedID = "id_zeroed"
  case unwrappedID = "id_unwrapped"
  case dayNumber = "excel_day_number"
  case fullWidth = "full_width"
  case missingTime = "missing_accept_time"
  case unknownArea = "unknown_area"

  package var isReject: Bool {
    switch self {
    case .unclosedQuote, .textAfterQuote, .recordTooLong, .tooFewFields, .tooManyFields,
      .damagedBlock, .undecodable:
      true
    default: false
    }
  }

  /// True for what a user must hear of, with what can be done about it.
  package var needsAction: Bool { isReject || self == .unknownHeader || self == .missingContent }
}

/// One problem with its place.
///
/// Line and column are counted from 1; the column is the field.
package struct Problem: Sendable, Equatable {
  package var code: ProblemCode
  package var file: Int
  package var line: UInt64
  package var lineEnd: UInt64
  package var byte: UInt64
  /// The field, or 0 where the whole row is meant.
  package var column: Int
  /// Fields expected and found, where the code is about their number.
  package var expected: Int
  package var found: Int
  /// The raw bytes of a rejected row, or the headers that `--map` names and the file has not; else empty.
  package var raw: [UInt8]

  package init(
    _ code: ProblemCode,
    file: Int,
    line: UInt64,
    lineEnd: UInt64? = nil,
    byte: UInt64,
    column: Int = 0,
    expected: Int = 0,
    found: Int = 0,
    raw: [UInt8] = []
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.lineEnd = lineEnd ?? line
    self.byte = byte
    self.column = column
    self.expected = expected
    self.found = found
    self.raw = raw
  }
}

extension Problem {
  /// Headers that the user has named and that are not in the header on a line.
  package static func unknownHeaders(
    _ names: [String],
    file: Int = 0,
    line: UInt64,
    byte: UInt64 = 0
  ) -> Problem {
    let list = names.joined(separator: "”、“")
    return Problem(.unknownHeader, file: file, line: line, byte: byte, raw: Array(list.utf8))
  }
}
