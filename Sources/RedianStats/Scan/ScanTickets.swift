/// The tickets (or episodes) of a scan: the cell each sits on, in order of days.
///
/// Sorting by day makes the last w days a suffix, and a past night's data a stretch.
package struct ScanTickets: Sendable, Equatable {
  package let space: ScanSpace
  /// The cell of each ticket, days ascending.
  package private(set) var cells: [Int32]
  /// Tickets before each day, and all of them at the end: `days` + 1 entries.
  package private(set) var starts: [Int]

  /// Tickets as pairs of a day in 0..<days and a cell; their order does not matter.
  package init(
    _ space: ScanSpace,
    days: Int,
    _ tickets: some Collection<(day: Int, cell: Int)>
  ) {
    var sizes = [Int](repeating: 0, count: days)
    for ticket in tickets { sizes[ticket.day] += 1 }
    self.init(space, sizes: sizes) { add in
      for ticket in tickets { add(ticket.day, ticket.cell) }
    }
  }

  /// The tickets that `visit` tells of, a day and a cell each; `sizes` says how many each day has, so that a
  /// long log need not be copied.
  init(
    _ space: ScanSpace,
    sizes: [Int],
    visit: (_ add: (_ day: Int, _ cell: Int) -> Void) -> Void
  ) {
    self.space = space
    let days = sizes.count
    var starts = [Int](repeating: 0, count: days + 1)
    for day in 0..<days { starts[day + 1] = starts[day] + sizes[day] }
    var next = starts
    var cells = [Int32](repeating: 0, count: starts[days])
    visit { day, cell in
      cells[next[day]] = Int32(cell)
      next[day] += 1
    }
    self.starts = starts
    self.cells = cells
  }

  package var days: Int { starts.count - 1 }

  /// Tickets of some days.
  package func count(_ days: Range<Int>) -> Int {
    starts[days.upperBound] - starts[days.lowerBound]
  }

  /// Counts by the cell that the tickets of some days sit on.
  package func counts(_ days: Range<Int>) -> [Int32] {
    var counts = [Int32](repeating: 0, count: space.cellCount)
    for cell in cells[starts[days.lowerBound]..<starts[days.upperBound]] { counts[Int(cell)] += 1 }
    return counts
  }

  /// Counts by every cell that the tickets of some days count for.
  package func totals(_ days: Range<Int>) -> [Int32] {
    var totals = counts(days)
    space.addUp(&totals)
    return totals
  }

  /// The tickets of some days alone, the first of them being day 0.
  package func only(_ days: Range<Int>) -> ScanTickets {
    var part = self
    part.cells = Array(cells[starts[days.lowerBound]..<starts[days.upperBound]])
    part.starts = starts[days.lowerBound...days.upperBound].map { $0 - starts[days.lowerBound] }
    return part
  }

  /// Without the tickets of a cell, on all days.
  package func removing(_ cell: Int) -> ScanTickets {
    var isTaken = [Bool](repeating: false, count: space.cellCount)
    for other in isTaken.indices { isTaken[other] = space.isWithin(other, cell) }
    var rest = self
    rest.cells = []
    rest.cells.reserveCapacity(cells.count)
    for day in 0..<days {
      rest.starts[day] = rest.cells.count
      for other in cells[starts[day]..<starts[day + 1]] where !isTaken[Int(other)] {
        rest.cells.append(other)
      }
    }
    rest.starts[days] = rest.cells.count
    return rest
  }
}
