import Testing

@testable import RedianMatch

@Suite struct MatcherTests {
  static let grams = ["停", "电", "停电", "停电了", "电了", "0", "00", "a停", "了 ", "抢修来", "报修停"]
  static let phrases = ["没停电", "停电", "没有停电了吗", "没有停", "修", "电了0", "了了"]
  static let texts = [
    "停电了停电", "", "12停电，３停A停电了 ", "抢修来抢修报修停电了", "𠀀停𠀀电", "停", "没有停电了吗",
    "没有停电了么没停电", "停电了８了了了", "\u{fffd}停电", "电话123456７停电了 0012，000000000停电",
  ]

  /// Every occurrence of a gram, found by looking at every place.
  private func naiveGrams(_ text: String) -> [Int: Int] {
    let scalars = TextScalars.of(text)
    var counts: [Int: Int] = [:]
    for (number, gram) in Self.grams.enumerated() {
      let pattern = TextScalars.of(gram)
      for start in scalars.indices where scalars[start...].starts(with: pattern) {
        counts[number, default: 0] += 1
      }
    }
    return counts
  }

  /// The longest phrase at every place, from left to right.
  private func naivePhrases(_ text: String) -> [UInt16] {
    var rest = TextScalars.of(text)[...]
    var found: [UInt16] = []
    while !rest.isEmpty {
      let here = Self.phrases.indices.filter { rest.starts(with: TextScalars.of(Self.phrases[$0])) }
      let longest = here.max { Self.phrases[$0].count < Self.phrases[$1].count }
      if let longest { found.append(UInt16(longest)) }
      rest = rest.dropFirst(longest.map { Self.phrases[$0].count } ?? 1)
    }
    return found
  }

  @Test func equalsNaiveSearchWhateverCameBefore() {
    let matcher = PatternMatcher(
      grams: Self.grams.map(TextScalars.of),
      phrases: Self.phrases.enumerated().map { (TextScalars.of($0.element), UInt16($0.offset)) }
    )
    var matches = Matches()
    let long = String(repeating: "停电了没有停电了吗", count: 200)
    for text in Self.texts + [long] + Self.texts {
      Array(text.utf8).withUnsafeBufferPointer { matcher.match($0, into: &matches) }
      var counts: [Int: Int] = [:]
      for number in matches.grams { counts[Int(number), default: 0] += 1 }
      #expect(counts == naiveGrams(text), "\(text)")
      #expect(Array(matches.concepts) == naivePhrases(text), "\(text)")
    }
  }

  @Test func ofALongNumberTheFirstDigitsAreSeen() {
    #expect(TextScalars.of("第12345号") == TextScalars.of("第９５５９８号"))
    #expect(TextScalars.of("1381234567 8").filter { $0 == TextScalars.digit }.count == 6)
  }

  @Test func aBlankIsAComma() {
    #expect(TextScalars.of("停电　请修 急\t快") == TextScalars.of("停电，请修,急,快"))
  }

  @Test func bytesThatAreNoTextMatchNothingAndEndNothing() {
    let matcher = PatternMatcher(grams: [TextScalars.of("停电")], phrases: [])
    var matches = Matches()
    let damaged: [UInt8] =
      [0xe5, 0x81] + Array("停电".utf8) + [0xff, 0x80] + Array("停电".utf8.dropLast())
    damaged.withUnsafeBufferPointer { matcher.match($0, into: &matches) }
    #expect(Array(matches.grams) == [0])
  }
}
