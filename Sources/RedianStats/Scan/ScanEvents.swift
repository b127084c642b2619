/// An event that stands out, and what a score like its own means.
package struct ScanEvent: Sendable, Equatable {
  package var cell: ScanCell
  /// The score over the dispersion: what is compared.
  package var score: Double
  /// How likely a night or a replicate without events has a score of at least this.
  package var p: Double
}

/// Reports the best cell, deletes its tickets on all days, and scans again (sequential deletion,
/// Zhang, Assuncao and Kulldorff 2010), so that one event is one line.
///
/// `probability` turns a score into its p; the first event above `limit` ends the list.
package func scanEvents(
  _ tickets: ScanTickets,
  days: Range<Int>,
  _ plan: ScanPlan,
  dispersion: Double = 1,
  limit: Double,
  most: Int,
  probability: (Double) -> Double
) -> [ScanEvent] {
  var events: [ScanEvent] = []
  var rest = tickets
  while events.count < most, let cell = Scan(rest, days: days, plan).best {
    let score = cell.score / dispersion
    let p = probability(score)
    guard p <= limit else { break }
    events.append(ScanEvent(cell: cell, score: score, p: p))
    rest = rest.removing(rest.space.cell(cell.unit, cell.node))
  }
  return events
}

/// The share of maxima at least as large as a score, the score itself counted with them.
package func monteCarloProbability(_ score: Double, _ maxima: [Double]) -> Double {
  let larger = maxima.count { $0 >= score - 1e-9 }
  return Double(larger + 1) / Double(maxima.count + 1)
}
