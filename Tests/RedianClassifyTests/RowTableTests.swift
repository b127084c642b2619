import Testing

@testable import RedianClassify

@Suite struct RowTableTests {
  /// 600 rows of the largest weight would overflow 16 bits if they were not emptied in time.
  @Test(arguments: [1, 31, 32, 33, 72, 250])
  func sumsAreExactForAnyWidth(columns: Int) {
    let rows = 7
    let bytes = (0..<(rows * columns)).map { UInt8(truncatingIfNeeded: $0 &* 37 | 1) }
    let table = RowTable(bytes, columns: columns)
    let chosen = (0..<600).map { UInt16($0 % rows) } + [UInt16](repeating: 6, count: 300)
    var sums = [Int32](repeating: 99, count: table.sumCount)
    chosen.withUnsafeBufferPointer { rows in
      sums.withUnsafeMutableBufferPointer { table.sum(rows, into: $0) }
    }
    for column in 0..<columns {
      let expected = chosen.reduce(0) { $0 + Int32(bytes[Int($1) * columns + column]) }
      #expect(sums[column] == expected)
    }
  }
}
