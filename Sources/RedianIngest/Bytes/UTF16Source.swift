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
    buffer.reserveCapacity(before + raw.count / 2 * 3 + 3)
    let used = transcode(isAtEnd: isAtEnd, into: &buffer)
    hasOddByte = isAtEnd && used < raw.count
    raw.removeFirst(isAtEnd ? raw.count : used)
    transcoded += UInt64(buffer.count - before)
    return isAtEnd
  }

  /// Appends whole characters and returns the bytes used.
  private func transcode(isAtEnd: Bool, into buffer: inout [UInt8]) -> Int {
    let high = isBigEndian ? 0 : 1
    let start = buffer.count
    return raw.withUnsafeBufferPointer { raw in
      func unit(_ index: Int) -> UInt32 {
        UInt32(raw[index + high]) << 8 | UInt32(raw[index + 1 - high])
      }
      var index = 0
      while index + 1 < raw.count {
        let first = unit(index)
        guard first & 0xf800 == 0xd800 else {
          appendUTF8(first, to: &buffer)
          index += 2
          continue
        }
        if first < 0xdc00, index + 3 >= raw.count, !isAtEnd { break }
        let second = index + 3 < raw.count ? unit(index + 2) : 0
        if first < 0xdc00, second & 0xfc00 == 0xdc00 {
          appendUTF8(0x10000 + (first & 0x3ff) << 10 + second & 0x3ff, to: &buffer)
          index += 4
        } else {
          damage.append(transcoded + UInt64(buffer.count - start))
          appendUTF8(0xfffd, to: &buffer)
          index += 2
        }
      }
      return index
    }
  }
}

/// A transcoder that remembers where it had to replace bytes.
protocol DamageSource: AnyObject {
  /// Places in the transcoded stream since the last call, ascending.
  func takeDamage() -> [UInt64]
}

/// Appends a character by its code point.
@inline(__always)
func appendUTF8(_ scalar: UInt32, to buffer: inout [UInt8]) {
  func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
  if scalar < 0x80 {
    buffer.append(byte(scalar))
  } else if scalar < 0x800 {
    buffer.append(byte(0xc0 | scalar >> 6))
    buffer.append(byte(0x80 | scalar & 0x3f))
  } else if scalar < 0x10000 {
    buffer.append(byte(0xe0 | scalar >> 12))
    buffer.append(byte(0x80 | scalar >> 6 & 0x3f))
    buffer.append(byte(0x80 | scalar & 0x3f))
  } else {
    buffer.append(byte(0xf0 | scalar >> 18))
    buffer.append(byte(0x80 | scalar >> 12 & 0x3f))
    buffer.append(byte(0x80 | scalar >> 6 & 0x3f))
    buffer.append(byte(0x80 | scalar & 0x3f))
  }
}
