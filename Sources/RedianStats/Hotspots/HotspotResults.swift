import RedianCore

/// The three lists of hotspots, each with its own question.
struct HotspotResults {
  var events: [Hotspot]
  var rising: [RisingCell]
  var standing: [StandingCell]
}

/// An event with its numbers in the trees.
private struct HotspotCell {
  var unit: Int
  var node: Int
  var event: Hotspot
}

/// What the lists are made from.
struct HotspotInput {
  let table: TicketTable
  let log: CallLog
  let facts: PeriodFacts
  let major: MajorEventDays
  let scan: MonthlyScan
  let days: PeriodDays
  let options: SummaryOptions

  private var counts: PeriodCounts { scan.counts }

  func results(_ maxima: [Double]) -> HotspotResults {
    let standing = standingCells(counts, options)
    let events =
      (counts.hasBase ? risen(scan.events(maxima)) : stood(withoutOverlaps(standing)))
      .sorted { ($1.event.extra, $0.unit, $0.node) < ($0.event.extra, $1.unit, $1.node) }
    let exposures = Exposures(counts, days, minimum: options.minimumExposure)
    let rising = risingCells(counts, exposures, options).map { found in
      var cell = found.cell
      cell.event = events.firstIndex { overlaps((found.unit, found.node), ($0.unit, $0.node)) }
        .map { $0 + 1 }
      return cell
    }
    return HotspotResults(
      events: events.map(\.event),
      rising: rising,
      standing: standing.map(\.cell)
    )
  }

  private func overlaps(_ left: (unit: Int, node: Int), _ right: (unit: Int, node: Int)) -> Bool {
    let units = counts.space.units
    let nodes = counts.space.nodes
    return (units.isWithin(left.unit, right.unit) || units.isWithin(right.unit, left.unit))
      && (nodes.isWithin(left.node, right.node) || nodes.isWithin(right.node, left.node))
  }

  /// Standing cells that share no ticket with a better one.
  private func withoutOverlaps(
    _ cells: [(unit: Int, node: Int, cell: StandingCell)]
  ) -> [(unit: Int, node: Int, cell: StandingCell)] {
    var chosen: [(unit: Int, node: Int, cell: StandingCell)] = []
    for cell in cells.sorted(by: {
      ($0.cell.probability, $0.cell.extra) > ($1.cell.probability, $1.cell.extra)
    })
    where chosen.count < options.maxHotspots {
      if !chosen.contains(where: { overlaps(($0.unit, $0.node), (cell.unit, cell.node)) }) {
        chosen.append(cell)
      }
    }
    return chosen
  }
}

extension HotspotInput {
  /// The events of a scan, with the figures of their whole cells.
  private func risen(_ events: [ScanEvent]) -> [HotspotCell] {
    let exposure = (now: Double(counts.total), base: Double(counts.baseTotal))
    let targets = events.map {
      target($0.cell.unit, $0.cell.node, scale: exposure.now / exposure.base)
    }
    let details = details(targets)
    var families: [Int: LevelFamily] = [:]
    return events.indices.compactMap { index in
      let cell = events[index].cell
      guard details[index].confident >= options.minimumConfident else { return nil }
      let depth = levelRank(cell.unit)
      let family = families[depth] ?? LevelFamily(unitsLike(cell.unit), scan)
      families[depth] = family
      let comparison = family.comparison(cell.unit, cell.node)
      let event = Hotspot(
        place: counts.place(cell.unit, cell.node),
        details[index],
        facts,
        comparison,
        q: family.q(cell.unit, cell.node),
        scanProbability: events[index].p,
        .totalChange
      )
      return HotspotCell(unit: cell.unit, node: cell.node, event: event)
    }
  }

  /// Standing hotspots: tested against the share of all units.
  private func stood(_ cells: [(unit: Int, node: Int, cell: StandingCell)]) -> [HotspotCell] {
    let details = details(cells.map { target($0.unit, $0.node, scale: 0) })
    return cells.indices.compactMap { index in
      guard details[index].confident >= options.minimumConfident else { return nil }
      let cell = cells[index]
      let event = Hotspot(
        standing: cell.cell,
        details[index],
        facts,
        base: counts.count(0, cell.node)
      )
      return HotspotCell(unit: cell.unit, node: cell.node, event: event)
    }
  }

