/// The reading of a spreadsheet for one physical line: text after a closing quote belongs to the
/// field as it stands, up to the next delimiter.
///
/// libcsv opens the quotes again there and swallows the lines that follow; Excel, Python and pandas
/// read it as this rule does.
enum SpreadsheetRule {
  /// The fields of a line without its line break, or nil where a quote is still open at its end.
  static func fields(
    _ line: Slice<UnsafeBufferPointer<UInt8>>,
    delimiter: UInt8
  ) -> [[UInt8]]? {
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    var isQuoted = false
    var isFieldStart = true
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += 1
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if index < line.endIndex, line[index] == 0x22 {
          field.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == delimiter {
        fields.append(field)
        field.removeAll(keepingCapacity: true)
        isFieldStart = true
      } else if byte == 0x22 && isFieldStart {
        isQuoted = true
        isFieldStart = false
      } else {
        field.append(byte)
        if byte != 0x20 && byte != 0x09 { isFieldStart = false }
      }
    }
    return isQuoted ? nil : fields + [field]
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
