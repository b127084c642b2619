internal import CPrefetch

/// Rows of small values, one a feature, that are summed for the features of a text.
///
/// A value has six bits, and a row of up to 74 columns is one cache line of 64 bytes: 64 columns have the
/// low six bits of a byte each, the others are cut into three pairs of bits that stand in the high bits
/// of three bytes of the line's first half. A text's rows lie anywhere in megabytes, so the lines that
/// must be fetched are what summing costs. More columns take further lines.
struct RowTable: Sendable {
  /// Bytes of a line, and columns with a byte of their own.
  static let line = 64
  /// Columns of a line.
  private static let width = 74
  /// Pieces of a column that has no byte of its own.
  static let cuts = 3

  /// Columns of a row.
  private let columns: Int
  private let stripes: Int
  private let rows: Int
  /// Stripe by stripe, a stripe's lines one behind the other.
  private let cells: [SIMD16<UInt8>]
  /// The first cell that begins a cache line; the table begins there.
  private let first: Int

  /// A table of `values.count / columns` rows, row by row; of each value the low six bits count.
  init(_ values: [UInt8], columns: Int) {
    self.columns = columns
    stripes = (columns + Self.width - 1) / Self.width
    rows = columns == 0 ? 0 : values.count / columns
    let lineCells = Self.line / 16
    var cells = [SIMD16<UInt8>](repeating: .zero, count: (rows * stripes + 1) * lineCells)
    first =
      cells.withUnsafeBytes { cells in
        -Int(bitPattern: cells.baseAddress) & (Self.line - 1)
      } / 16
    for stripe in 0..<stripes {
      let start = (first + stripe * rows * lineCells) * 16
      cells.withUnsafeMutableBytes { cells in
        Self.fill(cells[start...], with: values, columns, from: stripe * Self.width)
      }
    }
    self.cells = cells
  }

  /// Fills a stripe's lines with the columns from `first` on.
  private static func fill(
    _ cells: Slice<UnsafeMutableRawBufferPointer>,
    with values: [UInt8],
    _ columns: Int,
    from first: Int
  ) {
    let cells = UnsafeMutableRawBufferPointer(rebasing: cells)
    let places = (first..<min(first + line, columns)).map { byte(of: $0 - first) }
    let cut = (first + line)..<max(first + line, min(first + width, columns))
    for row in 0..<(values.count / columns) {
      let from = row &* columns
      let to = row &* line
      for (column, place) in places.enumerated() {
        cells[to &+ place] = values[from &+ first &+ column] & 63
      }
      var piece = to
      for column in cut {
        let value = values[from &+ column]
        cells[piece] |= value << 6
        cells[piece &+ 1] |= (value >> 2) << 6
        cells[piece &+ 2] |= (value >> 4) << 6
        piece &+= cuts
      }
    }
  }

  /// Where a column's value lies in its line.
  ///
  /// Of 16 bytes the sums of every fourth come out side by side, when the 16-bit lanes of even and odd bytes
  /// are taken apart.
  private static func byte(of column: Int) -> Int {
    let lane = column % 16
    return column - lane + lane % 4 * 4 + lane / 4
  }

  /// Room for the sums of a row: whole stripes.
  var sumCount: Int { stripes * Self.width }

  /// Asks for the first line of a row that will be added soon; lines asked for one after the other come together.
  @inline(__always)
  func prefetch(_ number: UInt16) {
    cells.withUnsafeBytes { cells in
      guard let cells = cells.baseAddress else { return }
      redian_prefetch(cells + first &* 16 + Int(number) &* Self.line)
    }
  }

  /// Adds the column sums of the numbered rows, each 2^`shift` times, to `sums` (``sumCount`` values).
  func add(
    _ numbers: UnsafeBufferPointer<UInt16>,
    shift: Int32,
    to sums: UnsafeMutableBufferPointer<Int32>
  ) {
    cells.withUnsafeBytes { cells in
      guard let cells = cells.baseAddress, let sums = sums.baseAddress else { return }
      for stripe in 0..<stripes {
        let lines = cells + first * 16 + stripe * rows * Self.line
        let cut = max(0, min(columns - stripe * Self.width, Self.width) - Self.line)
        var start = 0
        while start < numbers.count {
          let end = min(start + LineSum.most, numbers.count)
          var sum = LineSum()
          sum.add(numbers[start..<end], of: lines)
          sum.empty(into: sums + stripe * Self.width, cut: cut, shift: shift)
          start = end
        }
      }
    }
  }
}
