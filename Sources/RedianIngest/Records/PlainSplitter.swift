/// Splits records that hold no quote: what is left of libcsv's rules is a cell between two delimiters,
/// without the blanks at its ends.
///
/// Eight bytes are compared at a time. That this is libcsv's reading is tested on random records.
struct PlainSplitter {
  private let delimiter: UInt8
  private let pattern: UInt64

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    pattern = UInt64(delimiter) &* 0x0101_0101_0101_0101
  }

  /// Appends the cells of one record, whose line break lies in `record` too.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ record: Range<Int>,
    into sink: inout CellSink
  ) {
    guard let base = bytes.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    var end = record.upperBound
    while end > record.lowerBound, bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d { end -= 1 }
    var start = record.lowerBound
    var position = start
    while position + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      var hits = zeroBytes(word ^ pattern)
      while hits != 0 {
        let hit = position + hits.trailingZeroBitCount >> 3
        append(bytes, start, hit, &sink)
        start = hit + 1
        hits &= hits &- 1
      }
      position += 8
    }
    while position < end {
      if bytes[position] == delimiter {
        append(bytes, start, position, &sink)
        start = position + 1
      }
      position += 1
    }
    append(bytes, start, end, &sink)
    sink.endRow()
  }

  /// The top bit of every byte that is zero, exactly (Warren, "Hacker's Delight", 6-1).
  private func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    return ~(((word & low) &+ low) | word | low)
  }

  @inline(__always)
  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ sink: inout CellSink
  ) {
    var (start, end) = (start, end)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    sink.append(start: start, end: end)
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte == 0x09 && delimiter != 0x09)
  }
}
