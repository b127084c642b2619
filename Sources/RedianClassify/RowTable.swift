/// Rows of small weights, one a feature, that are summed for the features of a text.
///
/// A weight is a byte around 128. A row is padded to whole vectors of 32 bytes and summed as 16-bit
/// lanes, even and odd bytes apart: three instructions a vector on any x86-64 or arm64 processor,
/// without widening. After 256 rows the lanes are emptied into 32-bit sums, so nothing overflows.
struct RowTable: Sendable {
  /// What stands for a weight of nought.
  static let zero: UInt8 = 128
  private static let pending = 256

  /// Bytes a row has without its padding.
  let columns: Int
  private let vectors: Int
  private let cells: [SIMD16<UInt16>]

  /// A table of `bytes.count / columns` rows.
  init(_ bytes: [UInt8], columns: Int) {
    self.columns = columns
    let vectors = (columns + 31) / 32
    let rows = columns == 0 ? 0 : bytes.count / columns
    var cells = [SIMD16<UInt16>](repeating: .zero, count: rows * vectors)
    cells.withUnsafeMutableBytes { cells in
      for row in 0..<rows {
        for column in 0..<columns {
          cells[row * vectors * 32 + column] = bytes[row * columns + column]
        }
      }
    }
    self.vectors = vectors
    self.cells = cells
  }

  /// Room for the sums of a row: whole vectors.
  var sumCount: Int { vectors * 32 }

  /// Writes the column sums of the numbered rows into `sums` (``sumCount`` values).
  ///
  /// The sum of the weights themselves is this less 128 for every row.
  func sum(
    _ rows: UnsafeBufferPointer<UInt16>,
    into sums: UnsafeMutableBufferPointer<Int32>
  ) {
    sums.update(repeating: 0)
    cells.withUnsafeBufferPointer { cells in
      for vector in 0..<vectors {
        var start = 0
        while start < rows.count {
          let end = min(start + Self.pending, rows.count)
          var even = SIMD16<UInt16>.zero
          var odd = SIMD16<UInt16>.zero
          for index in start..<end {
            let cell = cells[Int(rows[index]) &* vectors &+ vector]
            even &+= cell & 0xff
            odd &+= cell &>> 8
          }
          for lane in 0..<16 {
            sums[vector * 32 + lane * 2] &+= Int32(even[lane])
            sums[vector * 32 + lane * 2 + 1] &+= Int32(odd[lane])
          }
          start = end
        }
      }
    }
  }
}
