/// Characters as the matcher sees them.
///
/// Letters in lower case, full-width forms in half width, every digit as `0`, every blank as one
/// space, typographic quotes as plain ones: what differs between registers and means the same.
package enum TextScalars {
  /// The character that stands for a scalar.
  @inline(__always)
  package static func normalized(_ scalar: UInt32) -> UInt32 {
    var value = scalar
    if value >= 0xff01 && value <= 0xff5e { value -= 0xfee0 }
    if value >= 0x30 && value <= 0x39 { return 0x30 }
    if value >= 0x41 && value <= 0x5a { return value + 0x20 }
    switch value {
    case 0x09, 0x0a, 0x0d, 0xa0, 0x3000: return 0x20
    case 0x201c, 0x201d, 0x300c, 0x300d: return 0x22
    case 0x2018, 0x2019: return 0x27
    default: return value
    }
  }

  /// Every character of a UTF-8 text; bytes that are no UTF-8 are passed over.
  package static func of(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { normalized($0.value) }
  }
}
