import RedianCore

/// Episodes of the period and of the one before it, by cell.
struct PeriodCounts {
  let detection: DetectionSpace
  /// Day 0 is the previous period, the days after it the stretches of this one.
  let tickets: ScanTickets
  let stretches: [ClosedRange<CivilDay>]
  let now: [Int32]
  let base: [Int32]
  let total: Int
  let baseTotal: Int

  init(_ log: CallLog, _ facts: PeriodFacts) {
    detection = log.detection
    stretches = Self.weeks(facts.comparedDays)
    tickets = log.episodes(stretches, since: facts.previous)
    base = tickets.totals(0..<1)
    now = tickets.totals(1..<tickets.days)
    baseTotal = tickets.count(0..<1)
    total = tickets.count(1..<tickets.days)
  }

  /// Weeks counted back from a period's last day, the rest with the first of them.
  ///
  /// One stretch for less than two weeks. A burst of some days shows in its week before it lifts the
  /// month.
  private static func weeks(_ period: Period) -> [ClosedRange<CivilDay>] {
    let count = max(1, period.days / 7)
    return (0..<count).map { week in
      let to = period.to.advanced(by: -7 * (count - 1 - week))
      return (week == 0 ? period.from : to.advanced(by: -6))...to
    }
  }

  /// The days of a window of the scan.
  func days(_ window: Range<Int>) -> ClosedRange<CivilDay> {
    stretches[window.lowerBound - 1].lowerBound...stretches[window.upperBound - 2].upperBound
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
