import Testing

@testable import RedianMatch

@Suite struct DemandTests {
  private func matches(_ text: String, grams: [String]) -> (demand: String, grams: [String]) {
    let matcher = PatternMatcher(grams: grams.map(TextScalars.of), phrases: [])
    var matches = Matches()
    Array(text.utf8).withUnsafeBufferPointer { matcher.match($0, into: &matches) }
    let letters = Array(text.unicodeScalars)
    var demand = String.UnicodeScalarView()
    demand.append(contentsOf: letters[matches.demand])
    return (
      String(demand), (Array(matches.demandSingles) + matches.demandPairs).map { grams[Int($0)] }
    )
  }

  @Test(arguments: [
    // The last clause with a word of asking, wherever it stands.
    ("昨晚停电，冰箱坏了，要求赔偿，别推来推去", "要求赔偿"),
    ("要求赔偿。师傅说下周答复，请尽快", "请尽快"), ("什么时候来电？孩子还在写作业", "什么时候来电"),
    // Half-width and full-width marks are the same.
    ("电压低,希望换变压器;谢谢", "希望换变压器"), ("电压低，希望换变压器；谢谢", "希望换变压器"),
    // Without such a word the last sentence, scraps left out.
    ("变压器嗡嗡响，整夜睡不着。已经半年了！好", "已经半年了"), ("没电", "没电"), ("。？！", "。？！"), ("", ""),
    // A word that only begins is none; one that another text has is found at its end.
    ("要求赔偿，师傅要来", "要求赔偿"), ("电停了很久很久。我要问", "我要问"),
  ])
  func clauseOfTheDemand(text: String, demand: String) {
    #expect(matches(text, grams: []).demand == demand)
  }

  @Test func gramsOfTheDemandLieInItWhole() {
    let grams = ["停", "停电", "电", "要求", "赔", "电赔", "要求赔", "，要"]
    let found = matches("停电，要求停电赔，停", grams: grams).grams
    #expect(found.sorted() == ["停", "停电", "电", "电赔", "要求", "赔"].sorted())
  }
}
