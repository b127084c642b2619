import Testing

@testable import RedianClassify

@Suite struct RowTableTests {
  /// 1,200 rows, half of them one and the same, overflow bytes and 16-bit lanes that are not emptied in time; high
  /// bits of values must not count, and what the sums hold already stays.
  @Test(arguments: [1, 31, 63, 64, 65, 73, 74, 75, 138, 139, 250], [0, 1, 3, 4, 84, 85, 1_200])
  func sumsAreExactForAnyWidth(columns: Int, count: Int) {
    let rows = 7
    let values = (0..<(rows * columns)).map { UInt8(truncatingIfNeeded: $0 &* 37 | 1) }
    let table = RowTable(values, columns: columns)
    let chosen = (0..<count).map { UInt16($0 < 600 ? $0 % rows : 6) }
    for shift: Int32 in [0, 1] {
      var sums = [Int32](repeating: 99, count: table.sumCount)
      chosen.withUnsafeBufferPointer { rows in
        sums.withUnsafeMutableBufferPointer { table.add(rows, shift: shift, to: $0) }
      }
      for column in 0..<columns {
        let expected = chosen.reduce(Int32(0)) {
          $0 + Int32(values[Int($1) * columns + column] & 63)
        }
        #expect(sums[column] == 99 + expected << shift)
      }
    }
  }
}
