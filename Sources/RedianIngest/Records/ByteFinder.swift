import Glibc

/// The next quote and the next line break at or after a position, forwards or again from further back.
///
/// Each is found by `memchr` and remembered with the stretch in which there is no other: every byte is
/// looked at three times at memory speed, however the bytes are spread and however often a damaged
/// line is gone back to, and a file without one of the kinds is not searched twice for it.
struct ByteFinder {
  private let base: UnsafePointer<UInt8>
  let count: Int
  private var quote = Hit()
  private var lineFeed = Hit()
  private var carriageReturn = Hit()

  /// A byte stands at `place` and nowhere from `from` up to there.
  private struct Hit {
    var from = 0
    var place = -1
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, base: UnsafePointer<UInt8>) {
    self.base = base
    count = bytes.count
  }

  /// Position of the next `"`, or `count`.
  mutating func nextQuote(from position: Int) -> Int { next(0x22, &quote, position) }

  /// Position of the next CR or LF, or `count`.
  mutating func nextBreak(from position: Int) -> Int {
    min(next(0x0a, &lineFeed, position), next(0x0d, &carriageReturn, position))
  }

  @inline(__always)
  private func next(_ byte: UInt8, _ hit: inout Hit, _ position: Int) -> Int {
    if position > hit.place {
      hit = Hit(from: position, place: find(byte, position..<max(position, count)) ?? count)
    } else if position < hit.from {
      if let place = find(byte, position..<hit.from) { hit.place = place }
      hit.from = position
    }
    return hit.place
  }

  private func find(_ byte: UInt8, _ range: Range<Int>) -> Int? {
    guard let hit = memchr(base + range.lowerBound, Int32(byte), range.count) else { return nil }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }
}
