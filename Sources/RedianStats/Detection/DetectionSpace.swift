package import RedianCore

/// The organisation and the taxonomy as a scan sees them.
///
/// Units: everything, then cities, counties and stations in the order of ``UnitIndex`` (teams are
/// people, not places). Nodes: everything, then the categories, then the tags; a chapter's routine
/// tag is a case like others (N.0), so a storm is "routine outage reports", not "chapter 1". A
/// ticket without a station sits on the lowest unit it names.
package struct DetectionSpace: Sendable {
  let index: UnitIndex
  package let taxonomy: Taxonomy
  package let space: ScanSpace
  /// The lowest unit of each leaf.
  private var unitOfLeaf: [Int32] = []

  init(_ index: UnitIndex, _ taxonomy: Taxonomy) {
    self.index = index
    self.taxonomy = taxonomy
    let stations = index.levels[OrganizationLevel.station.rawValue].upperBound
    var parents = [Int](repeating: 0, count: stations + 1)
    for leaf in 0..<index.leafCount {
      var parent = 0
      for level in Self.levels {
        guard let unit = index.unit(leaf, level) else { continue }
        parents[unit + 1] = parent
        parent = unit + 1
      }
      unitOfLeaf.append(Int32(parent))
    }
    let categories = [Int](repeating: 0, count: taxonomy.categories.count)
    let nodes = [0] + categories + taxonomy.tags.map { $0.category + 1 }
    space = ScanSpace(units: ScanTree(parents: parents), nodes: ScanTree(parents: nodes))
  }

  /// The levels below everything, from the top down.
  package static let levels: [OrganizationLevel] = [.city, .county, .station]

  /// The cell that a ticket of a leaf and a tag sits on.
  func cell(leaf: Int, tag: Int) -> Int {
    space.cell(Int(unitOfLeaf[leaf]), 1 + taxonomy.categories.count + tag)
  }

  /// The units of a level.
  func units(_ level: OrganizationLevel) -> Range<Int> {
    let range = index.levels[level.rawValue]
    return (range.lowerBound + 1)..<(range.upperBound + 1)
  }

  /// The name of a unit; nil for everything.
  func name(_ unit: Int) -> UnitName? { unit == 0 ? nil : index.units[unit - 1] }

  /// The category of a node; nil for everything.
  func category(_ node: Int) -> Int? {
    let first = taxonomy.categories.count + 1
    if node == 0 { return nil }
    return node < first ? node - 1 : taxonomy.tags[node - first].category
  }

  /// The tag of a node; nil for a category and for everything.
  func tag(_ node: Int) -> Int? {
    let first = taxonomy.categories.count + 1
    return node < first ? nil : node - first
  }

  func node(category: Int) -> Int { category + 1 }

  /// The units just below a unit that have a name.
  func children(_ unit: Int) -> [Int] {
    (0..<space.units.count).filter { $0 != unit && space.units.parents[$0] == unit }
  }
}
