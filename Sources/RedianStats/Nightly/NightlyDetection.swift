import RedianCore

/// Nightly detection over a stretch of days: volume alarms and the scan, night by night.
///
/// A value made from counts alone, so that a run over exports and a nightly job over a history
/// share it. Where past nights are too few for calibration, only the last night is judged, against
/// random replicates, and its alerts say "provisional".
struct NightlyDetection {
  private let series: NightSeries
  private let settings: NightSettings
  private let past: PastNights
  private let volume: VolumeTest
  private let nights: [Int]
  private let options: SummaryOptions
  /// The replicates that the last night needs; nil where past nights calibrate it.
  let null: ScanNull?

  /// `first` is the first night wanted, the series' last day the last one.
  init(_ series: NightSeries, first: CivilDay, _ options: SummaryOptions) {
    let settings = options.nights
    self.series = series
    self.settings = settings
    self.options = options
    past = PastNights(series, settings)
    volume = VolumeTest(series, settings)
    let last = series.days - 1
    let from = max(0, series.from.distance(to: first), last - settings.replayed + 1)
    let past = past
    let judged = (from...max(from, last)).filter { past.maxima(before: $0) != nil }
    nights = judged.last == last ? judged : judged + [last]
    let test = PlaceTest(series, past, night: last, settings)
    null = test?.null(
      seed: UInt64(bitPattern: Int64(series.date(last).number)),
      replicates: options.replicates ?? 999
    )
  }

  func summary(
    _ maxima: [Double],
    _ log: CallLog,
    _ table: TicketTable,
    _ major: MajorEventDays
  )
    -> AlertSummary
  {
    var summary = AlertSummary()
    var life = EventLife(series.detection.space, settings)
    var drafts: [(alert: Alert, target: EventTarget)] = []
    for night in nights {
      let (facts, found) = judge(night, maxima, &life)
      summary.nights.append(facts)
      drafts += found
    }
    let details = EventDescriber.details(
      drafts.map(\.target),
      log,
      table,
      major,
      examples: options.examplesPerHotspot
    )
    summary.alerts = zip(drafts, details).compactMap { draft, details in
      var alert = draft.alert
      // A case that hardly any ticket is surely about is the tagging's event, not the grid's.
      if alert.kind == .place, details.confident < options.minimumConfident { return nil }
      alert.tickets = details.tickets
      alert.callers = details.callers
      alert.daily = details.daily
      alert.parts = details.parts
      alert.examples = details.examples
      return alert
    }
    return summary
  }

  private func judge(
    _ night: Int,
    _ maxima: [Double],
    _ life: inout EventLife
  ) -> (NightFacts, [(alert: Alert, target: EventTarget)]) {
    let test = PlaceTest(series, past, night: night, settings)
    let isProvisional = test.map { $0.past == nil } ?? false
    let hasVolume = !series.isFestival[night]
    let volumes = hasVolume ? volume.findings(night) : ([], [])
    let facts = NightFacts(
      night: series.date(night),
      days: test?.tickets.days ?? 0,
      pastNights: test?.past?.count ?? 0,
      isProvisional: isProvisional,
      isMajorEventDay: series.isMajor[night],
      hasVolumeTest: hasVolume,
      unstable: volumes.1.map { place($0.unit, $0.node) }
    )
    var found: [(alert: Alert, target: EventTarget)] = []
    for finding in volumes.0 {
      if let draft = draft(finding, night, &life) { found.append(draft) }
    }
    guard let test else { return (facts, found) }
    for event in test.events(night == series.days - 1 ? maxima : []) {
      if let draft = draft(event, test, night, maxima.count, &life) { found.append(draft) }
    }
    return (facts, found)
  }

  /// Four weeks up to a night, as far as the log reaches.
  private func curve(_ day: CivilDay) -> ClosedRange<CivilDay> {
    max(series.from, day.advanced(by: -27))...day
  }

  private func place(_ unit: Int, _ node: Int) -> HotspotPlace {
    HotspotPlace(
      unit: series.detection.name(unit),
      category: series.detection.category(node),
      tag: series.detection.tag(node)
    )
  }

  private func draft(
    _ finding: VolumeFinding,
    _ night: Int,
    _ life: inout EventLife
  ) -> (alert: Alert, target: EventTarget)? {
    let day = series.date(night)
    let seen = life.see(
      .volume,
      unit: finding.unit,
      node: finding.node,
      from: day.advanced(by: -1),
      night: day,
      newEpisodes: finding.count
    )
    // Tested against 28 to 56 days: nothing beyond ten times as many nights can be claimed.
    let most = Double(10 * settings.baselineDays)
    let nights = min(1 / finding.nightly, most)
    let alert = Alert(
      id: seen.id,
      night: day,
      kind: .volume,
      state: seen.state,
      nightsSeen: seen.nights,
      newEpisodes: finding.count,
      place: place(finding.unit, finding.node),
      from: day,
      to: day,
      count: finding.count,
      tickets: 0,
      callers: 0,
      expected: finding.expected,
      ratio: finding.expected > 0 ? Double(finding.count) / finding.expected : .infinity,
      extra: Double(finding.count) - finding.expected,
      p: finding.p,
      q: finding.q,
      nights: nights,
      isUnprecedented: 1 / finding.nightly > most,
      level: AlertLevel(nights: nights) ?? .notice,
      isProvisional: false,
      daily: [],
      parts: [],
      examples: []
    )
    let target = EventTarget(
      unit: finding.unit,
      node: finding.node,
      now: day...day,
      curve: curve(day),
      scale: 0
    )
    return (alert, target)
  }

  private func draft(
    _ event: ScanEvent,
    _ test: PlaceTest,
    _ night: Int,
    _ replicates: Int,
    _ life: inout EventLife
  ) -> (alert: Alert, target: EventTarget)? {
    let cell = event.cell
    let day = series.date(night)
    let from = day.advanced(by: 1 - cell.window)
    let today = test.tickets.totals((test.tickets.days - 1)..<test.tickets.days)
    let new = Int(today[test.tickets.space.cell(cell.unit, cell.node)])
    let seen = life.see(
      .place,
      unit: cell.unit,
      node: cell.node,
      from: from,
      night: day,
      newEpisodes: new
    )
    guard seen.isShown else { return nil }
    let (nights, isUnprecedented) = test.nights(event.p, replicates: replicates)
    let alert = Alert(
      id: seen.id,
      night: day,
      kind: .place,
      state: seen.state,
      nightsSeen: seen.nights,
      newEpisodes: new,
      place: place(cell.unit, cell.node),
      from: from,
      to: day,
      count: cell.count,
      tickets: 0,
      callers: 0,
      expected: cell.expected,
      ratio: Double(cell.count) / cell.expected,
      extra: Double(cell.count) - cell.expected,
      p: event.p,
      q: nil,
      nights: nights,
      isUnprecedented: isUnprecedented,
      level: AlertLevel(nights: nights) ?? .notice,
      isProvisional: test.past == nil,
      daily: [],
      parts: [],
      examples: []
    )
    let earliest = series.date(night - test.tickets.days + 1)
    let scale =
      cell.window < test.tickets.days
      ? Double(cell.window) / Double(test.tickets.days - cell.window) : 0
    let target = EventTarget(
      unit: cell.unit,
      node: cell.node,
      now: from...day,
      curve: curve(day),
      base: scale > 0 ? earliest...from.advanced(by: -1) : nil,
      scale: scale
    )
    return (alert, target)
  }
}
