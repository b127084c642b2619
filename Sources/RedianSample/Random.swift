/// SplitMix64 (Steele, Lea, Flood 2014): one addition and a finaliser, good for any seed.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// A number in 0..<bound by multiplication (Lemire 2019); its bias is below bound / 2^64.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

  /// True in `share` of ten thousand cases.
  mutating func chance(_ share: Int) -> Bool { below(10_000) < share }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}

/// Draws an index in proportion to integer weights, in one table look-up.
struct WeightedChoice {
  private var slots: [UInt16] = []

  init(_ weights: [Int]) {
    for (index, weight) in weights.enumerated() {
      for _ in 0..<weight { slots.append(UInt16(index)) }
    }
  }

  func draw(_ random: inout Random) -> Int { Int(slots[random.below(slots.count)]) }

  /// How many of the slots an index has.
  var total: Int { slots.count }
}
