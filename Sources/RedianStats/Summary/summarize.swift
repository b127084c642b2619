package import RedianCore

/// Every figure of a report on one period but its hotspots, and what makes those.
///
/// Two passes over the tickets: one for the extent of the data, one for the counts; a third over
/// the period where there are hotspots to describe. The result does not depend on the order in
/// which the tickets came, except where an id came twice.
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
  var extent = DataExtent()
  var repairs = RepairDays(taxonomy)
  // swift-format-ignore: ReplaceForEachWithForLoop
  table.forEach {
    extent.add($0)
    repairs.add($0)
  }
  let facts = try extent.resolve(request)
  let major = repairs.majorEvents(until: min(facts.period.to, facts.dataTo))
  let index = UnitIndex(table)
  let asOf = options.asOf ?? max(extent.latest, table.latest)
  let repairTag = extent.hasBusinessType ? nil : "fault-repair"
  let rules = ArrivalRules(asOf, taxonomy, options, major)
  let outages = OutageTally(facts, days: options.recurringDays, last: extent.last)
  var pass = PeriodPass(facts, taxonomy, index, rules, outages: outages, repairTag: repairTag)
  let span = facts.detectionDays(options.nights)
  let space = DetectionSpace(index, taxonomy)
  var festival = FestivalPass(facts, taxonomy, options.calendar)
  var detection = DetectionPass(space, table, from: span.from, to: span.to)
  // swift-format-ignore: ReplaceForEachWithForLoop
  table.forEach {
    pass.add($0)
    detection.add($0)
    festival?.add($0)
  }

  let tables = CategoryTables(pass.tally, taxonomy, index)
  var rows = RowTotals()
  rows.tickets = table.count
  rows.duplicates = table.replaced
  rows.undated = extent.undated
  let summary = Summary(
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
    hotspots: [],
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
    rejectsNotListed: 0,
    detection: DetectionFacts(tables, facts, major, options.calendar, festival?.comparison)
  )
  var log = detection.log
  log.findEpisodes()
  return SummaryDraft(summary, table, log, facts, major, latest: asOf, options)
}

extension SummaryDraft {
  fileprivate init(
    _ summary: Summary,
    _ table: TicketTable,
    _ log: CallLog,
    _ facts: PeriodFacts,
    _ major: MajorEventDays,
    latest: CivilTime,
    _ options: SummaryOptions
  ) {
    let input = HotspotInput(
      table: table,
      log: log,
      facts: facts,
      major: major,
      scan: MonthlyScan(PeriodCounts(log, facts), facts, options),
      days: PeriodDays(log, facts, options.calendar, major),
      options: options
    )
    let last = facts.lastCompleteDay(latest: latest)
    let nightly = NightSeries(log, last: last, options.calendar, major).map {
      NightlyDetection($0, first: facts.period.from, options)
    }
    self.init(summary, table, input, nightly)
  }
}

extension DetectionFacts {
  fileprivate init(
    _ tables: CategoryTables,
    _ facts: PeriodFacts,
    _ major: MajorEventDays,
    _ calendar: HolidayCalendar,
    _ festival: FestivalComparison?
  ) {
    let from = tables.total(.previous) == nil ? facts.period.from : facts.previous.from
    self.init(
      majorEvents: major,
      outsideMajorEvents: tables.outside(major, facts.period),
      calendarSource: calendar.source,
      missingYears: calendar.missingYears(from: from, to: facts.period.to),
      festival: festival,
      withoutStation: tables.shareWithoutStation
    )
  }
}

extension ArrivalRules {
  fileprivate init(
    _ asOf: CivilTime,
    _ taxonomy: Taxonomy,
    _ options: SummaryOptions,
    _ major: MajorEventDays
  ) {
    self.init(
      asOf: asOf,
      yardsticks: options.yardsticks,
      eventDays: options.majorEventDays.union(major.days),
      disputing: Set(["1.2", "1.4"].compactMap { taxonomy.tag(caseOrCategory: $0) }),
      legLimits: options.legLimits
    )
  }
}