  private func target(_ unit: Int, _ node: Int, scale: Double) -> EventTarget {
    let hasBase = counts.hasBase
    return EventTarget(
      unit: unit,
      node: node,
      now: facts.comparedDays.from...facts.comparedDays.to,
      curve: facts.period.from...facts.period.to,
      base: hasBase ? facts.previous.from...facts.previous.to : nil,
      scale: scale
    )
  }

  private func details(_ targets: [EventTarget]) -> [EventDetails] {
    EventDescriber.details(targets, log, table, major, examples: options.examplesPerHotspot)
  }

  private func levelRank(_ unit: Int) -> Int {
    counts.detection.name(unit).map { $0.level.rawValue + 1 } ?? 0
  }

  private func unitsLike(_ unit: Int) -> Range<Int> {
    guard let level = counts.detection.name(unit)?.level else { return 0..<1 }
    return counts.detection.units(level)
  }
}

/// All cells of one level against the change of everything, with their q within the level.
private struct LevelFamily {
  private let comparisons: [CellComparison]
  private let rates: [Double]
  private var positions: [Int: Int] = [:]
  private let space: ScanSpace

  init(_ units: Range<Int>, _ scan: MonthlyScan) {
    let counts = scan.counts
    space = counts.space
    var comparisons: [CellComparison] = []
    for unit in units where counts.baseCount(unit, 0) > 0 {
      for node in 0..<counts.space.nodes.count {
        let count = counts.count(unit, node)
        let base = counts.baseCount(unit, node)
        if count + base == 0 { continue }
        positions[space.cell(unit, node)] = comparisons.count
        comparisons.append(
          CellComparison(
            count,
            base,
            exposure: Double(counts.total),
            baseExposure: Double(counts.baseTotal),
            dispersion: scan.dispersion
          )
        )
      }
    }
    self.comparisons = comparisons
    rates = falseDiscoveryRates(comparisons.map(\.p))
  }

  /// - Precondition: the cell holds an episode and its unit had some before.
  func comparison(_ unit: Int, _ node: Int) -> CellComparison {
    comparisons[positions[space.cell(unit, node), default: 0]]
  }

  func q(_ unit: Int, _ node: Int) -> Double {
    rates[positions[space.cell(unit, node), default: 0]]
  }
}

extension Hotspot {
  fileprivate init(
    place: HotspotPlace,
    _ details: EventDetails,
    _ facts: PeriodFacts,
    _ comparison: CellComparison,
    q: Double,
    scanProbability: Double?,
    _ kind: HotspotComparison
  ) {
    self.init(
      place: place,
      from: facts.comparedDays.from,
      to: facts.comparedDays.to,
      count: comparison.count,
      tickets: details.tickets,
      callers: details.callers,
      ticketsOutsideMajorEvents: details.ticketsOutsideMajorEvents,
      base: comparison.base,
      expected: comparison.expected,
      ratio: comparison.ratio,
      ratioInterval: comparison.shownInterval,
      p: comparison.p,
      q: q,
      scanProbability: scanProbability,
      extra: comparison.extra,
      daily: details.daily,
      parts: details.parts,
      examples: details.examples,
      comparison: kind
    )
  }

  fileprivate init(
    standing cell: StandingCell,
    _ details: EventDetails,
    _ facts: PeriodFacts,
    base: Int
  ) {
    let limits = Interval.garwood(cell.count)
    self.init(
      place: cell.place,
      from: facts.comparedDays.from,
      to: facts.comparedDays.to,
      count: cell.count,
      tickets: details.tickets,
      callers: details.callers,
      ticketsOutsideMajorEvents: details.ticketsOutsideMajorEvents,
      base: base,
      expected: cell.expected,
      ratio: Double(cell.count) / cell.expected,
      ratioInterval: limits.lowerBound / cell.expected...limits.upperBound / cell.expected,
      p: cell.p,
      q: cell.q,
      scanProbability: nil,
      extra: cell.extra,
      daily: details.daily,
      parts: details.parts,
      examples: details.examples,
      comparison: .standing
    )
  }
}
