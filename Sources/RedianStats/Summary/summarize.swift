package import RedianCore

/// Every figure of a report on one period.
///
/// Two passes over the tickets: one for the extent of the data, one for the counts; a third over
/// the period where there are hotspots to describe. The result does not depend on the order in
/// which the tickets came, except where an id came twice.
///
/// The caller fills in `inputs`, `rows.read`, `rows.rejected`, `quality` and `rejects`.
///
/// - Throws: where there is no dated ticket, or the data do not touch the period.
package func summarize(
  _ table: TicketTable,
  taxonomy: Taxonomy,
  request: PeriodRequest = .latestMonth,
  options: SummaryOptions = SummaryOptions()
) throws(SummaryError) -> Summary {
  var extent = DataExtent()
  // swift-format-ignore: ReplaceForEachWithForLoop
  table.forEach { extent.add($0) }
  let facts = try extent.resolve(request)
  let index = UnitIndex(table)
  let asOf = options.asOf ?? extent.latest
  let repairTag = extent.hasBusinessType ? nil : "fault-repair"
  var pass = PeriodPass(facts, taxonomy, index, asOf: asOf, repairTag: repairTag)
  // swift-format-ignore: ReplaceForEachWithForLoop
  table.forEach { pass.add($0) }

  let tables = CategoryTables(pass.tally, taxonomy, index)
  var rows = RowTotals()
  rows.tickets = table.count
  rows.duplicates = table.replaced
  rows.undated = extent.undated
  let arrivals = ArrivalSummary(&pass.arrivals, table, taxonomy, index, options)
  return Summary(
    period: facts,
    asOf: asOf,
    inputs: [],
    rows: rows,
    taxonomy: taxonomy,
    tickets: tables.totals[Window.period.rawValue],
    previousTickets: tables.total(.previous),
    yearBeforeTickets: tables.total(.yearBefore),
    categories: tables.categories,
    cases: tables.cases,
    daily: tables.daily(facts.period),
    units: tables.units,
    arrivals: arrivals.selected(byTag: repairTag != nil),
    hotspots: findHotspots(table, tables, facts, options),
    repeats: RepeatSummary(pass.callers, table, index, limit: options.maxRepeatCallers),
    quality: [],
    rejects: [],
    rejectsNotListed: 0
  )
}

extension ArrivalSummary {
  fileprivate init(
    _ tally: inout ArrivalTally,
    _ table: TicketTable,
    _ taxonomy: Taxonomy,
    _ index: UnitIndex,
    _ options: SummaryOptions
  ) {
    tally.sort()
    let sorted = tally
    yardsticks = options.yardsticks.map {
      YardstickSummary($0, sorted, index, minimumJudged: options.minimumJudged)
    }
    selectedByTag = false
    overdue = []
    disputed = []
    guard let first = options.yardsticks.first else { return }
    let lists = ArrivalLists(table: table, index: index, yardstick: first)
    overdue = lists.overdue(sorted.records)
    let tags = ["1.2", "1.4"].compactMap { taxonomy.tag(caseOrCategory: $0) }
    disputed = lists.disputed(sorted.records, tags: tags)
  }

  fileprivate func selected(byTag: Bool) -> ArrivalSummary {
    var copy = self
    copy.selectedByTag = byTag
    return copy
  }
}
