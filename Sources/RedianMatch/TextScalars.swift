/// Characters as the matcher sees them.
///
/// Letters in lower case, full-width forms in half width, every digit as `0`, blanks (also line ends and
/// ideographic ones) as the comma in whose place they stand in Chinese, typographic quotes as plain ones: what
/// differs between registers and means the same. Of a long unbroken number the first digits alone are seen.
package enum TextScalars {
  /// Digits of a number that are seen; longer ones are accounts, telephones, tickets, and tell nothing.
  package static let longestNumber = 5
  /// In place of a character that is not seen; no pattern has it.
  package static let unseen: UInt32 = 0
  static let digit: UInt32 = 0x30

  /// The character that stands for a scalar.
  @inline(__always)
  package static func normalized(_ scalar: UInt32) -> UInt32 {
    var value = scalar
    if value >= 0xff01 && value <= 0xff5e { value -= 0xfee0 }
    if value >= 0x30 && value <= 0x39 { return digit }
    if value >= 0x41 && value <= 0x5a { return value + 0x20 }
    switch value {
    case 0x09, 0x0a, 0x0d, 0x20, 0xa0, 0x3000: return 0x2c
    case 0x201c, 0x201d, 0x300c, 0x300d: return 0x22
    case 0x2018, 0x2019: return 0x27
    default: return value
    }
  }

  /// Every character of a text; digits beyond the ``longestNumber`` of a number are ``unseen``.
  package static func of(_ text: String) -> [UInt32] {
    var digits = 0
    return text.unicodeScalars.map { scalar in
      let character = normalized(scalar.value)
      digits = character == digit ? digits + 1 : 0
      return digits > longestNumber ? unseen : character
    }
  }
}
