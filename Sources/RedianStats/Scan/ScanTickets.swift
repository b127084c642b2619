/// The tickets (or episodes) of a scan: how many sit on each cell on each day.
package struct ScanTickets: Sendable, Equatable {
  package let space: ScanSpace
  private var cells = CellsByDay()
  /// Tickets before each day, and all of them at the end: ``days`` + 1 entries.
  private var starts = [0]

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

  /// The tickets that `visit` tells of, a day and a cell each; `sizes` says how many each day has.
  ///
  /// They are told again for every stretch of days with at most `atOnce` tickets: no more of them are listed
  /// at a time, however long the log is.
  package init(
    _ space: ScanSpace,
    sizes: [Int],
    atOnce: Int = 1 << 20,
    visit: (_ add: (_ day: Int, _ cell: Int) -> Void) -> Void
  ) {
    self.space = space
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    while cells.days < sizes.count {
      let first = cells.days
      var end = first + 1
      while end < sizes.count, starts[end + 1] - starts[first] <= atOnce { end += 1 }
      read(first..<end, visit)
    }
  }

  private mutating func read(
    _ stretch: Range<Int>,
    _ visit: (_ add: (_ day: Int, _ cell: Int) -> Void) -> Void
  ) {
    let first = starts[stretch.lowerBound]
    var next = stretch.map { starts[$0] - first }
    var list = [Int32](repeating: 0, count: count(stretch))
    visit { day, cell in
      guard stretch.contains(day) else { return }
      list[next[day - stretch.lowerBound]] = Int32(cell)
      next[day - stretch.lowerBound] += 1
    }
    var counts = [Int32](repeating: 0, count: space.cellCount)
    for day in stretch {
      cells.append(list[(starts[day] - first)..<(starts[day + 1] - first)], counting: &counts)
    }
  }

  package var days: Int { starts.count - 1 }

  /// Tickets of all days.
  package var count: Int { starts[days] }

  /// Tickets of some days.
  package func count(_ days: Range<Int>) -> Int {
    starts[days.upperBound] - starts[days.lowerBound]
  }

  /// Calls `body` for every cell that tickets of a day sit on, ascending.
  package func forEachCell(on day: Int, _ body: (_ cell: Int, _ count: Int) -> Void) {
    cells.forEach(day, body)
  }

  /// Counts by the cell that the tickets of some days sit on.
  package func counts(_ days: Range<Int>) -> [Int32] {
    var counts = [Int32](repeating: 0, count: space.cellCount)
    count(days, into: &counts)
    return counts
  }

  /// Adds the tickets of some days to counts by the cell that they sit on.
  func count(_ days: Range<Int>, into counts: inout [Int32]) {
    for day in days { cells.forEach(day) { counts[$0] += Int32($1) } }
  }

  /// Counts by every cell that the tickets of some days count for.
  package func totals(_ days: Range<Int>) -> [Int32] { space.totals(counts(days)) }

  /// The tickets of some days alone, the first of them being day 0.
  package func only(_ days: Range<Int>) -> ScanTickets {
    var part = self
    part.cells = cells.only(days)
    part.starts = starts[days.lowerBound...days.upperBound].map { $0 - starts[days.lowerBound] }
    return part
  }

  /// Without the tickets of a cell, on all days.
  package func removing(_ cell: Int) -> ScanTickets {
    var isTaken = [Bool](repeating: false, count: space.cellCount)
    for other in isTaken.indices { isTaken[other] = space.isWithin(other, cell) }
    var rest = self
    rest.cells = cells.removing { isTaken[$0] }
    for day in 0..<days {
      var left = 0
      rest.cells.forEach(day) { left += $1 }
      rest.starts[day + 1] = rest.starts[day] + left
    }
    return rest
  }
}
