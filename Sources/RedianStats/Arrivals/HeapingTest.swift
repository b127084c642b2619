import RedianCore

/// Whether arrivals heap up in the last five minutes of a limit (methods 3.4).
struct HeapingTest {
  /// What was found, with the share it was held against.
  struct Result {
    var inside: Int
    var beyond: Int
    var share: Double
    var p: Double

    func finding(_ unit: UnitName?, _ area: AreaType, _ limit: Int) -> Heaping {
      Heaping(
        unit: unit,
        area: area,
        limitMinutes: limit,
        inside: inside,
        beyond: beyond,
        expectedShare: share,
        p: p
      )
    }
  }

  private static let width = 5
  private static let fewest = 20
  private static let level = 0.001

  /// Arrivals of four stretches of five minutes, the limit in the middle.
  private let counts: [Int]

  init(_ histogram: MinuteHistogram, limit: Int) {
    counts = (-2..<2).map { step in
      let low = limit + step * Self.width
      return histogram.arrivals(after: low, through: low + Self.width)
    }
  }

  private var inside: Int { counts[1] }
  private var beyond: Int { counts[2] }

  /// The share inside the limit; nil where there is nothing on either side.
  var share: Double? {
    inside + beyond == 0 ? nil : Double(inside) / Double(inside + beyond)
  }

  /// A unit against everybody's share: not against one half, because arrivals thin out anyway.
  func against(_ share: Double?) -> Result? {
    guard let share, share > 0, share < 1, inside + beyond >= Self.fewest else { return nil }
    let p = Tail.binomial(atLeast: inside, of: inside + beyond, share)
    return p < Self.level
      ? Result(inside: inside, beyond: beyond, share: share, p: p) : nil
  }

  /// Everybody against the neighbouring stretches: between them the density is taken to fall by the
  /// same factor from one five minutes to the next, three times.
  var againstNeighbours: Result? {
    guard counts[0] > 0, counts[3] > 0 else { return nil }
    let ratio = power(Double(counts[3]) / Double(counts[0]), 1.0 / 3)
    return against(1 / (1 + ratio))
  }
}
