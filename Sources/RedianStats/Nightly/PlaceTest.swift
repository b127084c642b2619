import RedianCore

/// Where is it unusual, compared with everybody else on the same days? The scan of one night.
struct PlaceTest {
  /// The days of the scan alone: the last one is the night's.
  let tickets: ScanTickets
  let plan: ScanPlan
  let night: Int
  /// Best scores of past nights; nil where they are too few.
  let past: [Double]?
  private let dispersion: Double
  private let settings: NightSettings

  /// - Returns: nil with fewer than 28 days of data.
  init?(_ series: NightSeries, _ past: PastNights, night: Int, _ settings: NightSettings) {
    let days = min(settings.days, night + 1)
    guard days >= settings.fewest else { return nil }
    tickets = series.tickets.only((night - days + 1)..<(night + 1))
    plan = series.plan(night: night, days: days, settings)
    self.night = night
    self.settings = settings
    self.past = days == settings.days ? past.maxima(before: night) : nil
    dispersion = self.past == nil ? Self.dispersion(tickets, series.detection) : 1
  }

  /// The longest window against the days before it.
  private static func dispersion(_ tickets: ScanTickets, _ detection: DetectionSpace) -> Double {
    let window = (tickets.days - 7)..<tickets.days
    let counts = tickets.totals(window)
    let totals = tickets.totals(0..<tickets.days)
    let share = Double(tickets.count(window)) / Double(max(1, tickets.count))
    let counties = detection.units(.county)
    let units = counties.isEmpty ? detection.units(.station) : counties
    let cells = units.flatMap { unit in
      detection.taxonomy.categories.indices.map { category in
        let cell = tickets.space.cell(unit, detection.node(category: category))
        return (count: Int(counts[cell]), total: Int(totals[cell]), share: share)
      }
    }
    return twoPeriodDispersion(cells)
  }

  /// What random days would give: needed where past nights are too few.
  func null(seed: UInt64, replicates: Int?) -> ScanNull? {
    guard past == nil, tickets.count > 0 else { return nil }
    let replicates = replicates ?? ScanNull.replicates(for: tickets.count)
    return ScanNull(tickets, days: 0..<tickets.days, plan, seed: seed, replicates: replicates)
  }

  /// The night's events; `maxima` are those of ``null(seed:replicates:)`` where there is one.
  ///
  /// Without past nights and without `maxima` there is nothing to judge by.
  func events(_ maxima: [Double]) -> [ScanEvent] {
    guard tickets.count > 0, past != nil || !maxima.isEmpty else { return [] }
    let fit = past.flatMap(Gumbel.nightly)
    return scanEvents(
      tickets,
      days: 0..<tickets.days,
      plan,
      dispersion: dispersion,
      limit: 1 / Double(AlertLevel.notice.rawValue),
      most: settings.mostEvents,
      probability: fit.map { $0.upperTail } ?? ScanNull.probability(maxima)
    )
  }

  /// Nights that an event's p is calibrated on: a recurrence beyond ten times as many is a guess.
  func nights(_ p: Double, replicates: Int) -> (nights: Double, isUnprecedented: Bool) {
    let most = Double(past.map { 10 * $0.count } ?? replicates + 1)
    return p * most <= 1 ? (most, true) : (1 / p, false)
  }
}
