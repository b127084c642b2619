import RedianCore

/// Counts of organisation unit x taxonomy node, now and in the comparison.
///
/// Nodes are the categories, then the tags; only cases are looked at among the tags, because a
/// chapter's routine business is no event of its own. Tickets of a reported event are taken out.
struct HotspotGrid {
  struct Cell: Hashable {
    var unit: Int
    var node: Int
  }

  let index: UnitIndex
  let taxonomy: Taxonomy
  let nodes: [Int]
  private let nodeCount: Int
  private var now: [Int32]
  private var base: [Int32]
  /// Counts of leaf x tag that are still there.
  private var leafNow: [Int32]
  private var leafBase: [Int32]

  init(_ tables: CategoryTables) {
    let tally = tables.tally
    index = tables.index
    taxonomy = tables.taxonomy
    let categoryCount = taxonomy.categories.count
    nodeCount = categoryCount + taxonomy.tags.count
    nodes =
      Array(0..<categoryCount)
      + taxonomy.tags.indices.filter { !tables.taxonomy.tags[$0].isRoutine }
      .map { $0 + categoryCount }
    now = [Int32](repeating: 0, count: index.units.count * nodeCount)
    base = now
    leafNow = [Int32](repeating: 0, count: index.leafCount * tally.tagCount)
    leafBase = leafNow
    for leaf in 0..<index.leafCount {
      for tag in 0..<tally.tagCount {
        let place = leaf * tally.tagCount + tag
        leafNow[place] = Int32(tally.count(.compared, leaf: leaf, tag: tag))
        leafBase[place] = Int32(tally.count(.previous, leaf: leaf, tag: tag))
        if leafNow[place] + leafBase[place] > 0 { add(leaf, tag, sign: 1) }
      }
    }
  }

  private mutating func add(_ leaf: Int, _ tag: Int, sign: Int32) {
    let place = leaf * taxonomy.tags.count + tag
    for level in OrganizationLevel.allCases {
      guard let unit = index.unit(leaf, level) else { continue }
      for node in [taxonomy.tags[tag].category, taxonomy.categories.count + tag] {
        now[unit * nodeCount + node] += sign * leafNow[place]
        base[unit * nodeCount + node] += sign * leafBase[place]
      }
    }
  }

  func count(_ cell: Cell) -> Int { Int(now[cell.unit * nodeCount + cell.node]) }
  func baseCount(_ cell: Cell) -> Int { Int(base[cell.unit * nodeCount + cell.node]) }

  /// Tickets of a unit, all categories.
  func total(_ unit: Int) -> Int {
    taxonomy.categories.indices.reduce(0) { $0 + count(Cell(unit: unit, node: $1)) }
  }

  func category(_ node: Int) -> Int {
    let first = taxonomy.categories.count
    return node < first ? node : taxonomy.tags[node - first].category
  }

  /// The tag of a node, or nil for a whole category.
  func tag(_ node: Int) -> Int? {
    let first = taxonomy.categories.count
    return node < first ? nil : node - first
  }

  func tags(_ node: Int) -> Range<Int> {
    tag(node).map { $0..<($0 + 1) } ?? taxonomy.categories[node].tags
  }

  func leaves(_ unit: Int) -> [Int] {
    let level = index.units[unit].level
    return (0..<index.leafCount).filter { index.unit($0, level) == unit }
  }

  /// Takes a cell's tickets out of every cell that holds them.
  mutating func remove(_ cell: Cell) {
    for leaf in leaves(cell.unit) {
      for tag in tags(cell.node) {
        add(leaf, tag, sign: -1)
        leafNow[leaf * taxonomy.tags.count + tag] = 0
        leafBase[leaf * taxonomy.tags.count + tag] = 0
      }
    }
  }
}
