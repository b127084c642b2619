/// Numbers the characters of a set of patterns, so that a pattern is a short key.
///
/// Number 0 is every character that stands in no pattern. Normalisation (``TextScalars``) is part
/// of the table: a full-width digit and a plain one have the same number.
struct Alphabet: Sendable {
  /// Bits of a character number; more characters than fit are left out, those of the last patterns.
  static let bits: UInt32 = 13

  /// Character number by scalar of the basic plane.
  private(set) var numbers = [UInt16](repeating: 0, count: 65_536)
  private(set) var count = 1

  init(_ patterns: [[UInt32]]) {
    var own = [UInt16](repeating: 0, count: 65_536)
    for scalar in patterns.joined() where scalar > 0 && scalar < 65_536 && own[Int(scalar)] == 0 {
      guard count < 1 << Self.bits else { break }
      own[Int(scalar)] = UInt16(count)
      count += 1
    }
    for scalar in 0..<UInt32(65_536) {
      numbers[Int(scalar)] = own[Int(TextScalars.normalized(scalar))]
    }
  }

  /// The numbers of a pattern's characters, or nil where one has none.
  func numbers(of pattern: [UInt32]) -> [UInt32]? {
    let known = pattern.map { $0 < 65_536 ? UInt32(numbers[Int($0)]) : 0 }
    return known.contains(0) ? nil : known
  }

  /// Writes the number of every character of a UTF-8 text; returns how many characters there are.
  ///
  /// A byte that begins no well-formed sequence counts as one unknown character. `output` has room
  /// for one number a byte.
  @inline(__always)
  func read(
    _ text: UnsafeBufferPointer<UInt8>,
    into output: UnsafeMutablePointer<UInt16>
  ) -> Int {
    numbers.withUnsafeBufferPointer { numbers in
      let digit = numbers[Int(TextScalars.digit)]
      var index = 0
      var count = 0
      var digits = 0
      while index < text.count {
        let scalar = Self.threeBytes(text, &index) ?? Self.scalar(text, &index)
        let number = scalar < 65_536 ? numbers[Int(scalar)] : 0
        digits = number == digit ? digits &+ 1 : 0
        output[count] = digits > TextScalars.longestNumber ? 0 : number
        count &+= 1
      }
      return count
    }
  }

  /// The scalar of three bytes at `index`, as nearly all are in Chinese text, read at one go; nil for any
  /// other, and near the end.
  @inline(__always)
  private static func threeBytes(
    _ text: UnsafeBufferPointer<UInt8>,
    _ index: inout Int
  ) -> UInt32? {
    guard index &+ 4 <= text.count else { return nil }
    let bytes = UInt32(
      littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(
        fromByteOffset: index,
        as: UInt32.self
      )
    )
    guard bytes & 0xc0_c0f0 == 0x80_80e0 else { return nil }
    index &+= 3
    return (bytes & 0x0f) << 12 | (bytes >> 2) & 0xfc0 | (bytes >> 16) & 0x3f
  }

  /// The scalar at `index`, which moves behind it; `UInt32.max` for bytes that begin none.
  ///
  /// Loosely checked (overlong forms pass): readers have replaced what is no UTF-8.
  @inline(__always)
  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
    let lead = text[index]
    index += 1
    if lead < 0x80 { return UInt32(lead) }
    let length = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
    guard lead >= 0xc2, lead < 0xf5, index + length <= text.count else { return .max }
    var scalar = UInt32(lead) & (0x3f >> UInt32(length))
    for offset in 0..<length {
      let byte = text[index + offset]
      guard byte & 0xc0 == 0x80 else { return .max }
      scalar = scalar << 6 | UInt32(byte & 0x3f)
    }
    index += length
    return scalar
  }
}
