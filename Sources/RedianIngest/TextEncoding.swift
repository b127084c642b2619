/// The character encodings an export can be in.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case gb18030

  /// Accepts the usual spellings; nil for anything else.
  package init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8", "utf8bom", "utf8sig": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    default: return nil
    }
  }
}

/// True where the bytes are well-formed UTF-8 (Unicode 15, table 3-7).
///
/// With `allowTruncated` a sequence that is cut by the end of the bytes is accepted.
func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>, allowTruncated: Bool = false) -> Bool {
  var index = 0
  let count = bytes.count
  while index < count {
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xbf
    switch lead {
    case 0xc2...0xdf: length = 2
    case 0xe0: (length, lowest) = (3, 0xa0)
    case 0xe1...0xec, 0xee, 0xef: length = 3
    case 0xed: (length, highest) = (3, 0x9f)
    case 0xf0: (length, lowest) = (4, 0x90)
    case 0xf1...0xf3: length = 4
    case 0xf4: (length, highest) = (4, 0x8f)
    default: return false
    }
    for offset in 1..<length {
      guard index + offset < count else { return allowTruncated }
      let byte = bytes[index + offset]
      guard byte >= lowest && byte <= highest else { return false }
      lowest = 0x80
      highest = 0xbf
    }
    index += length
  }
  return true
}
