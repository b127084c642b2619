import RedianCore
import RedianStats

/// The hotspots: what, where, how much more than expected, with examples.
struct HotspotSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  /// Hotspots shown on the page; the table and the workbook have all.
  private static let shown = 12

  var html: String {
    let spots = summary.hotspots.prefix(Self.shown)
    let intro =
      spots.isEmpty
      ? language("没有超出偶然波动的单元。", "No cell rose beyond chance.")
      : language(
        "下列单元的上升超出偶然波动（误报比例控制在10%以内），按多出件数排列；重叠单元只列一次。",
        "These cells rose beyond chance (false discovery rate 10%), by extra tickets; overlapping cells once."
      )
    let blocks = spots.enumerated().map { block($0 + 1, $1) }.joined(separator: "\n")
    return """
      <section><h2>\(language("二、热点诉求", "2 Hotspots"))</h2>
      <p>\(escaped(intro))</p>
      \(blocks)</section>
      """
  }

  private func block(_ rank: Int, _ spot: Hotspot) -> String {
    let title = "\(rank). \(spot.unit.path) · \(spot.title(summary.taxonomy, language))"
    let examples = spot.examples.map { example in
      "<li><code>\(escaped(example.id))</code> \(escaped(example.accepted.description)) \(escaped(mask(example.text)))</li>"
    }
    let parts = spot.parts.map { "\($0.name) \(grouped($0.count))" }.joined(
      separator: language("，", ", ")
    )
    let source = parts.isEmpty ? "" : language("主要来自：", "Mainly: ") + parts
    return """
      <article><h3>\(escaped(title))</h3>
      <div class=row>\(Charts.spark(spot.daily))<p>\(escaped(sentence(spot))) \(escaped(source))</p></div>
      <ul>\(examples.joined())</ul></article>
      """
  }

  private func sentence(_ spot: Hotspot) -> String {
    let ratio = fixed(spot.ratio, 1)
    let low = fixed(spot.ratioInterval.lowerBound, 1)
    let isOpen = spot.ratioInterval.upperBound >= Hotspot.unlimitedRatio
    let high = isOpen ? "∞" : fixed(spot.ratioInterval.upperBound, 1)
    let base = basis(spot)
    return language(
      "本期\(grouped(spot.count))件，\(base)，预计约\(fixed(spot.expected, 1))件，多约\(fixed(spot.extra, 0))件（\(ratio)倍，95%区间\(low)–\(high)）。",
      "\(grouped(spot.count)) tickets; \(base), about \(fixed(spot.expected, 1)) expected: \(fixed(spot.extra, 0)) extra (\(ratio) times, 95% \(low)-\(high))."
    )
  }

  private func basis(_ spot: Hotspot) -> String {
    switch spot.comparison {
    case .categoryChange:
      language(
        "上期\(grouped(spot.base))件，按全部单位同类变化折算",
        "previous \(grouped(spot.base)), scaled by everybody's change"
      )
    case .days:
      language("上期\(grouped(spot.base))件，按天数折算", "previous \(grouped(spot.base)), day for day")
    case .standing:
      language("无上期数据，与全部单位同类占比相比", "no previous period, against the share everywhere")
    }
  }
}

/// Categories with their comparison, and the most frequent cases.
struct CategorySection {
  let summary: Summary
  let language: Language

  var html: String {
    let taxonomy = summary.taxonomy
    let words = Wording(language: language)
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
        escaped(words.change(count.compared, count.previous, "")),
        escaped(words.change(count.compared, count.yearBefore, "")),
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
      <h3>\(language("案例前二十", "Twenty most frequent cases"))</h3>
      \(markupTable(head: head, rows: Array(rows), left: 1))</section>
      """
  }
}
