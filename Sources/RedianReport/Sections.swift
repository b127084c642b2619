import RedianCore
import RedianStats

/// Categories with their comparison, and the most frequent cases.
struct CategorySection {
  let summary: Summary
  let language: Language

  var html: String {
    let taxonomy = summary.taxonomy
    let words = ChangeWords(language: language, isNamed: false)
    let isShifted = summary.detection.festival != nil
    let bars = summary.categories.map { count in
      let category = taxonomy.categories[count.index]
      return (
        label: language(category.chinese, category.english), value: Double(count.count),
        base: count.previous.map(Double.init),
        text: "\(grouped(count.count)) (\(percent(count.share)))"
      )
    }
    let cases = summary.cases.filter { !taxonomy.tags[$0.index].isRoutine && $0.count > 0 }
      .sorted { (-$0.count, $0.index) < (-$1.count, $1.index) }.prefix(20)
    let rows = cases.map { count -> [String] in
      let tag = taxonomy.tags[count.index]
      return [
        escaped("\(tag.caseID) \(language(tag.chinese, tag.english))"), grouped(count.count),
        percent(count.share),
        escaped(words.previous(summary.change(count.compared, count.previous), count.compared)),
        escaped(
          words.yearBefore(
            summary.yearChange(count.compared, count.yearBefore),
            count.compared,
            isShifted: isShifted
          )
        ),
      ]
    }
    let head = [
      language("案例", "Case"), language("本期", "Count"), language("占比", "Share"),
      language("环比", "Previous"), language("同比", "Year before"),
    ]
    return """
      <section><h2>\(language("三、分类分析", "3 Categories"))</h2>
      <p class=note>\(language("粗条为本期，细条为上期。", "Thick bars: this period; thin bars: the previous one."))</p>
      \(Charts.bars(bars))
      \(CategoryNotes(summary: summary, language: language).html)
      <h3>\(language("案例前二十", "Twenty most frequent cases"))</h3>
      \(markupTable(head: head, rows: Array(rows), left: 1))</section>
      """
  }
}

