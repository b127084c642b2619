import RedianCore

/// What this period and the previous one had of whatever makes a category's tickets.
struct Exposures {
  struct Exposure {
    var now: Double
    var base: Double
    var comparison: HotspotComparison
  }

  /// One per category.
  let categories: [Exposure]

  /// The category's own change everywhere, where both periods have at least `minimum` of it; else
  /// the days of both periods, each by how busy its type is.
  init(_ counts: PeriodCounts, _ days: PeriodDays, minimum: Int) {
    categories = counts.detection.taxonomy.categories.indices.map { category in
      let node = counts.detection.node(category: category)
      let now = counts.count(0, node)
      let base = counts.baseCount(0, node)
      guard min(now, base) < minimum else {
        return Exposure(now: Double(now), base: Double(base), comparison: .categoryChange)
      }
      let exposure = days.exposure(category)
      return Exposure(now: exposure.now, base: exposure.base, comparison: .days)
    }
  }
}

/// The cells that rose beyond chance: every level, every category and case (methods 3.2, list 1).
///
/// Benjamini-Hochberg within a level; most extra episodes first. Cells overlap: this is the
/// appendix, the events are the list without overlaps.
func risingCells(
  _ counts: PeriodCounts,
  _ exposures: Exposures,
  _ options: SummaryOptions
) -> [(unit: Int, node: Int, cell: RisingCell)] {
  guard counts.hasBase else { return [] }
  let dispersion = counts.dispersion {
    exposures.categories[$0].now / (exposures.categories[$0].now + exposures.categories[$0].base)
  }
  return DetectionSpace.levels.flatMap { level in
    risingCells(counts.detection.units(level), counts, exposures, dispersion, options)
  }
}

private func risingCells(
  _ units: Range<Int>,
  _ counts: PeriodCounts,
  _ exposures: Exposures,
  _ dispersion: Double,
  _ options: SummaryOptions
) -> [(unit: Int, node: Int, cell: RisingCell)] {
  var cells: [(unit: Int, node: Int)] = []
  var comparisons: [CellComparison] = []
  for unit in units where counts.baseCount(unit, 0) > 0 {
    for node in 1..<counts.space.nodes.count {
      let count = counts.count(unit, node)
      let base = counts.baseCount(unit, node)
      guard count + base > 0, let category = counts.detection.category(node) else { continue }
      let exposure = exposures.categories[category]
      cells.append((unit, node))
      comparisons.append(
        CellComparison(
          count,
          base,
          exposure: exposure.now,
          baseExposure: exposure.base,
          dispersion: dispersion
        )
      )
    }
  }
  let q = falseDiscoveryRates(comparisons.map(\.p))
  let found = cells.indices.filter {
    q[$0] <= options.falseDiscoveryRate && comparisons[$0].count >= options.minimumCount
      && comparisons[$0].extra > 0
  }
  return found.sorted { (-comparisons[$0].extra, $0) < (-comparisons[$1].extra, $1) }
    .prefix(options.maxListed).map { index in
      let (unit, node) = cells[index]
      let place = counts.place(unit, node)
      return (unit, node, RisingCell(place, comparisons[index], q[index], exposures))
    }
}

extension RisingCell {
  fileprivate init(
    _ place: HotspotPlace,
    _ comparison: CellComparison,
    _ q: Double,
    _ exposures: Exposures
  ) {
    self.init(
      place: place,
      count: comparison.count,
      base: comparison.base,
      expected: comparison.expected,
      extra: comparison.extra,
      ratioInterval: comparison.shownInterval,
      p: comparison.p,
      q: q,
      comparison: exposures.categories[place.category ?? 0].comparison
    )
  }
}
