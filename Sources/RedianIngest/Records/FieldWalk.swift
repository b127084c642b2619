/// Finds the fields of a record that the scanner has cut, by libcsv's rules and without libcsv: for
/// the places of problems.
extension RecordScanner {
  /// Where a field, counted from 0, lies in a record that has been cut; nil where it has fewer.
  func field(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ record: Range<Int>,
    _ column: Int
  ) -> Range<Int>? {
    var position = record.lowerBound
    for _ in 0..<column {
      guard let end = endOfField(bytes, position..<record.upperBound), end < record.upperBound,
        bytes[end] == delimiter
      else { return nil }
      position = end + 1
    }
    return endOfField(bytes, position..<record.upperBound).map { position..<$0 }
  }

  /// The number, from 1, of the field whose quote is still open at the end of a line; 0 for none.
  func openColumn(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int {
    var column = 1
    var position = line.lowerBound
    while let end = endOfField(bytes, position..<line.upperBound) {
      guard end < line.upperBound, bytes[end] == delimiter else { return 0 }
      column += 1
      position = end + 1
    }
    return column
  }

  /// The number, from 1, of the field of a record in which a byte stands.
  func column(_ bytes: UnsafeBufferPointer<UInt8>, _ record: Range<Int>, of place: Int) -> Int {
    var column = 1
    var position = record.lowerBound
    while let end = endOfField(bytes, position..<record.upperBound), end < place,
      bytes[end] == delimiter
    {
      column += 1
      position = end + 1
    }
    return column
  }

  /// Position of the delimiter or line break behind a field, or nil where its quote stays open.
  private func endOfField(_ bytes: UnsafeBufferPointer<UInt8>, _ rest: Range<Int>) -> Int? {
    var position = rest.lowerBound
    while position < rest.upperBound, isBlank(bytes[position]) { position += 1 }
    if isQuoting, position < rest.upperBound, bytes[position] == 0x22 {
      position += 1
      while position < rest.upperBound {
        if bytes[position] != 0x22 {
          position += 1
        } else if position + 1 < rest.upperBound, bytes[position + 1] == 0x22 {
          position += 2
        } else {
          break
        }
      }
      if position == rest.upperBound { return nil }
    }
    while position < rest.upperBound {
      let byte = bytes[position]
      if byte == delimiter || byte == 0x0a || byte == 0x0d { break }
      position += 1
    }
    return position
  }
}
