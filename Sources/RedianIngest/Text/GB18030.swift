import Glibc

/// GB18030 to UTF-8, strictly and without a `String`.
///
/// The two-byte part is a table made once from glibc's own converter, which knows the standard; the
/// rare four-byte characters go through the converter itself.
enum GB18030 {
  /// Room that `decode` needs for `count` bytes: two bytes become at most three.
  static func room(_ count: Int) -> Int { count / 2 * 3 + 8 }

  /// Writes the UTF-8 of the bytes; returns the bytes used, all of them where they are GB18030, and
  /// the bytes written.
  ///
  /// There must be ``room(_:)``.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: UnsafeMutablePointer<UInt8>
  ) -> (used: Int, written: Int) {
    table.withUnsafeBufferPointer { decode(bytes, to: output, table: $0) }
  }

  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: UnsafeMutablePointer<UInt8>,
    table: UnsafeBufferPointer<UInt32>
  ) -> (used: Int, written: Int) {
    let target = UnsafeMutableRawPointer(output)
    var index = 0
    var written = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        output[written] = lead
        index += 1
        written += 1
        continue
      }
      guard lead != 0x80, lead != 0xff, index + 1 < bytes.count else { break }
      let trail = bytes[index + 1]
      if trail >= 0x40 {
        let character = table[Int(lead - 0x81) * 192 + Int(trail - 0x40)]
        if character == 0 { break }
        // Four bytes are written and two or three of them kept.
        target.storeBytes(of: character.littleEndian, toByteOffset: written, as: UInt32.self)
        written += character > 0xffff ? 3 : 2
        index += 2
      } else {
        guard (0x30...0x39).contains(trail), index + 4 <= bytes.count,
          let text = convert(Array(bytes[index..<index + 4]), from: "GB18030", to: "UTF-8")
        else { break }
        for byte in text {
          output[written] = byte
          written += 1
        }
        index += 4
      }
    }
    return (index, written)
  }

  /// The length of the longest beginning that is GB18030.
  static func validPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var used = 0
    _ = [UInt8](unsafeUninitializedCapacity: room(bytes.count)) { space, count in
      if let base = space.baseAddress { used = decode(bytes, to: base).used }
      count = 0
    }
    return used
  }

  /// True where the bytes are GB18030 but for a character that the end cuts.
  static func isPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let valid = validPrefix(bytes)
    return valid == bytes.count || isCut(bytes, valid)
  }

  /// True where a character begins at `index` that the end of the bytes may have cut.
  static func isCut(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard bytes.count - index < 4, (0x81...0xfe).contains(bytes[index]) else { return false }
    let rest = bytes[(index + 1)...]
    return rest.isEmpty
      || (0x30...0x39).contains(rest[index + 1])
        && (rest.count < 2 || (0x81...0xfe).contains(rest[index + 2]))
  }

  /// The bytes of a text in GB18030, or nil where a character has none.
  static func encode(_ text: String) -> [UInt8]? {
    convert(Array(text.utf8), from: "UTF-8", to: "GB18030")
  }

  /// The UTF-8 of each two-byte character, its first byte lowest; 0 where there is none.
  ///
  /// 126 leads by 192 trails.
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 126 * 192)
    for lead in UInt8(0x81)...0xfe {
      for trail in UInt8(0x40)...0xfe where trail != 0x7f {
        guard let text = convert([lead, trail], from: "GB18030", to: "UTF-8"), text.count < 4
        else { continue }
        let packed = text.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        table[Int(lead - 0x81) * 192 + Int(trail - 0x40)] = packed
      }
    }
    return table
  }()

  private static func convert(_ bytes: [UInt8], from source: String, to target: String) -> [UInt8]?
  {
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
