/// The q-values of Benjamini and Hochberg (1995), in the order of the p-values.
///
/// A list of cells with q at most 0.10 holds at most a tenth of false ones on average.
package func falseDiscoveryRates(_ p: [Double]) -> [Double] {
  let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
  var q = p
  var smallest = 1.0
  for (position, index) in order.enumerated().reversed() {
    smallest = min(smallest, p[index] * Double(p.count) / Double(position + 1))
    q[index] = smallest
  }
  return q
}
