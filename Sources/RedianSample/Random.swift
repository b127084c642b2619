import RedianCore

typealias Random = SplitMix

extension SplitMix {
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
