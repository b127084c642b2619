import RedianCore

/// How busy each type of day is, 1 on average (methods 4.1).
///
/// Estimated at the parent (everything x category), shrunken towards 1 by one average day. A worked
/// weekend day counts as a workday until three of them have been seen.
struct DayFactors: Sendable {
  private var factors: [Double]

  /// `counts` are those of the days of the same positions; days that are `left out` do not take part.
  init(counts: [Int], types: [DayType], leavingOut: [Bool]) {
    var days = [Double](repeating: 0, count: DayType.allCases.count)
    var sums = days
    for day in counts.indices where !leavingOut[day] {
      days[types[day].rawValue] += 1
      sums[types[day].rawValue] += Double(counts[day])
    }
    let mean = sums.reduce(0, +) / max(1, days.reduce(0, +))
    factors = DayType.allCases.map { type in
      guard mean > 0 else { return 1 }
      return (sums[type.rawValue] + mean) / ((days[type.rawValue] + 1) * mean)
    }
    if days[DayType.makeupWorkday.rawValue] < 3 {
      factors[DayType.makeupWorkday.rawValue] = factors[DayType.workday.rawValue]
    }
  }

  subscript(type: DayType) -> Double { factors[type.rawValue] }
}
