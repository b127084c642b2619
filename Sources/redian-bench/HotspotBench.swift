import Glibc
import RedianCore
import RedianPipeline
import RedianStats

func exponential(_ x: Double) -> Double { exp(x) }

/// One size of organisation for the hotspot stage.
private struct HotspotCase {
  var name: String
  var cities: Int
  var counties: Int
  var stations: Int
  var tickets: Int
}

private let hotspotCases = [
  HotspotCase(name: "city", cities: 1, counties: 4, stations: 16, tickets: 5_000),
  HotspotCase(name: "large city", cities: 1, counties: 4, stations: 16, tickets: 50_000),
  HotspotCase(name: "province", cities: 15, counties: 100, stations: 1_500, tickets: 500_000),
]

/// Times the hotspots of 60 days of tickets, from the table of tickets to the lists of a report.
///
/// Every case is computed with one thread and with `threads`, and both must agree.
func benchHotspots(threads: Int, replicates: Int) async throws {
  print("stage,case,stations,tickets,replicates,threads,seconds,peak_mib")
  for size in hotspotCases {
    let source = try SimulatedTickets(
      cities: size.cities,
      counties: size.counties,
      stations: size.stations
    )
    let last = try day(2026, 10, 31)
    let table = source.table(last: last, days: 60, perDay: size.tickets / 60, seed: 1)
    var found: [[[Double]]] = []
    for width in [1, threads] {
      let start = now()
      var options = SummaryOptions()
      options.replicates = replicates
      let draft = try draftSummary(table, taxonomy: source.taxonomy, options: options)
      var all: [[Double]] = []
      for null in draft.nulls { all.append(await maxima(of: null, threads: width)) }
      let summary = draft.finish(all)
      let seconds = now() - start
      found.append(all)
      guard summary.tickets > 0 else { throw BenchError.wrongCount(size.name) }
      print(
        "hotspots,\(size.name),\(size.stations),\(table.count),\(replicates),\(width),"
          + "\(rounded(seconds)),\(rounded(Double(ownPeakBytes()) / 1_048_576))"
      )
    }
    guard found[0] == found[1] else { throw BenchError.wrongCount("threads differ: \(size.name)") }
  }
}

func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDay {
  guard let found = CivilDay(year: year, month: month, day: day) else {
    throw BenchError.wrongCount("\(year)-\(month)-\(day)")
  }
  return found
}
