import RedianCore
import RedianStats

extension Summary {
  /// A count of the compared days against the previous period's.
  func change(_ count: Int, _ base: Int?) -> Change {
    Change(
      count,
      base: base,
      days: period.coveredDays(period.comparedDays),
      baseDays: period.coveredDays(period.previous)
    )
  }

  /// The same against the year before.
  func yearChange(_ count: Int, _ base: Int?) -> Change {
    Change(
      count,
      base: base,
      days: period.coveredDays(period.comparedDays),
      baseDays: period.coveredDays(period.yearBefore)
    )
  }

  /// What a cell did to the growth of all tickets.
  func contribution(_ count: Int, _ base: Int?) -> Contribution {
    let compared = categories.reduce(0) { $0 + $1.compared }
    return Contribution(count, base: base, total: compared, baseTotal: previousTickets)
  }
}

/// Changes in words: always with their base, and no per cent on a base below ten.
struct ChangeWords {
  let language: Language
  /// False where a heading names the comparison already.
  var isNamed = true

  func previous(_ change: Change, _ count: Int) -> String {
    text(change, count, isNamed ? language("环比", "previous") : "")
  }

  /// Where the Spring Festival lies in one of the two periods only, the difference stands alone.
  func yearBefore(_ change: Change, _ count: Int, isShifted: Bool) -> String {
    let name = isNamed ? language("同比", "year before") : ""
    guard isShifted, let difference = change.difference else { return text(change, count, name) }
    return name + signed(difference) + language("件（春节错月，不计百分比）", " (Spring Festival moved)")
  }

  private func text(_ change: Change, _ count: Int, _ name: String) -> String {
    let base = grouped(change.base ?? 0)
    let difference = signed(change.difference ?? 0)
    switch change.label {
    case .noData: return name + language("无数据，不可比", isNamed ? ": no data" : "no data")
    case .zeroToZero: return name + separator + language("两期均为0件", "none in either period")
    case .fromZero:
      return name + separator
        + language("上期0件，本期\(grouped(count))件", "from none to \(grouped(count))")
    case .smallBase where change.difference == 0:
      return name + separator
        + language("持平，均为\(base)件", "unchanged, \(base) in both")
    case .smallBase:
      let verb = (change.difference ?? 0) < 0 ? "减至" : "增至"
      return name + separator
        + language(
          "由\(base)件\(verb)\(grouped(count))件（\(difference)件；基数不足10件，不计百分比）",
          "\(base) to \(grouped(count)) (\(difference); base below 10, no per cent)"
        )
    case .ok:
      return name
        + language(
          "\(difference)件（\(rates(change))）",
          (isNamed ? " " : "") + "\(difference) (\(rates(change)))"
        )
    }
  }

  private var separator: String { isNamed ? language("：", ": ") : "" }

  /// The rate, and the rate of a day's average where the months differ in length.
  private func rates(_ change: Change) -> String {
    guard let rate = change.rate else { return "—" }
    let text = signedPercent(rate)
    guard let daily = change.dailyRate, signedPercent(daily) != text else { return text }
    return text + language("；日均", "; per day ") + signedPercent(daily)
  }

  /// `拉动总量增长4.2个百分点（总量+11.0%）`; nothing without a previous period.
  func pull(_ contribution: Contribution, total: Change) -> String {
    guard let pull = contribution.pull, let growth = total.rate else { return "" }
    let points = fixed(abs(pull), 1)
    return language(
      "拉动总量\(pull < 0 ? "下降" : "增长")\(points)个百分点（总量\(signedPercent(growth))）",
      "pulls the total \(pull < 0 ? "down" : "up") by \(points) points (total \(signedPercent(growth)))"
    )
  }

  private func signed(_ value: Int) -> String { (value >= 0 ? "+" : "") + grouped(value) }

  private func signedPercent(_ rate: Double) -> String {
    (rate >= 0 ? "+" : "") + fixed(rate * 100, 1) + "%"
  }
}
