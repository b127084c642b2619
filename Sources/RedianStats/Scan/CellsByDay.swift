/// How many tickets sit on each cell, day after day, packed.
///
/// A day is its cells in ascending order, each as the distance from the cell before and the number of its
/// tickets, both as LEB128 numbers (DWARF 5, 7.6). Most take a byte: two for a cell of a day, however many
/// tickets it has, where a list of the tickets' cells would take four for each of them.
struct CellsByDay: Sendable, Equatable {
  private var bytes: [UInt8] = []
  /// Where each day begins, and where the last one ends.
  private var starts = [0]

  var days: Int { starts.count - 1 }

  /// Appends a day of tickets, given the cell of each in any order.
  ///
  /// `counts` has an entry for each cell of the space: 0 before and after.
  mutating func append(_ cells: ArraySlice<Int32>, counting counts: inout [Int32]) {
    for cell in cells { counts[Int(cell)] += 1 }
    var before = 0
    for cell in counts.indices where counts[cell] > 0 {
      append(cell: cell, Int(counts[cell]), after: &before)
      counts[cell] = 0
    }
    starts.append(bytes.count)
  }

  private mutating func append(cell: Int, _ count: Int, after before: inout Int) {
    append(cell - before)
    append(count)
    before = cell
  }

  /// Seven bits a byte, the lowest first; the highest bit says that more follow.
  private mutating func append(_ number: Int) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Calls `body` for the cells of a day that have tickets, ascending.
  func forEach(_ day: Int, _ body: (_ cell: Int, _ count: Int) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var position = starts[day]
      var cell = 0
      while position < starts[day + 1] {
        cell += Self.number(bytes, &position)
        body(cell, Self.number(bytes, &position))
      }
    }
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int {
    var number = 0
    var shift = 0
    while true {
      let byte = Int(bytes[position])
      position += 1
      number |= (byte & 0x7f) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
  }

  /// Some of the days alone, the first of them being day 0.
  func only(_ days: Range<Int>) -> CellsByDay {
    var part = CellsByDay()
    let first = starts[days.lowerBound]
    part.bytes = Array(bytes[first..<starts[days.upperBound]])
    part.starts = starts[days.lowerBound...days.upperBound].map { $0 - first }
    return part
  }

  /// The same days without some cells.
  func removing(_ isTaken: (_ cell: Int) -> Bool) -> CellsByDay {
    var rest = CellsByDay()
    rest.bytes.reserveCapacity(bytes.count)
    for day in 0..<days {
      var before = 0
      forEach(day) { cell, count in
        if !isTaken(cell) { rest.append(cell: cell, count, after: &before) }
      }
      rest.starts.append(rest.bytes.count)
    }
    return rest
  }
}
