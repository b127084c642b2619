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
  let asOf = options.asOf ?? max(extent.latest, table.latest)
  let repairTag = extent.hasBusinessType ? nil : "fault-repair"
  let rules = ArrivalRules(asOf, taxonomy, options)
  let outages = OutageTally(facts, days: options.recurringDays, last: extent.last)
  var pass = PeriodPass(facts, taxonomy, index, rules, outages: outages, repairTag: repairTag)
  // swift-format-ignore: ReplaceForEachWithForLoop
  table.forEach { pass.add($0) }

  let tables = CategoryTables(pass.tally, taxonomy, index)
  var rows = RowTotals()
  rows.tickets = table.count
  rows.duplicates = table.replaced
  rows.undated = extent.undated
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
    arrivals: ArrivalSummary(
      pass.arrivals,
      pass.callers,
      table,
      index,
      minimumJudged: options.minimumJudged,
      selectedByTag: repairTag != nil
    ),
    hotspots: findHotspots(table, tables, facts, options),
    repeats: RepeatSummary(
      pass.callers,
      table,
      index,
      first: extent.first,
      limit: options.maxRepeatCallers,
      minimum: options.minimumJudged
    ),
    recurring: RecurringSummary(pass.outages, table, index, facts, options),
    customers: options.customers.map { CustomerRates($0, tables, index) },
    quality: [],
    rejects: [],
    rejectsNotListed: 0
  )
}

extension ArrivalRules {
  fileprivate init(_ asOf: CivilTime, _ taxonomy: Taxonomy, _ options: SummaryOptions) {
    self.init(
      asOf: asOf,
      yardsticks: options.yardsticks,
      eventDays: options.majorEventDays,
      disputing: Set(["1.2", "1.4"].compactMap { taxonomy.tag(caseOrCategory: $0) }),
      legLimits: options.legLimits
    )
  }
}
