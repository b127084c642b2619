import Testing

@testable import RedianReport

@Suite struct FormatTests {
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
