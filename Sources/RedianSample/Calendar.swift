import RedianCore

/// How the rows of a sample spread over its days and hours.
struct Calendar {
  /// Start of each hour and the rows accepted in it.
  private(set) var hours: [(start: CivilTime, rows: Int)] = []

  /// Calls per hour of the day, relative: quiet nights, a morning peak and an evening one.
  private static let hourly = [
    16, 10, 7, 6, 7, 14, 28, 48, 72, 84, 80, 66, 56, 58, 68, 70, 66, 68, 76, 82, 72, 56, 38, 24,
  ]
  /// Monday first.
  private static let weekly = [112, 104, 101, 100, 102, 92, 89]

  init(days: [ClosedRange<CivilDay>], rows: Int) {
    var weights: [Int] = []
    for range in days {
      for day in range {
        for hour in 0..<24 {
          let start = CivilTime(startOf: day).seconds + UInt32(hour * 3_600)
          hours.append((CivilTime(seconds: start), 0))
          weights.append(Self.hourly[hour] * Self.weekly[day.weekday - 1])
        }
      }
    }
    let total = max(1, weights.reduce(0, +))
    var before = 0
    for (index, weight) in weights.enumerated() {
      hours[index].rows = (before + weight) * rows / total - before * rows / total
      before += weight
    }
  }
}
