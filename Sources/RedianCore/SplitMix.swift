/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014).
///
/// One addition and a finaliser, good for any seed. Inlined into other targets: the scan draws millions.
package struct SplitMix: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  @inlinable
  package init(seed: UInt64) { state = seed }

  /// One of many streams of a seed.
  @inlinable
  package init(seed: UInt64, stream: UInt64) {
    state = seed
    state = next() ^ (stream &* 0xd134_2543_de82_ef95)
    state = next()
  }

  @inlinable
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// A number in 0..<bound by multiplication (Lemire 2019); its bias is below bound / 2^64.
  @inlinable
  package mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
