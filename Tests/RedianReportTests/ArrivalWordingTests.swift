import RedianCore
import RedianStats
import Testing

@testable import RedianReport

@Suite struct ArrivalWordingTests {
  /// What is beyond the last observed minute is said to be beyond it.
  @Test(arguments: [(34, "34"), (nil as Int?, ">180")])
  func percentilesInMinutes(minute: Int?, expected: String) {
    var count = ArrivalCount()
    count.median.minutes = minute
    #expect(minutes(count.median, count) == "—")
    count.restrictedMeanMinutes = 40
    count.lastMinute = 180
    #expect(minutes(count.median, count) == expected)
  }

  @Test func unitsArePrintedShort() {
    let unit = UnitName(level: .station, city: "国网甲市供电公司", county: "国网乙县供电公司", station: "丙供电所")
    #expect(unit.brief == "乙县/丙供电所")
    #expect(UnitName(level: .city, city: "国网甲市供电公司").brief == "国网甲市供电公司")
  }

  /// The masked text is cut where the sentence lies in the text as it came.
  @Test(arguments: [
    (0..<17, true, "联系人张**反映，报修三小时没人来"), (18..<31, true, "电话138****5678"),
    (18..<31, false, "电话13812345678"), (0..<32, true, ""), (0..<0, true, ""),
  ])
  func aPieceIsMaskedAsPartOfTheText(range: Range<Int>, isMasked: Bool, expected: String) {
    let text = "联系人张三丰反映，报修三小时没人来，电话13812345678"
    #expect(piece(of: text, range, Mask(isOn: isMasked)) == expected)
  }

  @Test func funnelLinesStayInsideTheirFrame() {
    let points = [
      Charts.FunnelPoint(size: 100, count: 30, label: "<甲>"),
      Charts.FunnelPoint(size: 40, count: 2, label: ""),
    ]
    let chart = Charts.funnel(points, rate: 0.1, axis: "due")
    #expect(chart.contains("&lt;甲&gt;"))
    #expect(!chart.contains("nan") && !chart.contains("\"-"))
    #expect(Charts.funnel([], rate: 0.1, axis: "").isEmpty)
    #expect(Charts.funnel(points, rate: 0, axis: "").isEmpty)
  }
}
