import Glibc

/// Where a cell lies in its batch's bytes.
struct CellRange: Sendable, Equatable {
  var start: UInt32
  var end: UInt32
}

/// Collects the cells of a block, row by row.
///
/// A cell that stands in the block as it is read is a place in the block; one that libcsv has made
/// (without its quotes) is copied behind the block's bytes. Memory is kept for the next block.
struct CellSink {
  private var cells = UnsafeMutablePointer<CellRange>.allocate(capacity: 1_024)
  private var capacity = 1_024
  private var count = 0
  private var copies = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  private var copyCapacity = 1
  private var copied = 0
  /// Size of the block: where the copies begin.
  private var base = 0
  private var columns = 0
  private var rowStart = 0
  private var rowCopied = 0
  /// Rows since `begin`, wrong ones included.
  private(set) var rows = 0
  /// Rows whose number of cells is not the header's; they are left out.
  private(set) var wrong: [(row: Int, found: Int)] = []
  /// Cells up to the end of each row; kept only without a fixed number of columns.
  private(set) var rowEnds: [Int] = []

  /// Forgets the block before; `copyRoom` is the room for all copies.
  ///
  /// With 0 columns every row is kept.
  mutating func begin(blockSize: Int, copyRoom: Int, columns: Int) {
    if copyCapacity < copyRoom {
      copies.deallocate()
      copies = .allocate(capacity: copyRoom)
      copyCapacity = copyRoom
    }
    base = blockSize
    self.columns = columns
    (count, copied, rows, rowStart, rowCopied) = (0, 0, 0, 0, 0)
    wrong.removeAll()
    rowEnds.removeAll()
  }

  func deallocate() {
    cells.deallocate()
    copies.deallocate()
  }

  /// A cell of the block.
  @inline(__always)
  mutating func append(start: Int, end: Int) {
    if count == capacity { grow() }
    cells[count] = CellRange(
      start: UInt32(truncatingIfNeeded: start),
      end: UInt32(truncatingIfNeeded: end)
    )
    count += 1
  }

  /// A cell that is copied; it is never longer than its raw bytes, so the room suffices.
  mutating func append(copying field: UnsafeRawPointer?, count: Int) {
    if let field { memcpy(copies + copied, field, count) }
    append(start: base + copied, end: base + copied + count)
    copied += count
  }

  mutating func endRow() {
    let found = count - rowStart
    if columns == 0 {
      rowEnds.append(count)
    } else if found != columns {
      wrong.append((rows, found))
      count = rowStart
      copied = rowCopied
    }
    rows += 1
    rowStart = count
    rowCopied = copied
  }

  /// The cells of the right rows, and the block's bytes with the copies behind them.
  func take(_ block: [UInt8]) -> (bytes: [UInt8], cells: [CellRange]) {
    let cells = Array(UnsafeBufferPointer(start: cells, count: count))
    guard copied > 0 else { return (block, cells) }
    return (block + UnsafeBufferPointer(start: copies, count: copied), cells)
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<CellRange>.allocate(capacity: capacity * 2)
    larger.update(from: cells, count: capacity)
    cells.deallocate()
    cells = larger
    capacity *= 2
  }
}
