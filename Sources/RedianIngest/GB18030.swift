import Glibc

/// GB18030 to UTF-8, strictly and without a `String`.
///
/// The two-byte part is a table made once from glibc's own converter, which knows the standard; the
/// rare four-byte characters go through the converter itself.
enum GB18030 {
  /// Appends the decoded bytes; false where the bytes are not GB18030 (what was appended stays).
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        output.append(lead)
        index += 1
        continue
      }
      guard lead != 0x80, lead != 0xff, index + 1 < bytes.count else { return false }
      let trail = bytes[index + 1]
      if (0x30...0x39).contains(trail) {
        guard index + 4 <= bytes.count, let text = convert(bytes[index..<(index + 4)]) else {
          return false
        }
        output.append(contentsOf: text)
        index += 4
      } else {
        guard trail >= 0x40, trail != 0x7f, trail != 0xff else { return false }
        let unit = table[Int(lead - 0x81) * 192 + Int(trail - 0x40)]
        guard unit != 0 else { return false }
        append(unit, to: &output)
        index += 2
      }
    }
    return true
  }

  /// True where the bytes are GB18030; a character cut by the end is accepted.
  static func isValidPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var ignored: [UInt8] = []
    ignored.reserveCapacity(bytes.count * 2)
    if decode(bytes, into: &ignored) { return true }
    for cut in 1...3 where bytes.count > cut {
      ignored.removeAll(keepingCapacity: true)
      if decode(.init(rebasing: bytes.dropLast(cut)), into: &ignored) { return true }
    }
    return false
  }

  /// The bytes of a text in GB18030, or nil where a character has none.
  static func encode(_ text: String) -> [UInt8]? {
    convert(Array(text.utf8)[...], from: "UTF-8", to: "GB18030")
  }

  private static func append(_ unit: UInt16, to output: inout [UInt8]) {
    if unit < 0x800 {
      output.append(UInt8(truncatingIfNeeded: 0xc0 | unit >> 6))
    } else {
      output.append(UInt8(truncatingIfNeeded: 0xe0 | unit >> 12))
      output.append(UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3f))
    }
    output.append(UInt8(truncatingIfNeeded: 0x80 | unit & 0x3f))
  }

  /// UTF-16 unit of each two-byte character, 0 where there is none; 126 leads by 192 trails.
  private static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 126 * 192)
    for lead in UInt8(0x81)...0xfe {
      for trail in UInt8(0x40)...0xfe where trail != 0x7f {
        guard let text = convert([lead, trail], from: "GB18030", to: "UTF-8") else { continue }
        let units = Array(String(decoding: text, as: UTF8.self).utf16)
        if units.count == 1 { table[Int(lead - 0x81) * 192 + Int(trail - 0x40)] = units[0] }
      }
    }
    return table
  }()

  private static func convert(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    convert(Array(bytes)[...], from: "GB18030", to: "UTF-8")
  }

  private static func convert(
    _ bytes: ArraySlice<UInt8>,
    from source: String,
    to target: String
  ) -> [UInt8]? {
    let converter = iconv_open(target, source)
    guard converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 8)
    let capacity = output.count
    let used = input.withUnsafeMutableBufferPointer { input -> Int? in
      output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress
        var to = output.baseAddress
        var left = input.count
        var room = capacity
        let status = iconv(converter, &from, &left, &to, &room)
        return status == -1 || left != 0 ? nil : capacity - room
      }
    }
    return used.map { output[..<$0].map { UInt8(bitPattern: $0) } }
  }
}
