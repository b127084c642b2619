import RedianCore

/// Figures of judged tickets by group, from records sorted by waiting time.
///
/// Because the records come shortest first, the median is the ticket at which a group's running
/// count reaches its rank: exact percentiles in two passes, without a list per group.
struct ArrivalGroups {
  private struct Sums {
    var judged = 0
    var overdue = 0
    var notArrived = 0
    var arrived = 0
    var seconds = 0
    var longest = 0
    var seen = 0
    var medianRank = 0
    var p90Rank = 0
    var median = 0
    var p90 = 0
  }

  let counts: [ArrivalCount]

  /// Groups the records judged under a yardstick, sorted by waiting time.
  ///
  /// `group` gives a record's group, 0..<size, or nil where it has none.
  init(
    _ judged: [ArrivalRecord],
    _ yardstick: Yardstick,
    size: Int,
    group: (ArrivalRecord) -> Int?
  ) {
    var sums = [Sums](repeating: Sums(), count: size)
    for record in judged {
      guard let group = group(record) else { continue }
      sums[group].judged += 1
      if record.outcome(yardstick) != .onTime { sums[group].overdue += 1 }
      if record.wait < 0 {
        sums[group].notArrived += 1
      } else {
        sums[group].arrived += 1
        sums[group].seconds += Int(record.wait)
        sums[group].longest = Int(record.wait)
      }
    }
    for group in sums.indices {
      sums[group].medianRank = nearestRank(0.5, of: sums[group].arrived)
      sums[group].p90Rank = nearestRank(0.9, of: sums[group].arrived)
    }
    for record in judged where record.wait >= 0 {
      guard let group = group(record) else { continue }
      sums[group].seen += 1
      if sums[group].seen == sums[group].medianRank { sums[group].median = Int(record.wait) }
      if sums[group].seen == sums[group].p90Rank { sums[group].p90 = Int(record.wait) }
    }
    counts = sums.map(Self.count)
  }

  private static func count(_ sums: Sums) -> ArrivalCount {
    var count = ArrivalCount()
    count.judged = sums.judged
    count.overdue = sums.overdue
    count.notArrived = sums.notArrived
    count.interval = Interval.wilson(sums.overdue, of: sums.judged)
    if sums.arrived > 0 {
      count.meanMinutes = Double(sums.seconds) / Double(sums.arrived) / 60
      count.medianMinutes = Double(sums.median) / 60
      count.p90Minutes = Double(sums.p90) / 60
      count.longestMinutes = Double(sums.longest) / 60
    }
    return count
  }
}
