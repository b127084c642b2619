import RedianCore
import RedianStats
import Testing

/// The scan on small invented worlds, against plain enumeration.
struct ScanTests {
  /// Two counties of two stations below everything; two chapters of two cases below everything.
  private static let space = ScanSpace(
    units: ScanTree(parents: [0, 0, 0, 1, 1, 2, 2]),
    nodes: ScanTree(parents: [0, 0, 0, 1, 1, 2, 2])
  )

  private static func tickets(_ count: Int, days: Int, seed: UInt64) -> ScanTickets {
    var generator = SplitMix(seed: seed)
    return ScanTickets(
      space,
      days: days,
      (0..<count).map { _ in
        let unit = Int.random(in: 0..<7, using: &generator)
        let node = Int.random(in: 0..<7, using: &generator)
        return (Int.random(in: 0..<days, using: &generator), space.cell(unit, node))
      }
    )
  }

  @Test(arguments: 1...8)
  func countsAddUpBothTrees(seed: UInt64) {
    let tickets = Self.tickets(60, days: 3, seed: seed)
    let totals = tickets.totals(1..<3)
    for cell in 0..<Self.space.cellCount {
      var inside = 0
      for day in 1..<3 {
        tickets.forEachCell(on: day) { if Self.space.isWithin($0, cell) { inside += $1 } }
      }
      #expect(Int(totals[cell]) == inside)
    }
  }

  @Test(arguments: 1...8)
  func theMaximumIsTheBestCells(seed: UInt64) {
    let tickets = Self.tickets(150, days: 20, seed: seed)
    let scan = Scan(tickets, days: 0..<20, .nightly(units: 7))
    let cells = scan.cells(atLeast: 0)
    // Equal scores are ordered by their cells, and equal up to their last digits.
    #expect(abs(scan.maximum - (cells.first?.score ?? 0)) < 1e-9)
    #expect(scan.best == cells.first)
  }

  @Test(arguments: [[0..<40], [0..<1, 1..<40], [0..<17, 17..<33, 33..<40]])
  func replicatesDoNotDependOnTheirSplit(ranges: [Range<Int>]) {
    let tickets = Self.tickets(120, days: 20, seed: 3)
    for plan in [ScanPlan.nightly(units: 7), .twoPeriods(units: 7)] {
      let null = ScanNull(tickets, days: 0..<20, plan, seed: 9, replicates: 40)
      #expect(ranges.flatMap(null.maxima) == null.maxima())
    }
  }

  /// Nine tickets, `late` of them in the later period: replicates are exactly the possible deals, each
  /// as often as the others.
  @Test(arguments: [3, 4, 6, 8])
  func replicatesAreDealsOfTheDays(late: Int) {
    let cells = [
      (3, 3), (3, 3), (3, 4), (4, 3), (4, 5), (5, 6), (5, 3), (6, 6), (0, 1),
    ].map { Self.space.cell($0.0, $0.1) }
    let plan = ScanPlan.twoPeriods(units: 7)
    func deal(_ isLate: (Int) -> Bool) -> ScanTickets {
      ScanTickets(Self.space, days: 2, cells.indices.map { (isLate($0) ? 1 : 0, cells[$0]) })
    }
    func counted(_ maxima: [Double]) -> [Int: Int] {
      Dictionary(maxima.map { (Int(($0 * 1e9).rounded()), 1) }, uniquingKeysWith: +)
    }
    let subsets = (0..<(1 << cells.count)).filter { $0.nonzeroBitCount == late }
    let possible = counted(
      subsets.map { subset in
        Scan(deal { subset >> $0 & 1 == 1 }, days: 0..<2, plan).maximum
      }
    )
    let null = ScanNull(deal { $0 < late }, days: 0..<2, plan, seed: 1, replicates: 8_000)
    let found = counted(null.maxima())
    #expect(Set(found.keys) == Set(possible.keys))
    for (score, count) in possible {
      let share = Double(count) / Double(subsets.count)
      let deviation = (8_000 * share * (1 - share)).squareRoot()
      #expect(abs(Double(found[score] ?? 0) - 8_000 * share) <= 4 * deviation)
    }
  }

