/// An address as it is compared: without blanks and the prefix `Z--`, ASCII in half width and lower
/// case; nothing for a placeholder or less than four characters.
///
/// The text must be well-formed UTF-8.
func comparableAddress(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
  bytes.removeAll(keepingCapacity: true)
  var count = 0
  var index = 0
  while index < text.count {
    let length = sequenceLength(text[index])
    let sequence = text[index..<min(index + length, text.count)]
    index += length
    if let byte = ascii(sequence) {
      guard byte > 0x20 else { continue }
      bytes.append((0x41...0x5a).contains(byte) ? byte + 0x20 : byte)
    } else {
      for byte in sequence { bytes.append(byte) }
    }
    count += 1
    if count == 3 && bytes.elementsEqual("z--".utf8) {
      bytes.removeAll(keepingCapacity: true)
      count = 0
    }
  }
  if count < 4 || count <= longestPlaceholder && placeholders.contains(bytes) {
    bytes.removeAll(keepingCapacity: true)
  }
}

private func sequenceLength(_ lead: UInt8) -> Int {
  lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}

/// The ASCII byte that a sequence stands for, blanks and full-width forms included, or nil.
private func ascii(_ sequence: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
  let start = sequence.startIndex
  switch sequence.count {
  case 1: return sequence[start]
  case 2: return sequence.elementsEqual([0xc2, 0xa0]) ? 0x20 : nil
  case 3:
    let (lead, second, third) = (sequence[start], sequence[start + 1], sequence[start + 2])
    // U+3000, then U+FF01...U+FF3F and U+FF40...U+FF5E.
    if lead == 0xe3 && second == 0x80 && third == 0x80 { return 0x20 }
    if lead == 0xef && second == 0xbc && third > 0x80 { return third - 0x60 }
    if lead == 0xef && second == 0xbd && third < 0x9f { return third - 0x20 }
    return nil
  default: return nil
  }
}

private let placeholderTexts = ["地址不详", "客户未提供", "详见受理内容", "见受理内容", "未提供地址", "null"]
private let placeholders = Set(placeholderTexts.map { Array($0.utf8) })
/// In characters.
private let longestPlaceholder = placeholderTexts.map(\.count).max() ?? 0
