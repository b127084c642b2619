import RedianCore

/// Judged and overdue tickets by leaf, area and band of six hours: what the expected number of a
/// unit of mixed areas is made of.
struct BandTally: Sendable {
  /// Night, morning, afternoon, evening: 0-5, 6-11, 12-17 and 18-23 o'clock.
  static let hoursPerBand = 6
  /// Areas with a limit x bands.
  private static let strata = 3 * 24 / hoursPerBand

  private let yardsticks: Int
  /// Leaf x stratum x yardstick x (judged, overdue).
  private var counts: [Int32]

  init(leafCount: Int, yardsticks: Int) {
    self.yardsticks = yardsticks
    counts = [Int32](repeating: 0, count: leafCount * Self.strata * yardsticks * 2)
  }

  private func place(_ leaf: Int, _ stratum: Int, _ yardstick: Int) -> Int {
    ((leaf * Self.strata + stratum) * yardsticks + yardstick) * 2
  }

  mutating func add(
    _ leaf: Int,
    _ area: AreaType,
    hour: Int,
    age: Int,
    wait: Int?,
    limits: [Int?]
  ) {
    let bandCount = 24 / Self.hoursPerBand
    let stratum = (Int(area.rawValue) - 1) * bandCount + hour / Self.hoursPerBand
    for (yardstick, limit) in limits.enumerated() {
      guard let limit else { continue }
      let outcome = ArrivalOutcome(age: age, wait: wait, limit: limit)
      guard outcome != .notDue else { continue }
      let place = place(leaf, stratum, yardstick)
      counts[place] += 1
      if outcome != .onTime { counts[place + 1] += 1 }
    }
  }

  mutating func merge(_ other: BandTally) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// Everybody's overdue share of each stratum.
  func shares(_ yardstick: Int, leafCount: Int) -> [Double] {
    (0..<Self.strata).map { stratum in
      var judged = 0
      var overdue = 0
      for leaf in 0..<leafCount {
        let place = place(leaf, stratum, yardstick)
        judged += Int(counts[place])
        overdue += Int(counts[place + 1])
      }
      return judged == 0 ? 0 : Double(overdue) / Double(judged)
    }
  }

  /// Overdue tickets of some leaves, were each stratum's share everybody's.
  func expected(_ leaves: [Int], _ yardstick: Int, shares: [Double]) -> Double {
    // Whole tickets are summed first: the sum then does not depend on the order of the leaves.
    (0..<Self.strata).reduce(0.0) { sum, stratum in
      let judged = leaves.reduce(0) { $0 + Int(counts[place($1, stratum, yardstick)]) }
      return sum + Double(judged) * shares[stratum]
    }
  }
}
