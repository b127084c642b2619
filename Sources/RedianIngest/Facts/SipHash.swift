/// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): callers are
/// compared by this keyed hash, so that a report never holds a number that leads back to them.
func sipHash(_ bytes: UnsafeBufferPointer<UInt8>, key: (UInt64, UInt64)) -> UInt64 {
  var v0 = key.0 ^ 0x736f_6d65_7073_6575
  var v1 = key.1 ^ 0x646f_7261_6e64_6f6d
  var v2 = key.0 ^ 0x6c79_6765_6e65_7261
  var v3 = key.1 ^ 0x7465_6462_7974_6573

  func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
  func round() {
    v0 &+= v1
    v1 = rotate(v1, 13) ^ v0
    v0 = rotate(v0, 32)
    v2 &+= v3
    v3 = rotate(v3, 16) ^ v2
    v0 &+= v3
    v3 = rotate(v3, 21) ^ v0
    v2 &+= v1
    v1 = rotate(v1, 17) ^ v2
    v2 = rotate(v2, 32)
  }
  func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  var word: UInt64 = 0
  for index in bytes.indices {
    word |= UInt64(bytes[index]) << UInt64(index % 8 * 8)
    if index % 8 == 7 {
      absorb(word)
      word = 0
    }
  }
  absorb(word | UInt64(bytes.count) << 56)
  v2 ^= 0xff
  for _ in 0..<4 { round() }
  return v0 ^ v1 ^ v2 ^ v3
}
