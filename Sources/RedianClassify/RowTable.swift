/// Rows of small weights, one a feature, that are summed for the features of a text.
///
/// A weight is a byte around 128. A row is a stripe of 80 bytes (a second one for a taxonomy of more
/// than 79 tags), read once and summed as 16-bit lanes, even and odd bytes apart: ten registers, and
/// five instructions for 16 weights on any x86-64 or arm64 processor, without widening. After 256 rows
/// the lanes are emptied into 32-bit sums, so nothing overflows.
struct RowTable: Sendable {
  /// What stands for a weight of nought.
  static let zero: UInt8 = 128
  private static let pending = 256
  /// Vectors of 16 bytes in a stripe.
  private static let width = 5

  /// Bytes a row has without its padding.
  let columns: Int
  private let stripes: Int
  /// Stripe by stripe, a stripe's rows one behind the other.
  private let cells: [SIMD8<UInt16>]

  /// A table of `bytes.count / columns` rows.
  init(_ bytes: [UInt8], columns: Int) {
    self.columns = columns
    let stripeBytes = Self.width * 16
    let stripes = (columns + stripeBytes - 1) / stripeBytes
    let rows = columns == 0 ? 0 : bytes.count / columns
    var cells = [SIMD8<UInt16>](repeating: .zero, count: rows * stripes * Self.width)
    // Where the columns of row 0 lie; those of row n lie n stripes of bytes further.
    let places = (0..<columns).map {
      $0 / stripeBytes * rows * stripeBytes + Self.byte(of: $0 % stripeBytes)
    }
    cells.withUnsafeMutableBytes { cells in
      bytes.withUnsafeBufferPointer { bytes in
        for row in 0..<rows {
          for (column, place) in places.enumerated() {
            cells[place &+ row &* stripeBytes] = bytes[row &* columns &+ column]
          }
        }
      }
    }
    self.stripes = stripes
    self.cells = cells
  }

  /// Where a column's byte lies in its stripe.
  ///
  /// Of 16 bytes the sums of every fourth come out side by side, when the 16-bit lanes of even and odd bytes
  /// are taken apart.
  private static func byte(of column: Int) -> Int {
    let lane = column % 16
    return column - lane + lane % 4 * 4 + lane / 4
  }

  /// Room for the sums of a row: whole stripes.
  var sumCount: Int { stripes * Self.width * 16 }

  /// Writes the column sums of the numbered rows into `sums` (``sumCount`` values).
  ///
  /// The sum of the weights themselves is this less 128 for every row.
  func sum(
    _ rows: UnsafeBufferPointer<UInt16>,
    into sums: UnsafeMutableBufferPointer<Int32>
  ) {
    sums.update(repeating: 0)
    let stripeCells = stripes == 0 ? 0 : cells.count / stripes
    cells.withUnsafeBufferPointer { cells in
      for stripe in 0..<stripes {
        guard let base = cells.baseAddress, let target = sums.baseAddress else { return }
        var start = 0
        while start < rows.count {
          let end = min(start + Self.pending, rows.count)
          add(
            rows[start..<end],
            of: base + stripe * stripeCells,
            to: target + stripe * Self.width * 16
          )
          start = end
        }
      }
    }
  }

  /// Adds one stripe of at most ``pending`` rows.
  @inline(__always)
  private func add(
    _ rows: Slice<UnsafeBufferPointer<UInt16>>,
    of cells: UnsafePointer<SIMD8<UInt16>>,
    to sums: UnsafeMutablePointer<Int32>
  ) {
    var (even0, odd0) = (SIMD8<UInt16>.zero, SIMD8<UInt16>.zero)
    var (even1, odd1) = (even0, odd0)
    var (even2, odd2) = (even0, odd0)
    var (even3, odd3) = (even0, odd0)
    var (even4, odd4) = (even0, odd0)
    @inline(__always)
    func take(
      _ cell: SIMD8<UInt16>,
      _ even: inout SIMD8<UInt16>,
      _ odd: inout SIMD8<UInt16>
    ) {
      even &+= cell & 0xff
      odd &+= cell &>> 8
    }
    for row in rows {
      let cell = cells + Int(row) &* Self.width
      take(cell[0], &even0, &odd0)
      take(cell[1], &even1, &odd1)
      take(cell[2], &even2, &odd2)
      take(cell[3], &even3, &odd3)
      take(cell[4], &even4, &odd4)
    }
    Self.empty(even0, odd0, into: sums)
    Self.empty(even1, odd1, into: sums + 16)
    Self.empty(even2, odd2, into: sums + 32)
    Self.empty(even3, odd3, into: sums + 48)
    Self.empty(even4, odd4, into: sums + 64)
  }

  /// Widens the 16 lanes; see ``byte(of:)`` for their order.
  @inline(__always)
  private static func empty(
    _ even: SIMD8<UInt16>,
    _ odd: SIMD8<UInt16>,
    into sums: UnsafeMutablePointer<Int32>
  ) {
    let even = unsafeBitCast(even, to: SIMD4<Int32>.self)
    let odd = unsafeBitCast(odd, to: SIMD4<Int32>.self)
    let low = SIMD4<Int32>(repeating: 0xffff)
    let half = SIMD4<Int32>(repeating: 16)
    let place = UnsafeMutableRawPointer(sums)
    @inline(__always)
    func add(_ lanes: SIMD4<Int32>, at byte: Int) {
      let sum = place.loadUnaligned(fromByteOffset: byte, as: SIMD4<Int32>.self) &+ lanes
      place.storeBytes(of: sum, toByteOffset: byte, as: SIMD4<Int32>.self)
    }
    // Sums stay below 2^16, so no sign is shifted in that the mask does not take away.
    add(even & low, at: 0)
    add(odd & low, at: 16)
    add((even &>> half) & low, at: 32)
    add((odd &>> half) & low, at: 48)
  }
}
