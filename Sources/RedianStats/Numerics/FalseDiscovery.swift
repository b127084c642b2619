/// The q-values of Benjamini and Hochberg (1995), in the order of the p-values.
///
/// A list of cells with q at most 0.10 holds at most a tenth of false ones on average.
package func falseDiscoveryRates(_ p: [Double]) -> [Double] {
  falseDiscoveryRates(p, counts: [Int](repeating: 1, count: p.count))
}

/// The same where each p-value stands for `counts` equal ones: equal p-values have equal q-values.
func falseDiscoveryRates(_ p: [Double], counts: [Int]) -> [Double] {
  let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
  let total = counts.reduce(0, +)
  var q = p
  var smallest = 1.0
  var rank = total
  for index in order.reversed() {
    smallest = min(smallest, p[index] * Double(total) / Double(rank))
    q[index] = smallest
    rank -= counts[index]
  }
  return q
}
