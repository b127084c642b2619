/// How a count compares with the same cell's count in another period (methods 4.7).
///
/// A rate stands only on a base of at least 10: a change from 2 to 6 is "+4", not "+200 %".
package struct Change: Sendable, Equatable {
  package enum Label: String, Sendable {
    /// The data hold nothing of the other period.
    case noData = "no_data"
    case zeroToZero = "zero_to_zero"
    case fromZero = "from_zero"
    /// A base of 1 to 9.
    case smallBase = "small_base"
    case ok
  }

  /// The smallest base on which a rate is given.
  package static let smallestBase = 10

  package let label: Label
  package let base: Int?
  /// Tickets more or fewer; nil without data.
  package let difference: Int?
  /// difference / base; nil on a base below 10.
  package let rate: Double?
  /// The same from the averages of a day; nil on a base below 10.
  package let dailyRate: Double?

  /// `days` and `baseDays` are the days counted on both sides, at least 1.
  package init(_ count: Int, base: Int?, days: Int, baseDays: Int) {
    self.base = base
    guard let base else {
      label = .noData
      difference = nil
      rate = nil
      dailyRate = nil
      return
    }
    difference = count - base
    switch (base, count) {
    case (0, 0): label = .zeroToZero
    case (0, _): label = .fromZero
    case (1..<Self.smallestBase, _): label = .smallBase
    default: label = .ok
    }
    let hasRate = base >= Self.smallestBase
    rate = hasRate ? Double(count - base) / Double(base) : nil
    dailyRate =
      hasRate
      ? Double(count) / Double(days) / (Double(base) / Double(baseDays)) - 1 : nil
  }
}

/// What one cell did to a total's change.
package struct Contribution: Sendable, Equatable {
  /// Percentage points that the cell pulled the total by; adds up to the total's growth.
  package let pull: Double?
  /// Share of the total's change; nil where the total is flat (less than 5 % up or down).
  package let share: Double?

  package init(_ count: Int, base: Int?, total: Int, baseTotal: Int?) {
    guard let base, let baseTotal, baseTotal > 0 else {
      pull = nil
      share = nil
      return
    }
    pull = 100 * Double(count - base) / Double(baseTotal)
    let growth = total - baseTotal
    let isFlat = Double(abs(growth)) < 0.05 * Double(baseTotal)
    share = isFlat ? nil : Double(count - base) / Double(growth)
  }
}

/// Running shares from the largest count down, in the order given: the Pareto list.
package func cumulativeShares(_ counts: [Int]) -> [Double] {
  let total = counts.reduce(0, +)
  let order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
  var shares = [Double](repeating: 0, count: counts.count)
  var sum = 0
  for index in order {
    sum += counts[index]
    shares[index] = total == 0 ? 0 : Double(sum) / Double(total)
  }
  return shares
}
