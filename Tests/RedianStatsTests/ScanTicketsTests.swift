import RedianCore
import RedianStats
import Testing

/// Packed counts against the plain lists that they were made of.
struct ScanTicketsTests {
  /// A chain of units of 300 nodes each: distances and counts of one, two and three bytes.
  private static let space = ScanSpace(
    units: ScanTree(parents: Array([0] + (0..<99))),
    nodes: ScanTree(parents: [Int](repeating: 0, count: 300))
  )

  private static func draw(seed: UInt64) -> [(day: Int, cell: Int)] {
    var random = SplitMix(seed: seed)
    let spread = (0..<500).map { _ in
      // No ticket on day 3.
      ([0, 1, 2, 4, 5][random.below(5)], random.below(space.cellCount))
    }
    let crowded = [(1, 0), (1, 127), (1, 128), (2, 16_384), (5, space.cellCount - 1)]
    return spread + crowded.flatMap { [(Int, Int)](repeating: $0, count: 1 + random.below(20_000)) }
  }

  @Test(arguments: [1, 9, 1_000, 1 << 20])
  func everyStretchOfDaysGivesTheSame(atOnce: Int) {
    let drawn = Self.draw(seed: 1)
    let sizes = (0..<6).map { day in drawn.count { $0.day == day } }
    let tickets = ScanTickets(Self.space, sizes: sizes, atOnce: atOnce) { add in
      for ticket in drawn { add(ticket.day, ticket.cell) }
    }
    #expect(tickets == ScanTickets(Self.space, days: 6, drawn.reversed()))
    #expect(tickets.count == drawn.count)
  }

  @Test(arguments: 1...6)
  func aDayIsItsCellsInOrder(seed: UInt64) {
    let drawn = Self.draw(seed: seed)
    let tickets = ScanTickets(Self.space, days: 6, drawn)
    for day in 0..<6 {
      var found: [Int: Int] = [:]
      var last = -1
      tickets.forEachCell(on: day) { cell, count in
        #expect(cell > last)
        last = cell
        found[cell] = count
      }
      let expected = Dictionary(grouping: drawn.filter { $0.day == day }, by: \.cell)
      #expect(found == expected.mapValues(\.count))
    }
    let part = tickets.only(2..<5)
    #expect(part.counts(0..<3) == tickets.counts(2..<5))
    #expect(part.count == tickets.count(2..<5))
  }

  @Test(arguments: [(0, 1), (40, 0), (99, 299)])
  func removingLeavesTheOthersAlone(unit: Int, node: Int) {
    let drawn = Self.draw(seed: 3)
    let cell = Self.space.cell(unit, node)
    let others = drawn.filter { !Self.space.isWithin($0.cell, cell) }
    let tickets = ScanTickets(Self.space, days: 6, drawn)
    #expect(tickets.removing(cell) == ScanTickets(Self.space, days: 6, others))
  }
}
