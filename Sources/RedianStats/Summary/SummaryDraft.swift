package import RedianCore

/// A report whose hotspots wait for random replicates.
///
/// The replicates are the only part of a report that takes many times the data's size in work, so
/// they are handed out: `nulls` can be computed in any pieces, on any threads, and
/// ``finish(_:)`` makes the same report of them.
package struct SummaryDraft: Sendable {
  private var summary: Summary
  private let table: TicketTable
  private let monthly: HotspotInput
  private let nightly: NightlyDetection?

  init(
    _ summary: Summary,
    _ table: TicketTable,
    _ monthly: HotspotInput,
    _ nightly: NightlyDetection?
  ) {
    self.summary = summary
    self.table = table
    self.monthly = monthly
    self.nightly = nightly
  }

  /// The scans that need replicates.
  package var nulls: [ScanNull] { [monthly.scan.null, nightly?.null].compactMap(\.self) }

  /// The report, given all maxima of each of the `nulls`, in their order.
  package func finish(_ maxima: [[Double]]) -> Summary {
    var rest = maxima[...]
    let monthlyMaxima = monthly.scan.null == nil ? [] : rest.removeFirst()
    let nightlyMaxima = nightly?.null == nil ? [] : rest.removeFirst()
    var summary = summary
    let results = monthly.results(monthlyMaxima)
    summary.hotspots = results.events
    summary.rising = results.rising
    summary.standing = results.standing
    summary.scan = monthly.scan.facts(replicates: monthlyMaxima.count)
    if let nightly {
      summary.alerts = nightly.summary(nightlyMaxima, monthly.log, table, monthly.major)
    }
    return summary
  }
}

/// Every figure of a report on one period, its replicates computed one after the other.
///
/// - Throws: where there is no dated ticket, or the data do not touch the period.
package func summarize(
  _ table: TicketTable,
  taxonomy: Taxonomy,
  request: PeriodRequest = .latestMonth,
  options: SummaryOptions = SummaryOptions()
) throws(SummaryError) -> Summary {
  let draft = try draftSummary(table, taxonomy: taxonomy, request: request, options: options)
  return draft.finish(draft.nulls.map { $0.maxima() })
}
