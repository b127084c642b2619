import Testing

@testable import RedianMatch

@Suite struct MatcherTests {
  /// Every occurrence, found by looking at every place.
  private func naive(_ patterns: [[UInt32]], in text: String) -> [Set<Int>: Int] {
    let scalars = TextScalars.of(text)
    var counts: [Set<Int>: Int] = [:]
    for (number, pattern) in patterns.enumerated() {
      for start in scalars.indices where scalars[start...].starts(with: pattern) {
        counts[[number], default: 0] += 1
      }
    }
    return counts
  }

  @Test func equalsNaiveSearch() {
    let words = ["停", "电", "停电", "停电了", "电了", "0", "00", "a停", "了 ", "抢修来", "报修停"]
    let patterns = words.map { TextScalars.of($0) }
    let matcher = GramMatcher(patterns: patterns)
    let texts = ["停电了停电", "", "12停电，３停A停电了 ", "抢修来抢修报修停电了", "𠀀停𠀀电", "停"]
    for text in texts {
      let bytes = Array(text.utf8)
      var numbers = [UInt16](repeating: 0, count: bytes.count * 3 + 1)
      let found = bytes.withUnsafeBufferPointer {
        matcher.matches(in: $0, numbers: &numbers, ends: nil)
      }
      var counts: [Set<Int>: Int] = [:]
      for number in numbers[..<found] { counts[[Int(number)], default: 0] += 1 }
      #expect(counts == naive(patterns, in: text), "\(text)")
    }
  }
}
