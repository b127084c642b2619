/// Finds the encoding of an input: mark, zero bytes of UTF-16, UTF-8, GB18030, in this order.
///
/// UTF-8 comes before GB18030 because most UTF-8 is also valid GB18030, and hardly any GB18030 of more
/// than a few words is valid UTF-8. Where the head is ASCII the rest of the file is asked. Where a few
/// bytes are damaged, the encoding is that of most lines; every cell is tried in both anyway.
struct EncodingDetector {
  let head: [UInt8]
  let isAll: Bool
  /// A later part of the file with a byte above 127 in it, where it can be had.
  var later: () -> [UInt8]? = { nil }

  init(head: [UInt8], isAll: Bool) {
    self.head = head
    self.isAll = isAll
  }

  /// The encoding that the user named; a mark says which of the two orders of UTF-16 is meant.
  func encoding(named: TextEncoding) -> TextEncoding {
    guard named.isUTF16, let mark, mark.isUTF16 else { return named }
    return mark
  }

  func encoding() -> (TextEncoding, EncodingReason) {
    if let mark { return (mark, .byteOrderMark) }
    if let order = zeroBytes { return (order, .zeroBytes) }
    if head.contains(where: { $0 >= 0x80 }) { return encoding(of: head) }
    guard !isAll, let text = later() else { return (.utf8, .ascii) }
    return encoding(of: text)
  }

  private var mark: TextEncoding? {
    if head.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
    if head.starts(with: [0x84, 0x31, 0x95, 0x33]) { return .gb18030 }
    if head.starts(with: [0xff, 0xfe]) { return .utf16LittleEndian }
    return head.starts(with: [0xfe, 0xff]) ? .utf16BigEndian : nil
  }

  /// UTF-16 without a mark: commas, digits and line breaks have a zero byte each on one side, and the
  /// byte on the other side is the character.
  ///
  /// A few Chinese characters (一, U+4E00) have theirs on the
  /// other side.
  private var zeroBytes: TextEncoding? {
    let sample = head.prefix(1 << 16)
    var zeros = [0, 0]
    for index in sample.indices where sample[index] == 0 {
      let partner = index ^ 1
      guard partner < head.count, isText(head[partner]) else { continue }
      zeros[index & 1] += 1
    }
    let sum = sample.count { $0 == 0 }
    guard sum * 20 > sample.count, let most = zeros.max(), most * 4 >= sum * 3 else { return nil }
    return zeros[0] > zeros[1] ? .utf16BigEndian : .utf16LittleEndian
  }

  private func isText(_ byte: UInt8) -> Bool {
    (0x20..<0x7f).contains(byte) || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private func encoding(of text: [UInt8]) -> (TextEncoding, EncodingReason) {
    text.withUnsafeBufferPointer { bytes in
      if isUTF8Prefix(bytes) { return (.utf8, .validUTF8) }
      let lines = bytes.split { $0 == 0x0a || $0 == 0x0d }
        .filter { $0.contains { $0 >= 0x80 } }
      let good = lines.count { isUTF8Prefix(.init(rebasing: $0)) }
      if good * 2 > lines.count { return (.utf8, .mostLines) }
      return (.gb18030, GB18030.isPrefix(bytes) ? .validGB18030 : .mostLines)
    }
  }

  /// What an input is that cannot be text in this encoding: a workbook or other binary data.
  func foreignKind(_ encoding: TextEncoding) -> String? {
    if head.starts(with: [0x50, 0x4b, 0x03, 0x04]) { return "xlsx" }
    if head.starts(with: [0xd0, 0xcf, 0x11, 0xe0]) { return "xls" }
    guard !encoding.isUTF16 else { return nil }
    let sample = head.prefix(1 << 16)
    // Zeros are a hole in a damaged file; other control characters have no business in a text.
    let controls = sample.count { $0 < 0x20 && $0 != 0 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
    let isEmpty = !sample.contains { $0 == 0x2c || $0 == 0x09 || $0 == 0x3b || $0 == 0x0a }
    return controls * 50 > sample.count || (isEmpty && sample.contains(0)) ? "binary" : nil
  }
}
