import RedianCore

/// A cell with its test and its q within the level.
private struct Candidate {
  var cell: HotspotGrid.Cell
  var level: OrganizationLevel
  /// Over all its tickets: what is reported.
  var whole: HotspotResult
  var q: Double
  /// Over the tickets that no reported event has taken.
  var rest: HotspotResult
  /// Largest p of the level's discoveries.
  var limit: Double
}

/// The period's hotspots, most extra tickets first.
///
/// Every level x (category, case) cell is tested; within a level Benjamini-Hochberg decides. Cells
/// overlap (a station's case, its chapter, its county ...), so the strongest is taken, its tickets
/// are deleted, and a cell that shares tickets with it stays only if what is left of it stands
/// alone (sequential deletion, methods 3.3). The figures are those of the whole cell.
func findHotspots(
  _ table: TicketTable,
  _ tables: CategoryTables,
  _ facts: PeriodFacts,
  _ options: SummaryOptions
) -> [Hotspot] {
  var grid = HotspotGrid(tables)
  let test = HotspotTest(tables, grid, facts, minimum: options.minimumExposure)
  var candidates = OrganizationLevel.allCases.flatMap { discover($0, grid, test, options) }
  var chosen: [Candidate] = []
  while chosen.count < options.maxHotspots,
    let best = candidates.indices.min(by: { stronger(candidates[$0], candidates[$1]) })
  {
    let event = candidates.remove(at: best)
    chosen.append(event)
    grid.remove(event.cell)
    candidates = candidates.compactMap { reconsider($0, grid, test, options) }
  }
  chosen.sort { precedes($0, $1, grid.index) }
  let details = HotspotDetails(table, tables, facts, chosen.map(\.cell), options)
  return chosen.enumerated().map { position, candidate in
    hotspot(candidate, facts, grid, details, position)
  }
}

private func discover(
  _ level: OrganizationLevel,
  _ grid: HotspotGrid,
  _ test: HotspotTest,
  _ options: SummaryOptions
) -> [Candidate] {
  var cells: [HotspotGrid.Cell] = []
  var results: [HotspotResult] = []
  for unit in grid.index.levels[level.rawValue] {
    for node in grid.nodes {
      let cell = HotspotGrid.Cell(unit: unit, node: node)
      guard grid.count(cell) + grid.baseCount(cell) > 0 else { continue }
      cells.append(cell)
      results.append(test.result(cell, grid))
    }
  }
  let q = falseDiscoveryRates(results.map(\.p))
  let found = cells.indices.filter { q[$0] <= options.falseDiscoveryRate }
  let limit = found.map { results[$0].p }.max() ?? 0
  return found.compactMap { index in
    let result = results[index]
    guard result.count >= options.minimumCount, Double(result.count) > result.expected
    else { return nil }
    return Candidate(
      cell: cells[index],
      level: level,
      whole: result,
      q: q[index],
      rest: result,
      limit: limit
    )
  }
}

/// The candidate with what is left of it, or nil where that does not stand alone.
private func reconsider(
  _ candidate: Candidate,
  _ grid: HotspotGrid,
  _ test: HotspotTest,
  _ options: SummaryOptions
) -> Candidate? {
  let count = grid.count(candidate.cell)
  let base = grid.baseCount(candidate.cell)
  let isStanding = candidate.rest.comparison == .standing
  if count == candidate.rest.count, isStanding || base == candidate.rest.base { return candidate }
  guard count >= options.minimumCount else { return nil }
  var left = candidate
  left.rest = test.result(candidate.cell, grid)
  return left.rest.p <= candidate.limit && left.rest.logLikelihood > 0 ? left : nil
}

/// Greater log-likelihood first; equal ones: the deeper unit, then the deeper node.
private func stronger(_ left: Candidate, _ right: Candidate) -> Bool {
  let one = (left.rest.logLikelihood * 1e9).rounded()
  let two = (right.rest.logLikelihood * 1e9).rounded()
  if one != two { return one > two }
  if left.level != right.level { return left.level.rawValue > right.level.rawValue }
  if left.cell.node != right.cell.node { return left.cell.node > right.cell.node }
  return left.cell.unit < right.cell.unit
}

private func precedes(_ left: Candidate, _ right: Candidate, _ index: UnitIndex) -> Bool {
  let one = Double(left.whole.count) - left.whole.expected
  let two = Double(right.whole.count) - right.whole.expected
  if one != two { return one > two }
  if left.whole.p != right.whole.p { return left.whole.p < right.whole.p }
  if left.cell.unit != right.cell.unit { return left.cell.unit < right.cell.unit }
  return left.cell.node < right.cell.node
}

private func hotspot(
  _ candidate: Candidate,
  _ facts: PeriodFacts,
  _ grid: HotspotGrid,
  _ details: HotspotDetails,
  _ position: Int
) -> Hotspot {
  let result = candidate.whole
  let high = min(result.interval.upperBound, Hotspot.unlimitedRatio)
  return Hotspot(
    unit: grid.index.units[candidate.cell.unit],
    category: grid.category(candidate.cell.node),
    tag: grid.tag(candidate.cell.node),
    from: facts.comparedDays.from,
    to: facts.comparedDays.to,
    count: result.count,
    base: result.base,
    expected: result.expected,
    ratio: Double(result.count) / result.expected,
    ratioInterval: min(result.interval.lowerBound, high)...high,
    p: result.p,
    q: candidate.q,
    extra: Double(result.count) - result.expected,
    daily: details.daily[position],
    parts: details.parts[position],
    examples: details.examples[position],
    comparison: result.comparison
  )
}
