import Testing

@testable import RedianClassify

@Suite struct RowTableTests {
  /// 900 rows, 300 of them one and the same, overflow bytes and 16-bit lanes that are not emptied in time.
  @Test(arguments: [1, 31, 63, 64, 65, 73, 74, 75, 138, 139, 250], [1, 3, 4, 84, 85, 900])
  func sumsAreExactForAnyWidth(columns: Int, count: Int) {
    let rows = 7
    let values = (0..<(rows * columns)).map { UInt8(truncatingIfNeeded: $0 &* 37 | 1) & 63 }
    let table = RowTable(values, columns: columns)
    let chosen = (0..<count).map { UInt16($0 < 600 ? $0 % rows : 6) }
    var sums = [Int32](repeating: 0, count: table.sumCount)
    chosen.withUnsafeBufferPointer { rows in
      sums.withUnsafeMutableBufferPointer { table.add(rows, shift: 0, to: $0) }
    }
    for column in 0..<columns {
      let expected = chosen.reduce(0) { $0 + Int32(values[Int($1) * columns + column]) }
      #expect(sums[column] == expected)
    }
  }
}
