import RedianStats
import Testing

/// The scan statistic against a brute-force reference: every cell, the null and the deletions.
struct ScanOracleTests {
  /// The reference's trees with their names, and its 1,353 tickets of 42 days.
  private struct Reference {
    var units: [String] = []
    var nodes: [String] = []
    var tickets: ScanTickets
    var plan: ScanPlan
    var days: Range<Int> { 0..<42 }

    init() throws {
      let (units, unitTree) = try Self.tree("14_scan_org", "unit")
      let (nodes, nodeTree) = try Self.tree("14_scan_taxonomy", "node")
      let space = ScanSpace(units: unitTree, nodes: nodeTree)
      let rows = try Oracle("14_scan_tickets").rows
      tickets = ScanTickets(
        space,
        days: 42,
        try rows.map { row in
          let unit = try #require(units.firstIndex(of: row["unit"] ?? ""))
          let node = try #require(nodes.firstIndex(of: row["case"] ?? ""))
          return (try row.integer("day") - 1, space.cell(unit, node))
        }
      )
      plan = .nightly(units: units.count)
      self.units = units
      self.nodes = nodes
    }

    private static func tree(_ file: String, _ column: String) throws -> ([String], ScanTree) {
      let rows = try Oracle(file).rows
      let names = rows.map { $0[column] ?? "" }
      let parents = rows.map { row in names.firstIndex(of: row["parent"] ?? "") ?? 0 }
      return (names, ScanTree(parents: parents))
    }
  }

  @Test func everyCell() throws {
    let reference = try Reference()
    let scan = Scan(reference.tickets, days: reference.days, reference.plan)
    let cells = scan.cells(atLeast: 0.5)
    let expected = try Oracle("14_scan_llr_expected").rows
    #expect(cells.count == expected.count)
    for (cell, row) in zip(cells, expected) {
      #expect(reference.units[cell.unit] == row["unit"])
      #expect(reference.nodes[cell.node] == row["node"])
      #expect(cell.window == (try row.integer("window_days")))
      #expect(cell.count == (try row.integer("c")))
      #expect(cell.total == (try row.integer("n_node")))
      #expect(abs(cell.expected - (try row.number("E"))) < 1e-8)
      #expect(abs(cell.score - (try row.number("llr_stp"))) < 1e-8)
    }
    #expect(scan.maximum == cells.first?.score)
  }

  @Test func theNullAndTheDeletions() throws {
    let reference = try Reference()
    let null = ScanNull(
      reference.tickets,
      days: reference.days,
      reference.plan,
      seed: 1,
      replicates: 999
    )
    let maxima = null.maxima()
    try check(maxima)
    let expected = try Oracle("14_scan_clusters_expected").rows
    let events = scanEvents(
      reference.tickets,
      days: reference.days,
      reference.plan,
      limit: 1,
      most: expected.count
    ) { monteCarloProbability($0, maxima) }
    for (event, row) in zip(events, expected) {
      #expect(reference.units[event.cell.unit] == row["unit"])
      #expect(reference.nodes[event.cell.node] == row["node"])
      #expect(event.cell.window == (try row.integer("window_days")))
      #expect(event.cell.count == (try row.integer("c")))
      #expect(abs(event.score - (try row.number("llr_stp"))) < 1e-8)
      #expect((event.p <= 0.05) == (row["reported_at_5pct"] == "1"))
    }
    #expect(events.count == expected.count)
  }

  /// Mean, standard deviation and quantiles within four standard errors of both simulations.
  private func check(_ maxima: [Double]) throws {
    let sorted = maxima.sorted()
    let mean = maxima.reduce(0, +) / Double(maxima.count)
    let squares = maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(maxima.count - 1)).squareRoot()
    for row in try Oracle("14_scan_null_expected").rows where row["mc_standard_error"] != "" {
      let name = row["statistic"] ?? ""
      // The reference has 9,999 replicates; a standard error grows with the root of their ratio.
      let error = try row.number("mc_standard_error")
      let ours = error * (9_999.0 / Double(maxima.count)).squareRoot()
      let value: Double
      switch name {
      case "mean": value = mean
      case "sd": value = deviation
      default:
        let q = try #require(Double(name.dropFirst("quantile_".count)))
        value = sorted[nearestRank(q, of: sorted.count) - 1]
      }
      let allowed = 4 * (error * error + ours * ours).squareRoot()
      #expect(abs(value - (try row.number("value"))) <= allowed, "\(name)")
    }
  }

  @Test func theCheckValue() {
    #expect(abs(ScanStatistic.score(count: 106, expected: 62.13, of: 552) - 14.78) < 0.005)
  }
}
