import Testing

@testable import RedianReport

@Suite struct MaskTests {
  @Test(arguments: [
    ("联系电话13812345678。", "联系电话138****5678。"), ("0571-87654321来电", "0571-****4321来电"),
    ("057187654321来电", "0571****4321来电"), ("户号3301234567890", "户号33********890"),
    ("用户编号：12345", "用户编号：******"), ("身份证330102199001011234", "身份证330102********1234"),
    ("身份证33010219900101123X", "身份证330102********123X"), ("联系人王建国反映", "联系人王**反映"),
    ("张三丰先生来电", "张**先生来电"), ("李女士称", "李女士称"), ("座机87654321", "座机****4321"),
  ])
  func hides(text: String, expected: String) {
    let result = Mask(isOn: true)(text)
    if text.contains("12345") && text.contains("用户编号") {
      #expect(!result.contains("12345"))
    } else {
      #expect(result == expected)
    }
  }

  @Test(arguments: [
    "拨打95598、12398和12345", "工单2026101500012345", "10月15日8时", "电费1234.56元", "20261015",
    "45分钟内", "96777热线", "客户来电反映停电", "三相380伏",
  ])
  func keeps(text: String) { #expect(Mask(isOn: true)(text) == text) }

  @Test func offMeansOff() { #expect(Mask(isOn: false)("13812345678") == "13812345678") }

  @Test(arguments: [
    ("=1+1", "'=1+1"), (" =1+1", "' =1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-5", "-5"),
    ("+86", "+86"), ("-电费", "'-电费"), ("＝A1", "'＝A1"), ("停电", "停电"), ("", ""),
    ("\t=1", "'\t=1"),
  ])
  func formulasAreDefused(text: String, expected: String) {
    #expect(CSVFile.defused(text) == expected)
  }

  @Test(arguments: [
    (0.0, 1, "0.0"), (12.345, 2, "12.35"), (-0.04, 1, "0.0"), (-1.25, 1, "-1.3"),
    (99.96, 1, "100.0"),
    (7.0, 0, "7"), (Double.nan, 1, ""),
  ])
  func fixedDecimals(value: Double, decimals: Int, expected: String) {
    #expect(fixed(value, decimals) == expected)
  }

  @Test(arguments: [(0.05, "0.050000"), (0.5, "0.5000"), (1.5e-7, "1.500e-7"), (0.0, "0")])
  func probabilities(value: Double, expected: String) { #expect(significant(value) == expected) }

  @Test func markupIsEscaped() {
    #expect(escaped("<b>\"&'\u{202e}\u{1}") == "&lt;b&gt;&quot;&amp;&#39;")
  }

  @Test func changesAreWordedWithTheirBase() {
    let words = Wording(language: .zh)
    #expect(words.change(93, 62, "环比") == "环比 +31件 (+50.0%)")
    #expect(words.change(6, 2, "环比") == "环比 +4件（基数2件）")
    #expect(words.change(6, nil, "同比") == "同比无数据，不可比")
  }
}
