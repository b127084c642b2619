import RedianCore

/// How one cell compares with what was to be expected.
struct HotspotResult {
  var count: Int
  var base: Int
  var expected: Double
  var interval: ClosedRange<Double>
  var p: Double
  /// Log-likelihood ratio against "as expected"; 0 where the count is not above it.
  var logLikelihood: Double
  var comparison: HotspotComparison
}

/// The comparison that a period's cells are tested by.
enum HotspotTest {
  /// Against the previous period; one exposure per category.
  case rising(exposures: [Exposure], dispersion: Double)
  /// Within the period: row total x column total / total.
  case standing(columns: [Int], total: Int)

  struct Exposure {
    var now: Double
    var base: Double
    var comparison: HotspotComparison
  }

  init(_ tables: CategoryTables, _ grid: HotspotGrid, _ facts: PeriodFacts, minimum: Int) {
    let now = tables.categoryCounts(.compared)
    guard tables.total(.previous) != nil else {
      let tags = tables.tally.byTag(.compared)
      self = .standing(columns: now + tags, total: tables.totals[Window.compared.rawValue])
      return
    }
    let base = tables.categoryCounts(.previous)
    let days = facts.daysWithData
    let exposures = now.indices.map { category in
      min(now[category], base[category]) >= minimum
        ? Exposure(
          now: Double(now[category]),
          base: Double(base[category]),
          comparison: .categoryChange
        )
        : Exposure(now: Double(days.now), base: Double(days.base), comparison: .days)
    }
    let level =
      grid.index.levels[OrganizationLevel.county.rawValue].isEmpty
      ? OrganizationLevel.station : .county
    var cells: [(count: Int, total: Int, share: Double)] = []
    for unit in grid.index.levels[level.rawValue] {
      for (category, exposure) in exposures.enumerated() {
        let cell = HotspotGrid.Cell(unit: unit, node: category)
        let count = grid.count(cell)
        let share = exposure.now / (exposure.now + exposure.base)
        cells.append((count, count + grid.baseCount(cell), share))
      }
    }
    self = .rising(exposures: exposures, dispersion: twoPeriodDispersion(cells))
  }

  func result(_ cell: HotspotGrid.Cell, _ grid: HotspotGrid) -> HotspotResult {
    switch self {
    case .rising(let exposures, let dispersion):
      rising(cell, grid, exposures[grid.category(cell.node)], dispersion)
    case .standing(let columns, let total):
      standing(cell, grid, column: columns[cell.node], total: total)
    }
  }

  private func rising(
    _ cell: HotspotGrid.Cell,
    _ grid: HotspotGrid,
    _ exposure: Exposure,
    _ dispersion: Double
  ) -> HotspotResult {
    let count = grid.count(cell)
    let base = grid.baseCount(cell)
    let share = exposure.now / (exposure.now + exposure.base)
    let likely = Double(count + base) * share
    var gain = 0.0
    if count > 0, Double(count) > likely {
      gain = Double(count) * log(ratio: Double(count), likely)
      if base > 0 { gain += Double(base) * log(ratio: Double(base), Double(count + base) - likely) }
    }
    return HotspotResult(
      count: count,
      base: base,
      expected: max(0.5, Double(base)) * exposure.now / exposure.base,
      interval: Interval.ratio(
        count: count,
        base: base,
        exposure: exposure.now,
        baseExposure: exposure.base
      ),
      p: Tail.conditional(
        count: count,
        base: base,
        exposure: exposure.now,
        baseExposure: exposure.base,
        dispersion: base == 0 ? 1 : dispersion
      ),
      logLikelihood: gain,
      comparison: exposure.comparison
    )
  }

  private func standing(
    _ cell: HotspotGrid.Cell,
    _ grid: HotspotGrid,
    column: Int,
    total: Int
  ) -> HotspotResult {
    let count = grid.count(cell)
    let row = grid.total(cell.unit)
    let share = total == 0 ? 0 : Double(column) / Double(total)
    let expected = Double(row) * share
    let limits = Interval.garwood(count)
    var gain = 0.0
    if Double(count) > expected, expected > 0 {
      gain = Double(count) * log(ratio: Double(count), expected) - Double(count) + expected
    }
    let scale = expected > 0 ? 1 / expected : 0
    return HotspotResult(
      count: count,
      base: column,
      expected: expected,
      interval: limits.lowerBound * scale...limits.upperBound * scale,
      p: Tail.binomial(atLeast: count, of: row, share),
      logLikelihood: gain,
      comparison: .standing
    )
  }
}

extension PeriodFacts {
  /// Days of the comparison that the data cover, on both sides.
  var daysWithData: (now: Int, base: Int) {
    let covered = { (period: Period) in
      let from = max(period.from, dataFrom)
      let to = min(period.to, dataTo)
      return from > to ? 1 : from.distance(to: to) + 1
    }
    return (covered(comparedDays), covered(previous))
  }
}
