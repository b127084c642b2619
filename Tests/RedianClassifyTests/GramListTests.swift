import Testing

@testable import RedianClassify

@Suite struct GramListTests {
  @Test(
    arguments: [
      [], [3], [3, 3, 3], [65_533, 0, 63, 64, 65_533, 64, 64],
      (0..<300).map { $0 * 199 % 500 },
    ] as [[UInt16]]
  )
  func everyGramIsFirstOnce(grams: [UInt16]) {
    var list = GramList()
    // What was read before leaves nothing behind.
    for text in [grams, [3, 64, 65_533], grams] {
      var announced: [UInt16] = []
      text.withUnsafeBufferPointer { list.read($0) { announced.append($0) } }
      #expect(announced == text)
      #expect(Array(list.first.all).sorted() == Set(text).sorted())
      #expect((Array(list.first.all) + Array(list.repeats.all)).sorted() == text.sorted())
    }
  }
}
