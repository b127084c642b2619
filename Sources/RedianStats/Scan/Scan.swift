/// Which windows a scan looks at, and which cells may be reported.
package struct ScanPlan: Sendable, Equatable {
  /// Lengths of the windows, shortest first.
  package var windows: ClosedRange<Int>
  /// One entry per unit: false for a unit without a history, which would always win.
  package var isEligible: [Bool]

  package init(windows: ClosedRange<Int>, units: Int) {
    self.windows = windows
    isEligible = [Bool](repeating: true, count: units)
  }

  /// Seven windows that end on the last day.
  package static func nightly(units: Int) -> ScanPlan { ScanPlan(windows: 1...7, units: units) }

  /// Two periods: day 0 is the earlier one, day 1 the later one.
  package static func twoPeriods(units: Int) -> ScanPlan { ScanPlan(windows: 1...1, units: units) }
}

/// One scan of the tickets of some days: counts by cell for each window, and on all days.
package struct Scan: Sendable {
  package let space: ScanSpace
  package let plan: ScanPlan
  /// Tickets on all days, by cell.
  package let totals: [Int32]
  /// Tickets of each window, by cell.
  package private(set) var windows: [[Int32]] = []
  /// Tickets of each window, and of all days.
  package private(set) var sizes: [Int] = []
  package let size: Int

  /// Scans the days of a range; windows end with its last day.
  package init(_ tickets: ScanTickets, days: Range<Int>, _ plan: ScanPlan) {
    space = tickets.space
    self.plan = plan
    size = tickets.count(days)
    // Each window, and all days in the end, is the one before it with some days more.
    var sitting = [Int32](repeating: 0, count: space.cellCount)
    var first = days.upperBound
    for window in plan.windows {
      tickets.count((days.upperBound - window)..<first, into: &sitting)
      first = days.upperBound - window
      windows.append(space.totals(sitting))
      sizes.append(tickets.count(first..<days.upperBound))
    }
    tickets.count(days.lowerBound..<first, into: &sitting)
    totals = space.totals(sitting)
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
    for (position, window) in plan.windows.enumerated() {
      for cell in 0..<space.cellCount {
        guard let scored = score(cell, position, window), scored.score >= least else { continue }
        found.append(scored)
      }
    }
    return found.sorted(by: precedes)
  }

  /// The best cell; nil where none has more than expected.
  package var best: ScanCell? {
    var best: ScanCell?
    for (position, window) in plan.windows.enumerated() {
      for cell in 0..<space.cellCount {
        guard let scored = score(cell, position, window), scored.score > 0 else { continue }
        if let known = best, !precedes(scored, known) { continue }
        best = scored
      }
    }
    return best
  }

  private func score(_ cell: Int, _ position: Int, _ window: Int) -> ScanCell? {
    let count = Int(windows[position][cell])
    guard count >= ScanStatistic.fewest, plan.isEligible[space.unit(cell)] else { return nil }
    let expected = Double(totals[cell]) * Double(sizes[position]) / Double(size)
    return ScanCell(
      unit: space.unit(cell),
      node: space.node(cell),
      window: window,
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
    if left.window != right.window { return left.window < right.window }
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
