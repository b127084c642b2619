/// Which windows a scan looks at, and which cells may be reported.
package struct ScanPlan: Sendable, Equatable {
  package enum Windows: Sendable, Equatable {
    /// The last day, the last two, and so on up to so many.
    case ending(Int)
    /// Each of the last so many days alone, and all of them together.
    case stretches(Int)
  }

  package var windows: Windows
  /// One entry per unit: false for a unit without a history, which would always win.
  package var isEligible: [Bool]

  package init(_ windows: Windows, units: Int) {
    self.windows = windows
    isEligible = [Bool](repeating: true, count: units)
  }

  /// Seven windows that end on the last day.
  package static func nightly(units: Int) -> ScanPlan { ScanPlan(.ending(7), units: units) }

  /// Day 0 is the earlier period; the days after it are `stretches` of the later one.
  package static func twoPeriods(units: Int, stretches: Int = 1) -> ScanPlan {
    ScanPlan(.stretches(stretches), units: units)
  }

  /// Days that some window holds, counted from the last one.
  var reach: Int {
    switch windows {
    case .ending(let days), .stretches(let days): days
    }
  }

  /// The windows of a scan that ends before day `end`, shorter ones first.
  func ranges(end: Int) -> [Range<Int>] {
    switch windows {
    case .ending(let days): (1...days).map { (end - $0)..<end }
    case .stretches(let days):
      (1...days).map { (end - $0)..<(end - $0 + 1) } + (days > 1 ? [(end - days)..<end] : [])
    }
  }
}

/// One scan of the tickets of some days: counts by cell for each window, and on all days.
package struct Scan: Sendable {
  package let space: ScanSpace
  package let plan: ScanPlan
  /// Tickets on all days, by cell.
  package let totals: [Int32]
  /// Tickets of each window, by cell.
  package private(set) var windows: [[Int32]] = []
  /// The days of each window, and their tickets.
  private let ranges: [Range<Int>]
  private var sizes: [Int] = []
  /// Tickets of all days.
  package let size: Int

  /// Scans the days of a range; its last day is the windows' last one.
  package init(_ tickets: ScanTickets, days: Range<Int>, _ plan: ScanPlan) {
    space = tickets.space
    self.plan = plan
    totals = tickets.totals(days)
    size = tickets.count(days)
    ranges = plan.ranges(end: days.upperBound)
    for range in ranges {
      windows.append(tickets.totals(range))
      sizes.append(tickets.count(range))
    }
  }

  /// The largest score, whatever its cell: what replicates and past nights are compared by.
  package var maximum: Double {
    var best = 0.0
    for window in windows.indices {
      best = ScanStatistic.largest(
        counts: eligible(windows[window]),
        totals: totals,
        inWindow: sizes[window],
        of: size,
        above: best
      )
    }
    return best
  }

  /// Counts with those of units without a history set to nothing.
  private func eligible(_ counts: [Int32]) -> [Int32] {
    guard plan.isEligible.contains(false) else { return counts }
    var counts = counts
    for unit in plan.isEligible.indices where !plan.isEligible[unit] {
      for node in 0..<space.nodes.count { counts[space.cell(unit, node)] = 0 }
    }
    return counts
  }

  /// Cells with at least three tickets in a window, more than expected and a score of at least
  /// `least`, best first.
  package func cells(atLeast least: Double) -> [ScanCell] {
    var found: [ScanCell] = []
    for position in ranges.indices {
      for cell in 0..<space.cellCount {
        guard let scored = score(cell, position), scored.score >= least else { continue }
        found.append(scored)
      }
    }
    return found.sorted(by: precedes)
  }

  /// The best cell; nil where none has more than expected.
  package var best: ScanCell? {
    var best: ScanCell?
    for position in ranges.indices {
      for cell in 0..<space.cellCount {
        guard let scored = score(cell, position), scored.score > 0 else { continue }
        if let known = best, !precedes(scored, known) { continue }
        best = scored
      }
    }
    return best
  }

  private func score(_ cell: Int, _ position: Int) -> ScanCell? {
    let count = Int(windows[position][cell])
    guard count >= ScanStatistic.fewest, plan.isEligible[space.unit(cell)] else { return nil }
    let expected = Double(totals[cell]) * Double(sizes[position]) / Double(size)
    return ScanCell(
      unit: space.unit(cell),
      node: space.node(cell),
      window: ranges[position],
      count: count,
      total: Int(totals[cell]),
      expected: expected,
      score: ScanStatistic.score(count: count, expected: expected, of: size)
    )
  }

  /// Higher score first; equal ones: shorter window, deeper unit, deeper node, smaller numbers.
  private func precedes(_ left: ScanCell, _ right: ScanCell) -> Bool {
    let one = (left.score * 1e10).rounded()
    let two = (right.score * 1e10).rounded()
    if one != two { return one > two }
    if left.window.count != right.window.count { return left.window.count < right.window.count }
    if left.window != right.window { return left.window.lowerBound > right.window.lowerBound }
    let unitDepths = space.units.depths
    let nodeDepths = space.nodes.depths
    if unitDepths[left.unit] != unitDepths[right.unit] {
      return unitDepths[left.unit] > unitDepths[right.unit]
    }
    if nodeDepths[left.node] != nodeDepths[right.node] {
      return nodeDepths[left.node] > nodeDepths[right.node]
    }
    return (left.unit, left.node) < (right.unit, right.node)
  }
}
