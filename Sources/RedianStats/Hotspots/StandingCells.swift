import RedianCore

/// Cells with more than their share, without a past to compare with (methods 3.2, list 3).
///
/// Expected is row total x column total / total; the ratio is shrunken towards the level's average,
/// for categories and for cases apart. Listed where the true ratio is above 1 with a probability of
/// at least 0.95, most extra episodes first.
func standingCells(
  _ counts: PeriodCounts,
  _ options: SummaryOptions
) -> [(unit: Int, node: Int, cell: StandingCell)] {
  DetectionSpace.levels.flatMap { level -> [(unit: Int, node: Int, cell: StandingCell)] in
    let units = counts.detection.units(level)
    return units.count > 1 ? StandingLevel(units, counts).cells(options) : []
  }
}

/// The cells of one level.
private struct StandingLevel {
  private struct Cell {
    var unit: Int
    var node: Int
    var count: Int
    var expected: Double
    var p: Double
    var shrinkage: Int
  }

  private let counts: PeriodCounts
  private var found: [Cell] = []
  /// Of categories and of cases.
  private var shrinkages: [RatioShrinkage] = []

  init(_ units: Range<Int>, _ counts: PeriodCounts) {
    self.counts = counts
    let cases = counts.detection.taxonomy.categories.count + 1
    for (kind, nodes) in [1..<cases, cases..<counts.space.nodes.count].enumerated() {
      let first = found.count
      for unit in units { add(unit, nodes, kind) }
      shrinkages.append(RatioShrinkage(found[first...].map { (Double($0.count), $0.expected) }))
    }
  }

  private mutating func add(_ unit: Int, _ nodes: Range<Int>, _ kind: Int) {
    let row = counts.count(unit, 0)
    if row == 0 { return }
    for node in nodes where counts.count(0, node) > 0 {
      let share = Double(counts.count(0, node)) / Double(counts.total)
      let count = counts.count(unit, node)
      found.append(
        Cell(
          unit: unit,
          node: node,
          count: count,
          expected: Double(row) * share,
          p: Tail.binomial(atLeast: count, of: row, share),
          shrinkage: kind
        )
      )
    }
  }

  func cells(_ options: SummaryOptions) -> [(unit: Int, node: Int, cell: StandingCell)] {
    let q = falseDiscoveryRates(found.map(\.p))
    return found.indices.compactMap { index in
      standing(found[index], q[index], options).map { (found[index].unit, found[index].node, $0) }
    }
    .sorted { ($1.cell.extra, $0.unit, $0.node) < ($0.cell.extra, $1.unit, $1.node) }
    .prefix(options.maxListed).map(\.self)
  }

  private func standing(_ cell: Cell, _ q: Double, _ options: SummaryOptions) -> StandingCell? {
    let observed = Double(cell.count)
    let shrinkage = shrinkages[cell.shrinkage]
    guard cell.count >= options.minimumCount, observed > cell.expected,
      let ratio = shrinkage.ratio(observed: observed, expected: cell.expected),
      let above = shrinkage.aboveOne(observed: observed, expected: cell.expected),
      above >= options.standingProbability
    else { return nil }
    return StandingCell(
      place: counts.place(cell.unit, cell.node),
      count: cell.count,
      expected: cell.expected,
      extra: observed - cell.expected,
      ratio: ratio,
      probability: above,
      p: cell.p,
      q: q
    )
  }
}
