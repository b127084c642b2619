package import RedianCore

/// The good records of one block: every cell is well-formed UTF-8.
package struct RecordBatch: Sendable {
  /// Cells per record.
  package let columns: Int
  private let bytes: [UInt8]
  private let cells: [CellRange]
  /// Where each record begins in the stream that is cut into records: for reading it again.
  package let offsets: [UInt64]
  /// First byte of each record in the input: for messages.
  package let places: [UInt64]
  /// First line of each record.
  package let lines: [UInt64]
  /// Rejects and oddities of the block, in the order of the input.
  package let problems: [Problem]
  package let extents: ByteCounts
  /// Records and rejects; title, totals and empty lines are no rows.
  package let rows: Int

  package var count: Int { offsets.count }

  init(
    columns: Int,
    bytes: [UInt8],
    cells: [CellRange],
    offsets: [UInt64],
    places: [UInt64],
    lines: [UInt64],
    problems: [Problem],
    extents: ByteCounts,
    rows: Int
  ) {
    self.columns = columns
    self.bytes = bytes
    self.cells = cells
    self.offsets = offsets
    self.places = places
    self.lines = lines
    self.problems = problems
    self.extents = extents
    self.rows = rows
  }

  /// Lends every record in turn as a function from column to cell: one borrow for the whole batch.
  package func forEachRecord(_ body: (Int, (Int) -> UnsafeBufferPointer<UInt8>) -> Void) {
    // Everything the inner closure needs is local: capturing `self` would retain its arrays per cell.
    let columns = columns
    bytes.withUnsafeBufferPointer { bytes in
      cells.withUnsafeBufferPointer { cells in
        for record in 0..<count {
          let first = record * columns
          body(record) { column in
            let cell = cells[first + column]
            return UnsafeBufferPointer(rebasing: bytes[Int(cell.start)..<Int(cell.end)])
          }
        }
      }
    }
  }
}