/// Arrivals: both yardsticks, areas, the ranking of stations, the latest arrivals.
struct ArrivalSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  var html: String {
    let blocks = summary.arrivals.yardsticks.map(yardstick).joined(separator: "\n")
    return """
      <section><h2>\(language("四、抢修到达时限", "4 Arrivals on site"))</h2>
      <p class=note>\(escaped(rule))</p>
      \(blocks)
      \(ranking)
      \(latest)</section>
      """
  }

  private var rule: String {
    language(
      "故障报修主单；自挂机（无则受理）起至到达现场，大于时限为超时；时限未到的不判定。2020年起公开承诺为平均时间，故同列平均值。",
      "Main fault-repair tickets; from hang-up (else acceptance) to arrival, late when greater than the limit; judged once the limit has passed. Since 2020 the commitment is worded as an average, so the mean is shown."
    )
      + (summary.arrivals.selectedByTag
        ? language("（无业务类型列，按标签选取。）", " (Selected by tag: no business type.)") : "")
  }

  private func areaName(_ area: AreaType) -> String {
    switch area {
    case .unknown: language("未知", "Unknown")
    case .urban: language("城区", "Urban")
    case .rural: language("农村", "Rural")
    case .remote: language("特殊边远", "Remote")
    }
  }

  private func yardstick(_ item: YardstickSummary) -> String {
    let name = language(item.yardstick.chinese, item.yardstick.english)
    var rows = item.byArea.map { area, count in
      row("\(areaName(area)) (\((item.yardstick.limit(area) ?? 0) / 60) min)", count)
    }
    rows.append(row(language("合计", "Total"), item.total))
    let head = [
      language("区域（时限）", "Area (limit)"), language("判定", "Due"), language("超时", "Overdue"),
      language("超时率（95%区间）", "Rate (95%)"), language("平均", "Mean"), language("中位", "Median"), "P90",
      language("最长", "Longest"),
    ]
    let reasons = [
      language("子单", "child"), language("缺起始时间", "no start"), language("未到场结单", "no visit"),
      language("到达早于报修", "arrival before report"), language("区域未知", "unknown area"),
      language("时限未到", "not due"),
    ]
    let excluded = zip(reasons, item.excluded.named).map { "\($0) \(grouped($1.1))" }
      .joined(separator: language("、", ", "))
    return """
      <h3>\(escaped(name))</h3>
      \(markupTable(head: head, rows: rows, left: 1))
      <p class=note>\(language("未判定：", "Not judged: "))\(escaped(excluded))</p>
      """
  }

  private func row(_ name: String, _ count: ArrivalCount) -> [String] {
    let interval =
      count.interval.map { " (\(percent($0.lowerBound))–\(percent($0.upperBound)))" } ?? ""
    return [
      escaped(name), grouped(count.judged), grouped(count.overdue), percent(count.rate) + interval,
      decimal(count.meanMinutes), decimal(count.medianMinutes), decimal(count.p90Minutes),
      decimal(count.longestMinutes),
    ]
  }

  private var ranking: String {
    guard let item = summary.arrivals.yardsticks.first else { return "" }
    let average = item.total.rate ?? 0
    let ranked = item.byUnit.filter { $0.unit.level == .station && $0.rank != nil }
      .sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }.prefix(15)
    let rows = ranked.map { unit in
      (
        label: unit.unit.name, rate: unit.count.rate ?? 0,
        low: unit.count.interval?.lowerBound ?? 0, high: unit.count.interval?.upperBound ?? 0,
        text: "\(unit.count.overdue)/\(unit.count.judged) → \(percent(unit.shrunkenRate))"
      )
    }
    guard !rows.isEmpty else {
      let text = language(
        "各供电所超时率的差异未超出偶然波动，不予排名。",
        "The stations' rates differ no more than by chance: no ranking."
      )
      return "<p class=note>\(text)</p>"
    }
    let note = language(
      "按样本量校正后的超时率排列；点为超时率，线为95%区间，竖线为平均\(percent(average))。",
      "By the rate adjusted for sample size; dot: rate, line: 95% interval, upright: average \(percent(average))."
    )
    return """
      <h3>\(language("供电所排名", "Stations"))</h3>
      <p class=note>\(escaped(note))</p>
      \(Charts.intervals(Array(rows), average: average))
      """
  }

  private var latest: String {
    let rows = summary.arrivals.overdue.prefix(15).map { ticket in
      [
        "<code>\(escaped(ticket.id))</code>", escaped(ticket.unit.path),
        escaped(areaName(ticket.area)), escaped(ticket.start.description),
        escaped(
          ticket.arrived.isMissing ? language("未到达", "not there") : ticket.arrived.description
        ),
        fixed(ticket.minutesLate, 0),
      ]
    }
    let head = [
      language("工单", "Ticket"), language("单位", "Unit"), language("区域", "Area"),
      language("起始", "Start"), language("到达", "Arrived"), language("超时分钟", "Minutes late"),
    ]
    let disputed = summary.arrivals.disputed
    let items = disputed.prefix(5).map {
      "<li><code>\(escaped($0.id))</code> \(escaped($0.unit.path)) \(fixed($0.minutes, 0)) min：\(escaped(mask($0.text)))</li>"
    }
    let heading = language(
      "存疑到达：内容称迟到或未到，记录在时限内（\(disputed.count)件）",
      "Disputed arrivals: the text says late or never, the record says in time (\(disputed.count))"
    )
    return """
      <h3>\(language("超时最久的工单", "Latest arrivals"))</h3>
      \(markupTable(head: head, rows: Array(rows), left: 5))
      <h3>\(escaped(heading))</h3><ul>\(items.joined())</ul>
      """
  }
}
