import RedianCore

/// Hotspots and alerts that wait for random replicates.
///
/// The replicates are the only part of a report that takes many times the data's size in work, so
/// they are handed out: `nulls` can be computed in any pieces, on any threads, and
/// ``finish(_:_:)`` makes the same report of them.
package struct DetectionDraft: Sendable {
  private let monthly: HotspotInput
  private let nightly: NightlyDetection?

  init(_ log: CallLog, _ basis: SummaryBasis) {
    let (facts, options) = (basis.facts, basis.options)
    monthly = HotspotInput(
      table: basis.table,
      log: log,
      facts: facts,
      major: basis.major,
      scan: MonthlyScan(PeriodCounts(log, facts), facts, options),
      days: PeriodDays(log, facts, options.calendar, basis.major),
      options: options
    )
    let last = facts.lastCompleteDay(latest: basis.asOf)
    nightly = NightSeries(log, last: last, options.calendar, basis.major).map {
      NightlyDetection($0, first: facts.period.from, options)
    }
  }

  /// The scans that need replicates.
  package var nulls: [ScanNull] { [monthly.scan.null, nightly?.null].compactMap(\.self) }

  /// Puts hotspots and alerts into a report, given all maxima of each of the `nulls`, in their order.
  package func finish(_ summary: inout Summary, _ maxima: [[Double]]) {
    var rest = maxima[...]
    let monthlyMaxima = monthly.scan.null == nil ? [] : rest.removeFirst()
    let nightlyMaxima = nightly?.null == nil ? [] : rest.removeFirst()
    let results = monthly.results(monthlyMaxima)
    summary.hotspots = results.events
    summary.rising = results.rising
    summary.standing = results.standing
    summary.scan = monthly.scan.facts(replicates: monthlyMaxima.count)
    if let nightly {
      summary.alerts = nightly.summary(nightlyMaxima, monthly.log, monthly.table, monthly.major)
    }
  }
}
