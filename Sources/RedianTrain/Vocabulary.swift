import Glibc
import RedianClassify
import RedianMatch

/// The patterns a model knows: all runs of 1 to 3 characters in at least `minimum` texts.
///
/// When there are more than the limit, those in most texts stay. Order: by characters, so that the
/// same texts in any order give the same vocabulary.
struct Vocabulary {
  let patterns: [[UInt32]]
  /// ln((1 + n) / (1 + df)) + 1: the smoothed inverse document frequency.
  let idf: [Float]
  private let matcher: GramMatcher

  init(texts: [String], minimum: Int = 2, limit: Int) {
    var frequency: [UInt64: Int] = [:]
    for text in texts {
      var seen: Set<UInt64> = []
      let scalars = TextScalars.of(text)
      for start in scalars.indices {
        var key: UInt64 = 0
        for length in 0..<3 where start + length < scalars.count {
          guard scalars[start + length] < 65_536 else { break }
          key = key << 16 | UInt64(scalars[start + length])
          seen.insert(key)
        }
      }
      for key in seen { frequency[key, default: 0] += 1 }
    }
    let kept = frequency.filter { $0.value >= minimum }
      .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
      .prefix(limit)
      .sorted { $0.key < $1.key }
    patterns = kept.map { key, _ in
      [UInt32(key >> 32), UInt32(key >> 16 & 0xffff), UInt32(key & 0xffff)].filter { $0 != 0 }
    }
    idf = kept.map { Float(log(Double(1 + texts.count) / Double(1 + $0.value)) + 1) }
    matcher = GramMatcher(patterns: patterns)
  }

  /// The text's tf-idf vector of length 1, by pattern number, ascending.
  func vector(_ text: String) -> [(pattern: Int, value: Double)] {
    let bytes = Array(text.utf8)
    var numbers = [UInt16](repeating: 0, count: bytes.count * 3 + 1)
    let found = bytes.withUnsafeBufferPointer {
      matcher.matches(in: $0, numbers: &numbers, ends: nil)
    }
    var entries: [(pattern: Int, value: Double)] = []
    var square = 0.0
    let sorted = numbers[..<found].sorted()
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      let pattern = Int(sorted[start])
      let value = (1 + log(Double(end - start))) * Double(idf[pattern])
      entries.append((pattern, value))
      square += value * value
      start = end
    }
    let norm = square.squareRoot()
    return entries.map { ($0.pattern, $0.value / norm) }
  }
}
