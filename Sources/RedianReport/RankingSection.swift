import RedianCore
import RedianStats

/// Which units are late more often than the others, in words, as a list and as a funnel.
struct RankingSection {
  let summary: Summary
  let language: Language

  /// Stations drawn with their intervals.
  private static let drawn = 15

  var html: String {
    guard let item = summary.arrivals.yardsticks.first else { return "" }
    let levels = [OrganizationLevel.county, .station, .team]
    let sentences = levels.map { level in
      let units = item.byUnit.filter { $0.unit.level == level }
      return units.count < 2
        ? "" : "<li>\(escaped(sentence(level, units, item.levels[level.rawValue])))</li>"
    }
    return """
      <h3>\(language("超时率高于平均的单位", "Units above the average"))</h3>
      <ul>\(sentences.joined())</ul>
      \(stations(item))
      """
  }

  private func name(_ level: OrganizationLevel) -> String {
    switch level {
    case .city: language("地市", "Cities")
    case .county: language("区县", "Counties")
    case .station: language("供电所", "Stations")
    case .team: language("班组", "Teams")
    }
  }

  private func sentence(
    _ level: OrganizationLevel,
    _ units: [UnitArrival],
    _ shrinkage: RateShrinkage
  ) -> String {
    let name = name(level)
    let few = units.count { $0.note == .tooFew }
    let rest =
      few == 0
      ? "" : language("；样本不足5件的\(few)个\(name)未排名", "; not ranked, with fewer than 5 due: \(few)")
    guard let prior = shrinkage.prior else {
      return language(
        "\(name)：各单位差异未超出偶然波动，不予排名（\(units.count)个单位，平均\(percent(shrinkage.mean))）\(rest)。",
        "\(name): differences within chance, no ranking (\(units.count) units, average \(percent(shrinkage.mean)))\(rest)."
      )
    }
    let above = units.filter(\.isAboveAverage).prefix(10).map(figures)
    let list =
      above.isEmpty ? language("无", "none") : above.joined(separator: language("，", ", "))
    let start = fixed(prior.a + prior.b, 0)
    return language(
      "超时率高于平均（\(percent(shrinkage.mean))）的把握≥95%的\(name)（按样本量校正后的超时率排列，相当于每个单位先计入\(start)件平均水平的工单）：\(list)\(rest)。",
      "\(name) above the average (\(percent(shrinkage.mean))) with 95% certainty, by the rate adjusted for size (as if each unit had \(start) average tickets to start with): \(list)\(rest)."
    )
  }

  private func figures(_ unit: UnitArrival) -> String {
    let rate = percent(unit.shrunkenRate)
    let (overdue, judged) = (unit.count.overdue, unit.count.judged)
    let expected = fixed(unit.expected, 1)
    return language(
      "\(unit.unit.name) \(overdue)/\(judged)（校正后\(rate)；按区域和时段应约\(expected)件）",
      "\(unit.unit.name) \(overdue)/\(judged) (adjusted \(rate); \(expected) expected by area and hour)"
    )
  }

  private func stations(_ item: YardstickSummary) -> String {
    let units = item.byUnit.filter { $0.unit.level == .station }
    let shrinkage = item.levels[OrganizationLevel.station.rawValue]
    guard units.count > 1 else { return "" }
    let rows = units.filter { $0.rank != nil }.prefix(Self.drawn).map { unit in
      (
        label: unit.unit.name, rate: unit.count.rate ?? 0,
        low: unit.count.interval?.lowerBound ?? 0, high: unit.count.interval?.upperBound ?? 0,
        text: "\(unit.count.overdue)/\(unit.count.judged) → \(percent(unit.shrunkenRate))"
      )
    }
    let list =
      rows.isEmpty
      ? ""
      : """
      <h3>\(language("供电所排名", "Stations"))</h3>
      <p class=note>\(escaped(listNote(shrinkage.mean)))</p>
      \(Charts.intervals(Array(rows), average: shrinkage.mean))
      """
    return """
      \(list)
      <h3>\(language("供电所漏斗图", "Funnel of stations"))</h3>
      <p class=note>\(escaped(funnelNote(units)))</p>
      \(Charts.funnel(points(units), rate: shrinkage.mean, axis: language("时限已到件数", "due")))
      """
  }

  private func listNote(_ mean: Double) -> String {
    language(
      "按样本量校正后的超时率（→）排列；点为超时率，线为95%区间，竖线为平均\(percent(mean))。",
      "By the rate adjusted for sample size (→); dot: rate, line: 95% interval, upright: average \(percent(mean))."
    )
  }

  private func funnelNote(_ units: [UnitArrival]) -> String {
    let outside = units.count { $0.funnel == .above998 || $0.funnel == .below998 }
    let near = units.count { $0.funnel == .above95 || $0.funnel == .below95 }
    let expected = fixed(Double(units.count) * 0.05, 1)
    return language(
      "每点一个供电所；内线95%、外线99.8%（二项分布精确界限，中线为平均）。\(units.count)个中\(outside)个在外线之外，\(near)个在两线之间；若纯属偶然，内线之外至多约\(expected)个。",
      "One dot a station; inner lines 95%, outer lines 99.8% (exact binomial limits around the average). Of \(units.count), \(outside) lie outside and \(near) between the lines; by chance at most about \(expected) would lie outside the inner lines."
    )
  }

  private func points(_ units: [UnitArrival]) -> [Charts.FunnelPoint] {
    units.map { unit in
      Charts.FunnelPoint(
        size: unit.count.judged,
        count: unit.count.overdue,
        label: unit.funnel == .above998 || unit.funnel == .below998 ? unit.unit.name : ""
      )
    }
  }
}
