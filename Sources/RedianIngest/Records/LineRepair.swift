/// Readings of one physical line in which text follows a closing quote, in the order they are tried.
///
/// libcsv opens the quotes again there and swallows the lines that follow. A reading stands only where
/// the line then has as many fields as the header.
enum LineRepair: CaseIterable {
  /// As a spreadsheet, Python and pandas read it: the text belongs to the field as it stands, up to
  /// the next delimiter.
  case spreadsheet
  /// The quote was meant as text and the field ends at a quote before a delimiter:
  /// `"客户称"停电,多次"催办"`.
  case innerQuotes

  /// The fields of a line without its line break, or nil where a quote is still open at its end.
  func fields(_ line: Slice<UnsafeBufferPointer<UInt8>>, delimiter: UInt8) -> [[UInt8]]? {
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    var isQuoted = false
    var isFieldStart = true
    var wasQuoted = false
    var index = line.startIndex
    func end(_ field: [UInt8]) -> [UInt8] { wasQuoted ? field : trimmed(field) }
    while index < line.endIndex {
      let byte = line[index]
      index += 1
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if index < line.endIndex, line[index] == 0x22 {
          field.append(byte)
          index += 1
        } else if let end = closedEnd(line, index, delimiter) {
          isQuoted = false
          index = end
        } else if self == .innerQuotes {
          field.append(byte)
        } else {
          isQuoted = false
        }
      } else if byte == delimiter {
        fields.append(end(field))
        field.removeAll(keepingCapacity: true)
        isFieldStart = true
        wasQuoted = false
      } else if byte == 0x22 && isFieldStart {
        isQuoted = true
        wasQuoted = true
        isFieldStart = false
        field.removeAll(keepingCapacity: true)
      } else {
        field.append(byte)
        if byte != 0x20 && byte != 0x09 { isFieldStart = false }
      }
    }
    return isQuoted ? nil : fields + [end(field)]
  }

  /// Without the blanks that libcsv drops round an unquoted field.
  private func trimmed(_ field: [UInt8]) -> [UInt8] {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let end = field.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? 0
    return Array(field[..<end].drop(while: isBlank))
  }

  /// Where a field ends whose quote stands before `index`: at the delimiter or the end, behind nothing
  /// but blanks; nil where text follows the quote.
  private func closedEnd(
    _ line: Slice<UnsafeBufferPointer<UInt8>>,
    _ index: Int,
    _ delimiter: UInt8
  ) -> Int? {
    let rest = line[index...].drop { $0 == 0x20 || ($0 == 0x09 && delimiter != 0x09) }
    return rest.isEmpty || rest.first == delimiter ? rest.startIndex : nil
  }

  /// The fields as one well-formed record: every field quoted, quotes doubled.
  static func record(_ fields: [[UInt8]], delimiter: UInt8) -> [UInt8] {
    var record: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { record.append(delimiter) }
      record.append(0x22)
      for byte in field {
        if byte == 0x22 { record.append(byte) }
        record.append(byte)
      }
      record.append(0x22)
    }
    record.append(0x0a)
    return record
  }
}
