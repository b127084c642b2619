import Glibc

/// The next quote and the next line break at or after a position.
///
/// Each is found by `memchr` and kept until it has been passed: every byte is looked at three times at memory speed, however the
/// bytes are spread, and a file without one of the kinds is not searched twice for it.
struct ByteFinder {
  private let base: UnsafePointer<UInt8>
  let count: Int
  private var quote = -1
  private var lineFeed = -1
  private var carriageReturn = -1

  init(_ bytes: UnsafeBufferPointer<UInt8>, base: UnsafePointer<UInt8>) {
    self.base = base
    count = bytes.count
  }

  /// Position of the next `"`, or `count`.
  mutating func nextQuote(from position: Int) -> Int {
    if quote < position { quote = find(0x22, from: position) }
    return quote
  }

  /// Position of the next CR or LF, or `count`.
  mutating func nextBreak(from position: Int) -> Int {
    if lineFeed < position { lineFeed = find(0x0a, from: position) }
    if carriageReturn < position { carriageReturn = find(0x0d, from: position) }
    return min(lineFeed, carriageReturn)
  }

  /// Forgets what was found, before going back to an earlier position.
  mutating func rewind() {
    quote = -1
    lineFeed = -1
    carriageReturn = -1
  }

  private func find(_ byte: UInt8, from position: Int) -> Int {
    guard position < count, let hit = memchr(base + position, Int32(byte), count - position)
    else { return count }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }
}
