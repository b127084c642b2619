/// Reads one record of a dialect at a time, cell by cell: plain, not fast.
struct DialectScanner {
  /// A record as it was read.
  struct Record {
    var cells: [[UInt8]] = []
    /// Position behind the line break.
    var end: Int
    var isBlank = false
    var hasQuotes = false
    var hasTextAfterQuote = false
    var hasStrayQuote = false
    /// A quote was open at the end of the bytes.
    var isOpen = false
  }

  let dialect: Dialect
  let delimiter: [UInt8]

  init(_ dialect: Dialect, delimiter: [UInt8]) {
    self.dialect = dialect
    self.delimiter = delimiter
  }

  /// The record that begins here; with `isOpen` set where its end was not found.
  ///
  /// With `isOneLine` a line break ends the record even inside quotes, which is then open.
  func record(_ bytes: ArraySlice<UInt8>, isOneLine: Bool = false) -> Record {
    var record = Record(end: bytes.startIndex)
    var position = bytes.startIndex
    while true {
      var field: [UInt8] = []
      let start = fieldStart(bytes, position)
      if let quote = dialect.quote, start < bytes.endIndex, bytes[start] == quote {
        position = quoted(bytes, start + 1, quote, isOneLine, &record, &field)
      } else {
        position = unquoted(
          bytes,
          dialect.trims ? start : leading(bytes, position),
          &record,
          &field
        )
        if dialect.trims { while let last = field.last, isBlank(last) { field.removeLast() } }
      }
      record.cells.append(field)
      if record.isOpen { break }
      guard let next = behindDelimiter(bytes, position) else { break }
      position = next
    }
    record.end = behindBreak(bytes, position)
    record.isBlank = !record.hasQuotes && record.cells == [[]]
    return record
  }

  /// The record of one line in which a quote quotes only where the next one closes the field; any other
  /// opening quote is text.
  func recordWithTextQuotes(_ line: ArraySlice<UInt8>) -> Record {
    var record = Record(end: line.endIndex)
    var position = line.startIndex
    while true {
      var field: [UInt8] = []
      var quoted = Record(end: line.endIndex)
      let start = fieldStart(line, position)
      var end = start
      if let quote = dialect.quote, start < line.endIndex, line[start] == quote {
        end = self.quoted(line, start + 1, quote, true, &quoted, &field)
      }
      if end == start || quoted.hasTextAfterQuote || quoted.isOpen {
        field = []
        end = unquoted(line, start, &record, &field)
      }
      record.cells.append(field)
      guard let next = behindDelimiter(line, end) else { return record }
      position = next
    }
  }

  /// Where a quote would open the field: behind blanks, if they do not count.
  private func fieldStart(_ bytes: ArraySlice<UInt8>, _ position: Int) -> Int {
    dialect.trims || dialect.trimsLeadingBlanks ? behindBlanks(bytes, position) : position
  }

  private func leading(_ bytes: ArraySlice<UInt8>, _ position: Int) -> Int {
    dialect.trimsLeadingBlanks ? behindBlanks(bytes, position) : position
  }

  private func behindBlanks(_ bytes: ArraySlice<UInt8>, _ position: Int) -> Int {
    var position = position
    while position < bytes.endIndex, isBlank(bytes[position]) { position += 1 }
    return position
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    (byte == 0x20 || byte == 0x09) && delimiter.first != byte
  }

  private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }

  private func behindDelimiter(_ bytes: ArraySlice<UInt8>, _ position: Int) -> Int? {
    !delimiter.isEmpty && bytes[position...].starts(with: delimiter)
      ? position + delimiter.count : nil
  }

  private func behindBreak(_ bytes: ArraySlice<UInt8>, _ position: Int) -> Int {
    guard position < bytes.endIndex, isBreak(bytes[position]) else { return position }
    let isPair =
      bytes[position] == 0x0d && position + 1 < bytes.endIndex && bytes[position + 1] == 0x0a
    return position + (isPair ? 2 : 1)
  }

  /// True where a field may end: at a delimiter, a line break or the end.
  private func endsField(_ bytes: ArraySlice<UInt8>, _ position: Int) -> Bool {
    position == bytes.endIndex || isBreak(bytes[position])
      || behindDelimiter(bytes, position) != nil
  }

  private func unquoted(
    _ bytes: ArraySlice<UInt8>,
    _ start: Int,
    _ record: inout Record,
    _ field: inout [UInt8]
  ) -> Int {
    var position = start
    while !endsField(bytes, position) {
      if bytes[position] == dialect.universalEscape, position + 1 < bytes.endIndex {
        position += 1
      } else if bytes[position] == dialect.quote {
        record.hasStrayQuote = true
      }
      field.append(bytes[position])
      position += 1
    }
    return position
  }

  /// Reads from behind the opening quote; the position returned ends the field.
  private func quoted(
    _ bytes: ArraySlice<UInt8>,
    _ start: Int,
    _ quote: UInt8,
    _ isOneLine: Bool,
    _ record: inout Record,
    _ field: inout [UInt8]
  ) -> Int {
    record.hasQuotes = true
    var position = start
    while position < bytes.endIndex, !(isOneLine && isBreak(bytes[position])) {
      let byte = bytes[position]
      let next = position + 1 < bytes.endIndex ? bytes[position + 1] : nil
      if let next, escapes(byte, next, quote) {
        field.append(next)
        position += 2
      } else if byte != quote {
        field.append(byte)
        position += 1
      } else {
        let behind = behindBlanks(bytes, position + 1)
        if endsField(bytes, behind) { return behind }
        record.hasTextAfterQuote = true
        guard dialect.textAfterQuote == .reopens else {
          return unquoted(bytes, position + 1, &record, &field)
        }
        field.append(byte)
        position += 1
      }
    }
    record.isOpen = true
    return position
  }

  private func escapes(_ byte: UInt8, _ next: UInt8, _ quote: UInt8) -> Bool {
    if byte == dialect.universalEscape { return true }
    if byte == quote && next == quote { return dialect.isDoubledQuoteEscape }
    return byte == dialect.escape && (next == quote || next == dialect.escape)
  }
}
