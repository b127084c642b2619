import RedianCore

/// Episodes of the period and of the one before it, by cell.
struct PeriodCounts {
  let detection: DetectionSpace
  /// Day 0 is the previous period, day 1 this one.
  let tickets: ScanTickets
  let now: [Int32]
  let base: [Int32]
  let total: Int
  let baseTotal: Int

  init(_ log: CallLog, _ facts: PeriodFacts) {
    detection = log.detection
    tickets = log.episodes(facts.comparedDays, since: facts.previous)
    base = tickets.totals(0..<1)
    now = tickets.totals(1..<2)
    baseTotal = tickets.count(0..<1)
    total = tickets.count(1..<2)
  }

  var hasBase: Bool { baseTotal > 0 }
  var space: ScanSpace { detection.space }

  func count(_ unit: Int, _ node: Int) -> Int { Int(now[space.cell(unit, node)]) }
  func baseCount(_ unit: Int, _ node: Int) -> Int { Int(base[space.cell(unit, node)]) }

  func place(_ unit: Int, _ node: Int) -> HotspotPlace {
    HotspotPlace(
      unit: detection.name(unit),
      category: detection.category(node),
      tag: detection.tag(node)
    )
  }

  /// How much more the two periods differ than independent episodes would (methods 4.5).
  ///
  /// `share` is the share of this period that a category's cells are expected to have.
  func dispersion(share: (_ category: Int) -> Double) -> Double {
    let counties = detection.units(.county)
    let units = counties.isEmpty ? detection.units(.station) : counties
    var cells: [(count: Int, total: Int, share: Double)] = []
    for unit in units {
      for category in detection.taxonomy.categories.indices {
        let node = detection.node(category: category)
        let count = count(unit, node)
        cells.append((count, count + baseCount(unit, node), share(category)))
      }
    }
    return twoPeriodDispersion(cells)
  }

  /// The dispersion of a scan, which expects the same share of every cell.
  var scanDispersion: Double {
    let share = Double(total) / Double(max(1, total + baseTotal))
    return dispersion { _ in share }
  }
}
