import RedianCore

extension SummaryBasis {
  /// The tables of counts and the arrivals: a report without its other sections.
  package func counts() -> Summary {
    var pass = PeriodPass(facts, taxonomy, index, ArrivalRules(self), repairs)
    var festival = FestivalPass(facts, taxonomy, options.calendar)
    table.forEachTicket { number, ticket in
      pass.add(ticket, number: number)
      festival?.add(ticket)
    }
    let tables = CategoryTables(pass.tally, taxonomy, index)
    return Summary(
      period: facts,
      asOf: asOf,
      inputs: [],
      rows: RowTotals(table, extent),
      taxonomy: taxonomy,
      tickets: tables.totals[Window.period.rawValue],
      previousTickets: tables.total(.previous),
      yearBeforeTickets: tables.total(.yearBefore),
      categories: tables.categories,
      cases: tables.cases,
      daily: tables.daily(facts.period),
      units: tables.units,
      arrivals: arrivals(pass.arrivals),
      hotspots: [],
      repeats: RepeatSummary(),
      recurring: RecurringSummary(),
      customers: options.customers.map { CustomerRates($0, tables, index) },
      quality: [],
      rejects: [],
      rejectsNotListed: 0,
      detection: DetectionFacts(tables, facts, major, options.calendar, festival?.comparison)
    )
  }

  private func arrivals(_ tally: ArrivalTally) -> ArrivalSummary {
    ArrivalSummary(
      tally,
      callers,
      table,
      index,
      minimumJudged: options.minimumJudged,
      selectedByTag: selectedByTag
    )
  }

  /// Callers who came again.
  package func repeats() -> RepeatSummary {
    RepeatSummary(
      callers,
      table,
      index,
      slices,
      first: extent.first,
      limit: options.maxRepeatCallers,
      minimum: options.minimumJudged
    )
  }

  /// Outages that came back to the same places.
  package func recurring() -> RecurringSummary {
    var tally = OutageTally(facts, days: options.recurringDays, last: extent.last)
    let repairs = repairs
    table.forEachTicket { number, ticket in
      if !ticket.accepted.isMissing, repairs.contains(ticket) { tally.add(ticket, number: number) }
    }
    return RecurringSummary(tally, table, index, facts, options, slices)
  }

  /// The scans for hotspots and alerts, but for their random replicates.
  package func detection() -> DetectionDraft {
    let span = facts.detectionDays(options.nights)
    let space = DetectionSpace(index, taxonomy)
    let log = CallLog(space, table, from: span.from, to: span.to, slices: slices)
    return DetectionDraft(log, self)
  }
}

extension RowTotals {
  fileprivate init(_ table: TicketTable, _ extent: DataExtent) {
    self.init()
    tickets = table.count
    duplicates = table.replaced
    undated = extent.undated
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
  fileprivate init(_ basis: SummaryBasis) {
    let options = basis.options
    self.init(
      asOf: basis.asOf,
      yardsticks: options.yardsticks,
      eventDays: options.majorEventDays.union(basis.major.days),
      disputing: basis.taxonomy.lateArrivals,
      legLimits: options.legLimits
    )
  }
}
