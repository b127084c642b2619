import Glibc

/// A record with NUL bytes in its cells, and the longest row of them.
struct NulRecord {
  var record: Int
  var run: Int
}

/// NUL bytes that follow one another from here on are a hole that a crash left, not a stray byte.
let damagedRun = 16

/// The longest row of NUL bytes.
func longestNulRun(_ bytes: some Sequence<UInt8>) -> Int {
  var longest = 0
  var run = 0
  for byte in bytes {
    run = byte == 0 ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

/// True where a NUL byte is anywhere.
func hasNul(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let base = bytes.baseAddress else { return false }
  return memchr(base, 0, bytes.count) != nil
}
