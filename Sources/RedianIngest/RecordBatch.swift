package import RedianCore

/// The good records of one block: cells one after another in one array.
package struct RecordBatch: Sendable {
  /// Cells per record.
  package let columns: Int
  private let bytes: [UInt8]
  private let fieldEnds: [UInt32]
  /// First byte in the input and line of each record.
  package let offsets: [UInt64]
  package let lines: [UInt64]
  /// Rejects and oddities of the block, in the order of the input.
  package internal(set) var problems: [Problem]
  package let extents: ByteCounts
  /// Records and rejects; title and totals lines are no rows.
  package let rows: Int

  package var count: Int { offsets.count }

  init(
    columns: Int,
    bytes: [UInt8],
    fieldEnds: [UInt32],
    offsets: [UInt64],
    lines: [UInt64],
    problems: [Problem],
    extents: ByteCounts,
    rows: Int
  ) {
    self.columns = columns
    self.bytes = bytes
    self.fieldEnds = fieldEnds
    self.offsets = offsets
    self.lines = lines
    self.problems = problems
    self.extents = extents
    self.rows = rows
  }

  /// Lends one cell's raw bytes, in the input's encoding.
  package func withCell<Result>(
    _ record: Int,
    _ column: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { body(cell($0, record, column)) }
  }

  /// Lends every record in turn as a function from column to cell: one borrow for the whole batch.
  package func forEachRecord(_ body: (Int, (Int) -> UnsafeBufferPointer<UInt8>) -> Void) {
    // Everything the inner closure needs is local: capturing `self` would retain its arrays per cell.
    let columns = columns
    bytes.withUnsafeBufferPointer { bytes in
      fieldEnds.withUnsafeBufferPointer { ends in
        for record in 0..<count {
          let first = record * columns
          body(record) { column in
            let index = first + column
            let from = index == 0 ? 0 : Int(ends[index - 1])
            return UnsafeBufferPointer(rebasing: bytes[from..<Int(ends[index])])
          }
        }
      }
    }
  }

  private func cell(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ record: Int,
    _ column: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let index = record * columns + column
    let from = index == 0 ? 0 : Int(fieldEnds[index - 1])
    return UnsafeBufferPointer(rebasing: bytes[from..<Int(fieldEnds[index])])
  }
}
