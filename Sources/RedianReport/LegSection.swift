import RedianCore
import RedianStats

/// The steps of a repair beside the arrival.
struct LegSection {
  let summary: Summary
  let language: Language

  var html: String {
    let legs = summary.arrivals.legs
    guard !legs.isEmpty else { return "" }
    let head = [
      language("环节", "Step"), language("完成", "Ended"), language("中位分钟", "Median min"),
      language("90%在…内", "P90"), language("平均", "Mean"), language("最长", "Longest"),
      language("超时/时限已到", "Overdue/due"), language("超时率（95%区间）", "Rate (95%)"),
    ]
    let rows = legs.flatMap { leg in
      [row(name(leg), leg.total)]
        + leg.byArea.filter { leg.limits[$0.area] != nil }.map { area, count in
          let limit = (leg.limits[area] ?? 0) / 60
          return row("— \(areaName(area, language)) (\(limit) min)", count)
        }
    }
    let note = language(
      "派单自挂机（无则受理）起，接单自派单起，修复自到达起；未完成的按已等待时间计入分位数。修复时限为国家电网承诺（城区3小时、农村4小时，为平均时间）；无时限的环节只计时不判定。",
      "Dispatch from hang-up (else acceptance), take from dispatch, restoration from arrival; open steps count with the wait so far. Restoration by the State Grid's commitment (3 h in towns, 4 h in the country, an average); a step without a limit is measured, not judged."
    )
    return """
      <h3>\(language("派单、接单、修复", "Dispatch, take, restore"))</h3>
      <p class=note>\(escaped(note))</p>
      \(markupTable(head: head, rows: rows, left: 1))
      """
  }

  private func name(_ leg: LegSummary) -> String {
    let name =
      switch leg.leg {
      case .dispatch: language("派单", "Dispatch")
      case .take: language("接单", "Take")
      case .restore: language("修复", "Restore")
      }
    guard leg.disordered > 0 else { return name }
    return name
      + language("（时序颠倒\(leg.disordered)件不计）", " (\(leg.disordered) in wrong order left out)")
  }

  private func row(_ name: String, _ count: ArrivalCount) -> [String] {
    let isJudged = count.judged > 0
    return [
      escaped(name), grouped(count.timed), escaped(minutes(count.median, count)),
      escaped(minutes(count.p90, count)), decimal(count.meanMinutes),
      decimal(count.longestMinutes),
      isJudged ? "\(grouped(count.overdue))/\(grouped(count.judged))" : "—",
      isJudged ? rateWithInterval(count) : "—",
    ]
  }
}
