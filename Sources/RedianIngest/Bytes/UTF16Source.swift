/// Transcodes UTF-16 to UTF-8.
///
/// In UTF-16 a byte of a Chinese character may look like a comma or a line break, so it cannot be cut
/// into records as it is. A surrogate without its partner becomes U+FFFD and is remembered by its
/// place; so is a last byte without its partner, which is dropped. The place of every other byte
/// follows from the UTF-8 alone: see ``RecordBlock/inputBytes(_:)``.
final class UTF16Source: ByteSource, DamageSource {
  private let source: any ByteSource
  private let isBigEndian: Bool
  private var raw: [UInt8] = []
  private var transcoded: UInt64 = 0
  private(set) var damage: [UInt64] = []
  /// A byte left over at the end.
  private(set) var hasOddByte = false

  init(_ source: any ByteSource, isBigEndian: Bool) {
    self.source = source
    self.isBigEndian = isBigEndian
  }

  func takeDamage() -> [UInt64] {
    defer { damage = [] }
    return damage
  }

  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    // A unit of two bytes becomes up to three.
    let isAtEnd = try source.read(max(4, limit / 3 * 2), into: &raw)
    let before = buffer.count
    var used = 0
    let text = [UInt8](unsafeUninitializedCapacity: raw.count / 2 * 3) { space, count in
      guard let base = space.baseAddress else { return }
      (used, count) = transcode(isAtEnd: isAtEnd, to: base)
    }
    if buffer.isEmpty { buffer = text } else { buffer += text }
    hasOddByte = isAtEnd && used < raw.count
    raw.removeFirst(isAtEnd ? raw.count : used)
    transcoded += UInt64(buffer.count - before)
    return isAtEnd
  }

  /// Writes whole characters; returns the bytes used and the bytes written.
  private func transcode(
    isAtEnd: Bool,
    to output: UnsafeMutablePointer<UInt8>
  ) -> (used: Int, written: Int) {
    let high = isBigEndian ? 0 : 1
    return raw.withUnsafeBufferPointer { raw in
      func unit(_ index: Int) -> UInt32 {
        UInt32(raw[index + high]) << 8 | UInt32(raw[index + 1 - high])
      }
      var index = 0
      var written = 0
      while index + 1 < raw.count {
        let first = unit(index)
        guard first & 0xf800 == 0xd800 else {
          written += writeUTF8(first, to: output + written)
          index += 2
          continue
        }
        if first < 0xdc00, index + 3 >= raw.count, !isAtEnd { break }
        let second = index + 3 < raw.count ? unit(index + 2) : 0
        if first < 0xdc00, second & 0xfc00 == 0xdc00 {
          let scalar = 0x10000 + (first & 0x3ff) << 10 + second & 0x3ff
          written += writeUTF8(scalar, to: output + written)
          index += 4
        } else {
          damage.append(transcoded + UInt64(written))
          written += writeUTF8(0xfffd, to: output + written)
          index += 2
        }
      }
      return (index, written)
    }
  }
}

/// A transcoder that remembers where it had to replace bytes.
protocol DamageSource: AnyObject {
  /// Places in the transcoded stream since the last call, ascending.
  func takeDamage() -> [UInt64]
}

/// Writes a character by its code point and returns its length, at most four bytes.
@inline(__always)
func writeUTF8(_ scalar: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
  func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
  if scalar < 0x80 {
    output[0] = byte(scalar)
    return 1
  }
  if scalar < 0x800 {
    output[0] = byte(0xc0 | scalar >> 6)
    output[1] = byte(0x80 | scalar & 0x3f)
    return 2
  }
  if scalar < 0x10000 {
    output[0] = byte(0xe0 | scalar >> 12)
    output[1] = byte(0x80 | scalar >> 6 & 0x3f)
    output[2] = byte(0x80 | scalar & 0x3f)
    return 3
  }
  output[0] = byte(0xf0 | scalar >> 18)
  output[1] = byte(0x80 | scalar >> 12 & 0x3f)
  output[2] = byte(0x80 | scalar >> 6 & 0x3f)
  output[3] = byte(0x80 | scalar & 0x3f)
  return 4
}

/// Appends a character by its code point.
func appendUTF8(_ scalar: UInt32, to buffer: inout [UInt8]) {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { space in
    guard let base = space.baseAddress else { return }
    let count = writeUTF8(scalar, to: base)
    buffer.append(contentsOf: space[..<count])
  }
}
