package import RedianCore

/// Every figure of a report on one period but its hotspots, and what makes those.
///
/// The caller fills in `inputs`, `rows.read`, `rows.rejected`, `quality` and `rejects`.
///
/// - Throws: where there is no dated ticket, or the data do not touch the period.
package func draftSummary(
  _ table: TicketTable,
  taxonomy: Taxonomy,
  request: PeriodRequest = .latestMonth,
  options: SummaryOptions = SummaryOptions()
) throws(SummaryError) -> SummaryDraft {
  SummaryDraft(
    try SummaryBasis(table, taxonomy: taxonomy, request: request, options: options)
  )
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
