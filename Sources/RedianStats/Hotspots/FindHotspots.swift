import RedianCore

/// The period's hotspots, most extra tickets first.
func findHotspots(
  _ table: TicketTable,
  _ tables: CategoryTables,
  _ facts: PeriodFacts,
  _ options: SummaryOptions
) -> [Hotspot] { [] }