  /// Six tickets on three days, windows of one and two days: the best score of both, as often as the
  /// possible deals have it.
  @Test func shorterWindowsLieInTheLongest() {
    let cells = [(3, 3), (3, 3), (3, 3), (4, 5), (5, 6), (5, 3)].map {
      Self.space.cell($0.0, $0.1)
    }
    let sizes = [1, 2, 3]
    func deal(_ days: [Int]) -> ScanTickets {
      ScanTickets(Self.space, days: 3, zip(days, cells).map { ($0, $1) })
    }
    var plan = ScanPlan.nightly(units: 7)
    plan.windows = 1...2
    var possible: [Int: Int] = [:]
    var deals = 0
    for number in 0..<729 {
      let days = (0..<6).map { place in (0..<place).reduce(number) { rest, _ in rest / 3 } % 3 }
      guard (0..<3).allSatisfy({ day in days.count { $0 == day } == sizes[day] }) else { continue }
      deals += 1
      let best = Scan(deal(days), days: 0..<3, plan).maximum
      possible[Int((best * 1e9).rounded()), default: 0] += 1
    }
    let null = ScanNull(
      deal([0, 1, 1, 2, 2, 2]),
      days: 0..<3,
      plan,
      seed: 4,
      replicates: 8_000
    )
    var found: [Int: Int] = [:]
    for best in null.maxima() { found[Int((best * 1e9).rounded()), default: 0] += 1 }
    #expect(Set(found.keys) == Set(possible.keys))
    for (score, count) in possible {
      let share = Double(count) / Double(deals)
      let deviation = (8_000 * share * (1 - share)).squareRoot()
      #expect(abs(Double(found[score] ?? 0) - 8_000 * share) <= 4 * deviation)
    }
  }

  /// Ten thousand tickets: what a cell gets has the mean and the spread of a draw without replacement.
  @Test(arguments: [0, 400, 3_000, 5_000, 9_700, 10_000])
  func aCellsShareIsHypergeometric(late: Int) {
    let one = Self.space.cell(3, 3)
    let other = Self.space.cell(4, 4)
    let all = (0..<10_000).map { (day: $0 < late ? 1 : 0, cell: $0 % 5 == 0 ? one : other) }
    let tickets = ScanTickets(Self.space, days: 2, all)
    let null = ScanNull(tickets, days: 0..<2, .twoPeriods(units: 7), seed: 3, replicates: 0)
    var dealer = ScanDealer(null)
    let drawn = (0..<4_000).map { replicate in
      _ = dealer.maximum(replicate: replicate)
      return Double(dealer.counts[one])
    }
    let share = Double(late) / 10_000
    let variance: Double = 2_000 * share * (1 - share) * 8_000 / 9_999
    let mean: Double = drawn.reduce(0, +) / 4_000
    let squares: [Double] = drawn.map { ($0 - mean) * ($0 - mean) }
    let spread: Double = squares.reduce(0, +) / 3_999
    #expect(abs(mean - 2_000 * share) <= 4 * (variance / 4_000).squareRoot())
    guard variance > 0 else {
      #expect(spread == 0)
      return
    }
    #expect(abs(spread / variance - 1) < 4 * (2.0 / 3_999).squareRoot())
  }

  @Test func aUnitWithoutHistoryIsNeverReported() {
    let planted = ScanTickets(
      Self.space,
      days: 2,
      (0..<50).map { ($0 % 2, Self.space.cell(3, 3)) }
        + [(Int, Int)](repeating: (1, Self.space.cell(6, 6)), count: 30)
    )
    var plan = ScanPlan.twoPeriods(units: 7)
    #expect(Scan(planted, days: 0..<2, plan).best?.unit == 6)
    plan.isEligible[6] = false
    let scan = Scan(planted, days: 0..<2, plan)
    #expect(scan.best?.unit == 2)
    #expect(scan.maximum == scan.best?.score)
  }

  @Test func deletionTakesTheCellsTicketsOnAllDays() {
    let tickets = Self.tickets(200, days: 5, seed: 4)
    let cell = Self.space.cell(1, 2)
    let rest = tickets.removing(cell)
    #expect(rest.totals(0..<5)[cell] == 0)
    #expect(rest.count == tickets.count - Int(tickets.totals(0..<5)[cell]))
    #expect(rest.totals(0..<5)[0] == Int32(rest.count))
  }

  @Test func oneEventIsReportedOnce() {
    var generator = SplitMix(seed: 5)
    var drafts = (0..<600).map { _ in
      (
        Int.random(in: 0..<2, using: &generator),
        Self.space.cell(
          Int.random(in: 3..<7, using: &generator),
          Int.random(in: 3..<7, using: &generator)
        )
      )
    }
    drafts += [(Int, Int)](repeating: (1, Self.space.cell(4, 5)), count: 60)
    let tickets = ScanTickets(Self.space, days: 2, drafts)
    let plan = ScanPlan.twoPeriods(units: 7)
    let maxima = ScanNull(tickets, days: 0..<2, plan, seed: 2, replicates: 199).maxima()
    let events = scanEvents(tickets, days: 0..<2, plan, limit: 0.05, most: 10) {
      monteCarloProbability($0, maxima)
    }
    #expect(events.map(\.cell.unit) == [4])
    #expect(events.map(\.cell.node) == [5])
  }
}
