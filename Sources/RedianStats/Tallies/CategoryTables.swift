import RedianCore

/// The tables of categories, cases, days and units, made from the tally.
struct CategoryTables {
  let tally: PeriodTally
  let taxonomy: Taxonomy
  let index: UnitIndex
  private let byTag: [[Int]]
  /// Tickets of each window.
  let totals: [Int]

  init(_ tally: PeriodTally, _ taxonomy: Taxonomy, _ index: UnitIndex) {
    self.tally = tally
    self.taxonomy = taxonomy
    self.index = index
    byTag = Window.allCases.map(tally.byTag)
    totals = byTag.map { $0.reduce(0, +) }
  }

  /// A comparison's total; nil where the data hold no ticket of it.
  func total(_ window: Window) -> Int? {
    totals[window.rawValue] == 0 ? nil : totals[window.rawValue]
  }

  func categoryCounts(_ window: Window) -> [Int] {
    taxonomy.categories.map { category in
      category.tags.reduce(0) { $0 + byTag[window.rawValue][$1] }
    }
  }

  var categories: [TagCount] { rows(Window.allCases.map(categoryCounts)) }
  var cases: [TagCount] { rows(byTag) }

  private func rows(_ counts: [[Int]]) -> [TagCount] {
    let sorted = counts[0].sorted(by: >)
    return counts[0].indices.map { row in
      let count = counts[0][row]
      return TagCount(
        index: row,
        count: count,
        share: totals[0] == 0 ? 0 : Double(count) / Double(totals[0]),
        rank: (sorted.firstIndex(of: count) ?? 0) + 1,
        compared: counts[Window.compared.rawValue][row],
        previous: total(.previous).map { _ in counts[Window.previous.rawValue][row] },
        yearBefore: total(.yearBefore).map { _ in counts[Window.yearBefore.rawValue][row] }
      )
    }
  }

  /// The period's tickets by category outside major event days; nil where it holds none of those.
  func outside(_ major: MajorEventDays, _ period: Period) -> [Int]? {
    let days = (0..<period.days).map { period.from.advanced(by: $0) }
    guard days.contains(where: major.contains) else { return nil }
    var counts = [Int](repeating: 0, count: taxonomy.categories.count)
    for (offset, day) in days.enumerated() where !major.contains(day) {
      for (category, count) in tally.day(offset).enumerated() { counts[category] += count }
    }
    return counts
  }

  /// Share of the period's tickets whose place names no station.
  var shareWithoutStation: Double {
    var count = 0
    for leaf in 0..<tally.leafCount where index.unit(leaf, .station) == nil {
      for tag in 0..<tally.tagCount { count += tally.count(.period, leaf: leaf, tag: tag) }
    }
    return totals[0] == 0 ? 0 : Double(count) / Double(totals[0])
  }

  func daily(_ period: Period) -> [DayCount] {
    (0..<period.days).map {
      DayCount(day: period.from.advanced(by: $0), counts: tally.day($0))
    }
  }

  /// Units with a ticket in the period, level by level, most tickets first.
  var units: [UnitCount] {
    let categoryCount = taxonomy.categories.count
    var counts = [Int](repeating: 0, count: index.units.count * categoryCount)
    var compared = [[Int]](
      repeating: [Int](repeating: 0, count: index.units.count),
      count: Window.allCases.count
    )
    for leaf in 0..<tally.leafCount {
      for level in OrganizationLevel.allCases {
        guard let unit = index.unit(leaf, level) else { continue }
        for tag in 0..<tally.tagCount {
          let category = tally.category(ofTag: tag)
          counts[unit * categoryCount + category] += tally.count(.period, leaf: leaf, tag: tag)
          for window in [Window.previous, .yearBefore] {
            compared[window.rawValue][unit] += tally.count(window, leaf: leaf, tag: tag)
          }
        }
      }
    }
    return index.levels.flatMap { level in
      level.map { unit in
        let row = Array(counts[unit * categoryCount..<(unit + 1) * categoryCount])
        return UnitCount(
          unit: index.units[unit],
          counts: row,
          total: row.reduce(0, +),
          previous: total(.previous).map { _ in compared[Window.previous.rawValue][unit] },
          yearBefore: total(.yearBefore).map { _ in compared[Window.yearBefore.rawValue][unit] }
        )
      }
      .filter { $0.total > 0 }
      .sorted {
        $0.total != $1.total
          ? $0.total > $1.total : $0.unit.path.lexicographicallyPrecedes($1.unit.path)
      }
    }
  }
}
