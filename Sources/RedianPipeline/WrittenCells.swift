/// A CSV cell by RFC 4180, quoted where it must be.
func appendQuoted(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  let isEdged = cell.first == 0x20 || cell.last == 0x20 || cell.first == 9 || cell.last == 9
  let isSpecial = cell.contains { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }
  guard isEdged || isSpecial else { return output.append(contentsOf: cell) }
  appendInQuotes(cell, to: &output)
}

/// A cell between tabs: tabs and line breaks become blanks, and one that begins with a quote is quoted, as spreadsheets
/// write and read it.
func appendTabbed(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  let start = output.count
  if cell.first == 0x22 {
    appendInQuotes(cell, to: &output)
  } else {
    output.append(contentsOf: cell)
  }
  guard cell.contains(where: isTabOrBreak) else { return }
  for place in start..<output.count where isTabOrBreak(output[place]) { output[place] = 0x20 }
}

private func appendInQuotes(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  output.append(0x22)
  for byte in cell {
    if byte == 0x22 { output.append(byte) }
    output.append(byte)
  }
  output.append(0x22)
}

private func isTabOrBreak(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0a || byte == 0x0d }

/// A JSON string by RFC 8259.
package func appendJSON(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  output.append(0x22)
  if cell.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5c }) {
    for byte in cell { appendEscaped(byte, to: &output) }
  } else {
    output.append(contentsOf: cell)
  }
  output.append(0x22)
}

private func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
  switch byte {
  case 0x22, 0x5c: output += [0x5c, byte]
  case 0x0a: output += Array("\\n".utf8)
  case 0x0d: output += Array("\\r".utf8)
  case 0x09: output += Array("\\t".utf8)
  case 0..<0x20:
    output += Array("\\u00".utf8)
    output += [hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 15)]
  default: output.append(byte)
  }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
