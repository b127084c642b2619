import RedianCore

/// The period's events: the scan with two periods, its null, and greedy deletion (methods 3.2, 2).
struct MonthlyScan {
  let counts: PeriodCounts
  let dispersion: Double
  /// What random months give; nil without a comparison.
  let null: ScanNull?
  private let options: SummaryOptions

  init(_ counts: PeriodCounts, _ facts: PeriodFacts, _ options: SummaryOptions) {
    self.counts = counts
    self.options = options
    guard counts.hasBase, counts.total > 0 else {
      dispersion = 1
      null = nil
      return
    }
    dispersion = counts.scanDispersion
    var plan = ScanPlan.twoPeriods(units: counts.space.units.count)
    for unit in plan.isEligible.indices {
      plan.isEligible[unit] =
        counts.baseCount(unit, 0) > 0 && !options.units.isSplit(counts.detection.name(unit))
    }
    let size = counts.total + counts.baseTotal
    null = ScanNull(
      counts.tickets,
      days: 0..<2,
      plan,
      seed: UInt64(bitPattern: Int64(facts.period.from.number) << 32 | Int64(facts.period.days)),
      replicates: options.replicates ?? (size > Self.large ? 199 : 999)
    )
  }

  /// More episodes than this get 199 replicates and a fitted tail: the null is smooth by then.
  private static let large = 200_000

  /// The events, in the order of the scan.
  func events(_ maxima: [Double]) -> [ScanEvent] {
    guard let null else { return [] }
    let fit = maxima.count < 999 ? Gumbel.moments(maxima) : nil
    return scanEvents(
      counts.tickets,
      days: null.days,
      null.plan,
      dispersion: dispersion,
      limit: options.scanLimit,
      most: options.maxHotspots
    ) { score in
      fit?.upperTail(score) ?? monteCarloProbability(score, maxima)
    }
  }

  func facts(replicates: Int) -> HotspotScanFacts {
    HotspotScanFacts(
      episodes: counts.total,
      baseEpisodes: counts.baseTotal,
      replicates: null == nil ? 0 : replicates,
      dispersion: dispersion,
      limit: options.scanLimit
    )
  }
}

extension UnitMapping {
  /// True where the unit was split, or is a part of one that was.
  func isSplit(_ unit: UnitName?) -> Bool {
    guard let unit else { return false }
    return rules.contains { rule in
      rule.isSplit && ([rule.unit] + rule.successors).contains { $0.last == unit.name }
    }
  }
}
