import RedianCore
import RedianStats

/// The hotspots of a period: events first, then the cells behind them.
struct HotspotSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  private var words: HotspotWords { HotspotWords(language: language, taxonomy: summary.taxonomy) }

  /// Rows of the appendices on the page; the tables and the workbook have all.
  private static let shown = 15

  var html: String {
    let blocks = summary.hotspots.enumerated().map { block($0 + 1, $1) }
    return """
      <section><h2>\(language("二、热点诉求", "2 Hotspots"))</h2>
      \(AlertSection(summary: summary, language: language, mask: mask).html)
      <h3>\(language("本期热点事件", "Events of the period"))</h3>
      <p>\(escaped(intro))</p>
      \(blocks.joined(separator: "\n"))
      \(rising)
      \(standing)
      \(WordSection(summary: summary, language: language, mask: mask).html)</section>
      """
  }

  private var intro: String {
    if summary.hotspots.isEmpty {
      return language("没有超出偶然波动的事件。", "No event beyond chance.") + note
    }
    if summary.hotspots.first?.comparison == .standing {
      return language(
        "无上期数据，不作升降比较：以下为占比高于其他单位的单元，按多出起数排列。",
        "No previous period, no changes: cells with more than their share, by extra episodes."
      )
    }
    return language(
      "每个事件只列一次，按多出起数排列；同一停电或同一联系的多个来电计为一起。",
      "Each event once, by extra episodes; calls about one outage or one contact count as one."
    ) + note
  }

  private var note: String {
    guard let scan = summary.scan, scan.replicates > 0 else { return "" }
    return language(
      "全部单位×事项一并检验，随机排列\(scan.replicates)次：无真实事件时，每二十个月至多约一个月误列。离散系数\(fixed(scan.dispersion, 2))。",
      " All units and matters tested together, \(scan.replicates) random replicates: without real events about one month in twenty lists one. Dispersion \(fixed(scan.dispersion, 2))."
    )
  }

  private func block(_ rank: Int, _ spot: Hotspot) -> String {
    let title = "\(rank). \(words.title(spot.place))"
    return """
      <article><h3>\(escaped(title))</h3>
      <div class=row>\(Charts.spark(spot.daily))<p>\(escaped(words.sentence(spot, summary.scan)))</p></div>
      <ul>\(exampleList(spot.examples, mask))</ul></article>
      """
  }

  private var rising: String {
    guard summary.scan?.baseEpisodes ?? 0 > 0 else { return "" }
    guard !summary.rising.isEmpty else {
      return note(language("没有单元的上升超出偶然波动。", "No cell rose beyond chance."))
    }
    let heading = language(
      "下列单元的上升超出偶然波动（误报比例控制在10%以内），按多出起数排列；同类总数在两期均不少于\(100)起的，预计按全部单位同类的变化折算，否则按日类型折算。单元可互相重叠。",
      "These cells rose beyond chance (false discovery rate 10%), by extra episodes; expected by everybody's change of the same category where both periods have 100, else by types of days. Cells overlap."
    )
    let rows = byExtra(summary.rising, \.extra).map { cell in
      [
        escaped(words.title(cell.place)), grouped(cell.count), grouped(cell.base),
        fixed(cell.expected, 1), fixed(cell.extra, 0), percent(cell.q),
        cell.event.map(String.init) ?? "—",
      ]
    }
    let head = [
      language("单元", "Cell"), language("本期", "Count"), language("上期", "Previous"),
      language("预计", "Usual"), language("多出", "Extra"), "q", language("热点", "Event"),
    ]
    return """
      <h3>\(language("上升的单元", "Rising cells"))</h3>
      \(note(heading))
      \(markupTable(head: head, rows: rows, left: 1))
      """
  }

  private var standing: String {
    guard !summary.standing.isEmpty, summary.scan?.baseEpisodes ?? 0 > 0 else { return "" }
    let heading = language(
      "占比高于全部单位、把握不低于95%的单元（按样本量校正），与时间无关，按多出起数排列。",
      "More than everybody's share with a probability of 95% or more (adjusted for size), whatever the time, by extra episodes."
    )
    let rows = byExtra(summary.standing, \.extra).map { cell in
      [
        escaped(words.title(cell.place)), grouped(cell.count), fixed(cell.expected, 1),
        fixed(cell.extra, 0), fixed(cell.ratio, 1), escaped(sureness(cell.probability)),
      ]
    }
    let head = [
      language("单元", "Cell"), language("本期", "Count"), language("按占比应有", "By share"),
      language("多出", "Extra"), language("校正倍数", "Adjusted ratio"), language("把握", "Probability"),
    ]
    return """
      <h3>\(language("长期偏高的单元", "Standing cells"))</h3>
      \(note(heading))
      \(markupTable(head: head, rows: rows, left: 1))
      """
  }

  /// No probability is printed as certain.
  private func sureness(_ probability: Double) -> String {
    probability > 0.999 ? "> 99.9%" : percent(probability)
  }

  private func byExtra<Cell>(_ cells: [Cell], _ extra: (Cell) -> Double) -> [Cell] {
    let order = cells.indices.sorted { (-extra(cells[$0]), $0) < (-extra(cells[$1]), $1) }
    return order.prefix(Self.shown).map { cells[$0] }
  }

  private func note(_ text: String) -> String { "<p class=note>\(escaped(text))</p>" }
}

/// Example tickets as list items.
func exampleList(_ examples: [TicketExcerpt], _ mask: Mask) -> String {
  examples.map { example in
    "<li><code>\(escaped(example.id))</code> \(escaped(example.accepted.description)) \(escaped(mask(example.text)))</li>"
  }
  .joined()
}
