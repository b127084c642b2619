import RedianPipeline
import RedianStats
import Testing

@Test(arguments: [1, 2, 3, 8])
func replicatesDoNotDependOnThreads(threads: Int) async {
  let space = ScanSpace(
    units: ScanTree(parents: [0, 0, 0]),
    nodes: ScanTree(parents: [0, 0, 0, 1])
  )
  let tickets = ScanTickets(space, days: 10, (0..<80).map { ($0 % 10, $0 * 7 % space.cellCount) })
  let null = ScanNull(tickets, days: 0..<10, .nightly(units: 3), seed: 5, replicates: 101)
  #expect(await maxima(of: null, threads: threads) == null.maxima())
}
