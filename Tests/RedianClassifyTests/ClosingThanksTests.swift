import RedianClassify
import RedianCore
import Testing

@testable import RedianMatch

@Suite struct ClosingThanksTests {
  /// Texts with what is left of them.
  @Test(arguments: [
    ("整栋楼停电，望核实，谢谢。", "整栋楼停电，望核实"),
    ("整栋楼停电,望核实 谢谢您！", "整栋楼停电,望核实"),
    ("整栋楼停电；谢谢你~~", "整栋楼停电"),
    ("整栋楼停电。谢谢", "整栋楼停电"),
    ("来电表示谢谢", "来电表示谢谢"), ("替我谢谢你们，", "替我谢谢你们，"), ("谢谢。", "谢谢。"), ("，谢谢", "，谢谢"),
    ("谢谢，电来了", "谢谢，电来了"), ("", ""), ("谢谢谢谢", "谢谢谢谢"), ("电来了。", "电来了。"),
  ])
  func onlyThanksBehindAMarkAreLeftOut(text: String, rest: String) {
    let matcher = PatternMatcher(grams: [], phrases: [])
    var matches = Matches()
    Array(text.utf8).withUnsafeBufferPointer { matcher.match($0, into: &matches) }
    #expect(matches.count == rest.unicodeScalars.count)
  }

  @Test func thanksChangeNoScore() throws {
    let classifier = try Classifier.builtIn()
    func scores(_ text: String) -> [Float] {
      Array(text.utf8).withUnsafeBufferPointer { classifier.allScores($0).scores }
    }
    let text = "用户来电表示，幸福里小区整栋楼停电，望核实"
    #expect(scores(text) == scores(text + "，谢谢。"))
  }
}
