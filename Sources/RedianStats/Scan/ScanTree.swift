/// A tree of numbered nodes, the root first and every parent before its children.
package struct ScanTree: Sendable, Equatable {
  /// The parent of each node; the root has itself.
  package let parents: [Int]
  /// Steps from the root.
  package let depths: [Int]

  /// - Precondition: node 0 is the root, and every other node's parent has a smaller number.
  package init(parents: [Int]) {
    precondition(parents.first == 0, "node 0 is the root")
    var depths = [0]
    for (node, parent) in parents.enumerated().dropFirst() {
      precondition(parent < node, "a parent comes before its children")
      depths.append(depths[parent] + 1)
    }
    self.parents = parents
    self.depths = depths
  }

  package var count: Int { parents.count }

  /// True where `node` is `ancestor` or lies below it.
  package func isWithin(_ node: Int, _ ancestor: Int) -> Bool {
    var node = node
    while node > ancestor { node = parents[node] }
    return node == ancestor
  }
}

/// The product of the organisation tree and the taxonomy tree: what a scan looks through.
///
/// A cell is a pair of nodes, numbered `unit * nodes.count + node`. A ticket sits on one cell and
/// counts for every pair of ancestors of its unit and its node.
package struct ScanSpace: Sendable, Equatable {
  package let units: ScanTree
  package let nodes: ScanTree

  package init(units: ScanTree, nodes: ScanTree) {
    self.units = units
    self.nodes = nodes
  }

  package var cellCount: Int { units.count * nodes.count }

  package func cell(_ unit: Int, _ node: Int) -> Int { unit * nodes.count + node }
  package func unit(_ cell: Int) -> Int { cell / nodes.count }
  package func node(_ cell: Int) -> Int { cell % nodes.count }

  /// True where the tickets of `cell` count for `ancestor`.
  package func isWithin(_ cell: Int, _ ancestor: Int) -> Bool {
    units.isWithin(unit(cell), unit(ancestor)) && nodes.isWithin(node(cell), node(ancestor))
  }

  /// Counts by every cell that tickets count for, of counts by the cell that they sit on.
  func totals(_ sitting: [Int32]) -> [Int32] {
    var totals = sitting
    addUp(&totals)
    return totals
  }

  /// Turns counts by the cell that tickets sit on into counts by every cell they count for.
  ///
  /// One addition per cell and tree, instead of one per ticket and pair of ancestors.
  package func addUp(_ counts: inout [Int32]) {
    let width = nodes.count
    let unitParents = units.parents
    let nodeParents = nodes.parents
    counts.withUnsafeMutableBufferPointer { counts in
      for unit in stride(from: units.count - 1, to: 0, by: -1) {
        let from = unit * width
        let into = unitParents[unit] * width
        for node in 0..<width { counts[into + node] &+= counts[from + node] }
      }
      for row in stride(from: 0, to: counts.count, by: width) {
        for node in stride(from: width - 1, to: 0, by: -1) {
          counts[row + nodeParents[node]] &+= counts[row + node]
        }
      }
    }
  }
}
