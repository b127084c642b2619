package import RedianCore

/// What all sections of a report go by: one look at every ticket.
///
/// The sections — ``counts()``, ``repeats()``, ``recurring()``, ``detection()`` — each look at the
/// tickets on their own and depend on nothing else, so a caller with threads makes them side by side,
/// in any order. None depends on the order in which the tickets came, except where an id came twice.
package struct SummaryBasis: Sendable {
  package let facts: PeriodFacts
  package let table: TicketTable
  let taxonomy: Taxonomy
  let options: SummaryOptions
  let extent: DataExtent
  let major: MajorEventDays
  let index: UnitIndex
  let asOf: CivilTime

  /// - Throws: where there is no dated ticket, or the data do not touch the period.
  package init(
    _ table: TicketTable,
    taxonomy: Taxonomy,
    request: PeriodRequest,
    options: SummaryOptions
  ) throws(SummaryError) {
    var extent = DataExtent()
    var repairs = RepairDays(taxonomy)
    table.forEachTicket { _, ticket in
      extent.add(ticket)
      repairs.add(ticket)
    }
    facts = try extent.resolve(request)
    major = repairs.majorEvents(until: min(facts.period.to, facts.dataTo))
    index = UnitIndex(table)
    asOf = options.asOf ?? max(extent.latest, table.latest)
    self.table = table
    self.taxonomy = taxonomy
    self.options = options
    self.extent = extent
  }

  /// Where no ticket has a business type, the tag that stands for fault repair goes instead.
  var selectedByTag: Bool { !extent.hasBusinessType }

  var repairs: RepairTickets { RepairTickets(taxonomy, byTag: selectedByTag) }

  var slices: KeySlices { KeySlices(tickets: table.count, perSlice: options.ticketsPerSlice) }

  var callers: CallerLookBack { CallerLookBack(facts, taxonomy) }
}
