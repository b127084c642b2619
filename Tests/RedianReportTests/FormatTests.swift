import RedianStats
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

  @Test(arguments: [
    (93, 62 as Int?, 31, 28, "环比+31件（+50.0%；日均+35.5%）"), (93, 62, 30, 30, "环比+31件（+50.0%）"),
    (6, 6, 31, 30, "环比：持平，均为6件"), (6, 2, 31, 30, "环比：由2件增至6件（+4件；基数不足10件，不计百分比）"),
    (2, 6, 31, 30, "环比：由6件减至2件（-4件；基数不足10件，不计百分比）"),
    (3, 0, 31, 30, "环比：上期0件，本期3件"), (0, 0, 31, 30, "环比：两期均为0件"), (6, nil, 31, 30, "环比无数据，不可比"),
  ])
  func changes(count: Int, base: Int?, days: Int, baseDays: Int, expected: String) {
    let change = Change(count, base: base, days: days, baseDays: baseDays)
    #expect(ChangeWords(language: .zh).previous(change, count) == expected)
  }

  @Test func aMovedFestivalLeavesTheDifference() {
    let change = Change(88, base: 100, days: 28, baseDays: 28)
    let words = ChangeWords(language: .zh)
    #expect(words.yearBefore(change, 88, isShifted: true) == "同比-12件（春节错月，不计百分比）")
    #expect(words.yearBefore(change, 88, isShifted: false) == "同比-12件（-12.0%）")
  }

  @Test func pullsAreWordedWithTheTotal() {
    let total = Change(111, base: 100, days: 30, baseDays: 30)
    let words = ChangeWords(language: .zh)
    let contribution = Contribution(14, base: 10, total: 111, baseTotal: 100)
    #expect(words.pull(contribution, total: total) == "拉动总量增长4.0个百分点（总量+11.0%）")
  }
}
