import RedianCore

/// The day curve, the parts and the example tickets of the chosen cells.
struct HotspotDetails {
  private(set) var daily: [[Int]] = []
  private(set) var parts: [[(name: String, count: Int)]] = []
  private(set) var examples: [[TicketExcerpt]] = []

  init(
    _ table: TicketTable,
    _ tables: CategoryTables,
    _ facts: PeriodFacts,
    _ cells: [HotspotGrid.Cell],
    _ options: SummaryOptions
  ) {
    guard !cells.isEmpty else { return }
    let grid = HotspotGrid(tables)
    parts = cells.map { Self.parts($0, grid, tables.tally) }
    var pass = HotspotPass(cells, grid, tables.tally, facts, table, options.examplesPerHotspot)
    // swift-format-ignore: ReplaceForEachWithForLoop
    table.forEach { pass.add($0) }
    daily = pass.daily
    examples = pass.examples.map { numbers in
      numbers.map { number in
        let ticket = table[number]
        return TicketExcerpt(
          id: ticket.key.text(table.names),
          accepted: ticket.accepted,
          source: ticket.source
        )
      }
    }
  }

  /// The unit's children with their tickets, most first, at most five.
  private static func parts(
    _ cell: HotspotGrid.Cell,
    _ grid: HotspotGrid,
    _ tally: PeriodTally
  ) -> [(name: String, count: Int)] {
    let level = grid.index.units[cell.unit].level
    var counts: [Int: Int] = [:]
    for leaf in grid.leaves(cell.unit) {
      guard let child = grid.index.child(leaf, below: level) else { continue }
      counts[child, default: 0] += grid.tags(cell.node).reduce(0) {
        $0 + tally.count(.compared, leaf: leaf, tag: $1)
      }
    }
    return counts.filter { $0.value > 0 }
      .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .prefix(5)
      .map { (grid.index.units[$0.key].name, $0.value) }
  }
}

/// The pass over the tickets that collects day curves and examples.
private struct HotspotPass {
  /// The cells that hold a leaf.
  private var cellsOfLeaf: [[Int]]
  private let tags: [Range<Int>]
  private let index: UnitIndex
  private let tally: PeriodTally
  private let table: TicketTable
  private let firstDay: Int
  private let limit: Int
  private var number = 0
  var daily: [[Int]]
  /// Ticket numbers, best example first.
  var examples: [[Int]]

  init(
    _ cells: [HotspotGrid.Cell],
    _ grid: HotspotGrid,
    _ tally: PeriodTally,
    _ facts: PeriodFacts,
    _ table: TicketTable,
    _ limit: Int
  ) {
    cellsOfLeaf = [[Int]](repeating: [], count: grid.index.leafCount)
    tags = cells.map { grid.tags($0.node) }
    index = grid.index
    self.tally = tally
    self.table = table
    self.limit = limit
    firstDay = Int(facts.period.from.number)
    let empty = [Int](repeating: 0, count: facts.period.days)
    daily = [[Int]](repeating: empty, count: cells.count)
    examples = [[Int]](repeating: [], count: cells.count)
    for (position, cell) in cells.enumerated() {
      for leaf in grid.leaves(cell.unit) { cellsOfLeaf[leaf].append(position) }
    }
  }

  mutating func add(_ ticket: TicketFacts) {
    defer { number += 1 }
    guard tally.isInPeriod(ticket), !ticket.accepted.isMissing else { return }
    let tag = tally.tag(of: ticket)
    for cell in cellsOfLeaf[index.leaf(of: ticket)] where tags[cell].contains(tag) {
      daily[cell][Int(ticket.accepted.day.number) - firstDay] += 1
      offer(ticket, to: cell)
    }
  }

  /// Keeps the tickets with the surest tags; equal ones: the earlier, then the smaller id.
  private mutating func offer(_ ticket: TicketFacts, to cell: Int) {
    let position = examples[cell].firstIndex { better(ticket, table[$0]) } ?? examples[cell].count
    guard position < limit else { return }
    examples[cell].insert(number, at: position)
    if examples[cell].count > limit { examples[cell].removeLast() }
  }

  private func better(_ left: TicketFacts, _ right: TicketFacts) -> Bool {
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    if left.accepted != right.accepted { return left.accepted < right.accepted }
    return left.key.text(table.names) < right.key.text(table.names)
  }
}
