import Glibc

/// A record with NUL bytes in it, and the longest row of them.
struct NulRecord {
  var record: Int
  var run: Int
}

/// NUL bytes that follow one another from here on are a hole that a crash left, not a stray byte.
let damagedRun = 16

/// The records whose cells hold NUL bytes, in order; one `memchr` where there are none.
func recordsWithNul(_ bytes: [UInt8], fieldEnds: [UInt32], columns: Int) -> [NulRecord] {
  bytes.withUnsafeBufferPointer { bytes in
    var result: [NulRecord] = []
    guard let base = bytes.baseAddress else { return result }
    var record = 0
    var position = 0
    while position < bytes.count, let hit = memchr(base + position, 0, bytes.count - position) {
      let start = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      while Int(fieldEnds[(record + 1) * columns - 1]) <= start { record += 1 }
      let limit = Int(fieldEnds[(record + 1) * columns - 1])
      position = start
      while position < limit, bytes[position] == 0 { position += 1 }
      if result.last?.record != record { result.append(NulRecord(record: record, run: 0)) }
      let run = max(result[result.count - 1].run, position - start)
      result[result.count - 1].run = run
    }
    return result
  }
}

/// The longest row of NUL bytes.
func longestNulRun(_ bytes: [UInt8]) -> Int {
  var longest = 0
  var run = 0
  for byte in bytes {
    run = byte == 0 ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
