import RedianCore
import RedianStats

/// `report.html`: one page to look at and to print, without scripts and without a network.
struct Page {
  let summary: Summary
  let language: Language
  let mask: Mask
  let tables: [Table]

  private var facts: PeriodFacts { summary.period }

  private var title: String {
    let hotline = summary.taxonomy.hotline
    let words = language(
      hotline + "工单热点分析",
      hotline.isEmpty ? "Hotspot report" : hotline + " hotspot report"
    )
    return words + " " + facts.period.label
  }

  var html: String {
    let sections = [
      overview, HotspotSection(summary: summary, language: language, mask: mask).html,
      CategorySection(summary: summary, language: language).html,
      ArrivalSection(summary: summary, language: language, mask: mask).html,
      RepeatSection(summary: summary, language: language, mask: mask).html, quality,
    ]
    return """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      <style>\(Style.css)</style>
      </head>
      <body>
      <header><h1>\(escaped(title))</h1>
      <p>\(escaped(subtitle))</p></header>
      \(sections.joined(separator: "\n"))
      <footer>redian · \(escaped(source))</footer>
      </body>
      </html>

      """
  }

  private var subtitle: String {
    let span = "\(facts.period.from) – \(facts.period.to)"
    let asOf = language("时点 ", "as of ") + summary.asOf.description
    if facts.isComplete { return "\(span) · \(asOf)" }
    let days = "\(facts.comparedDays.from) – \(facts.comparedDays.to)"
    return "\(span) · \(asOf) · "
      + language("数据未满周期，同比环比按同日比较：", "not complete, compared day for day: ") + days
  }

  private var source: String {
    summary.inputs.map { input in
      let name = input.file.split(separator: "/").last.map(String.init) ?? input.file
      return "\(name) (\(input.encoding), \(grouped(input.rows)) \(language("行", "rows")))"
    }.joined(separator: " · ")
  }

  private var overview: String {
    let total = summary.arrivals.yardsticks.first?.total
    let cards = [
      card(language("工单", "Tickets"), grouped(summary.tickets), change(summary.previousTickets)),
      card(
        language("到达超时率", "Overdue arrivals"),
        percent(total?.rate),
        language(
          "时限已到\(grouped(total?.judged ?? 0))件，超时\(grouped(total?.overdue ?? 0))件",
          "\(grouped(total?.overdue ?? 0)) of \(grouped(total?.judged ?? 0)) due"
        )
      ),
      card(
        language("平均到达", "Mean arrival"),
        decimal(total?.meanMinutes) + language("分钟", " min"),
        language("中位", "median ") + minutes(total?.median, total) + language("，90%在", ", P90 ")
          + minutes(total?.p90, total)
      ),
      card(
        language("热点", "Hotspots"),
        grouped(summary.hotspots.count),
        language("无真实变化时，二十期至多约一期误列", "one period in twenty by chance")
      ),
      card(
        language("7天内重复来电", "Repeats in 7 days"),
        grouped(summary.repeats.tickets),
        language("占", "share ") + percent(summary.repeats.rate)
      ),
    ]
    let days = summary.daily.map(\.total)
    let labels = summary.daily.map { "\($0.day.parts.month)-\($0.day.parts.day)" }
    return """
      <section><h2>\(language("一、总体情况", "1 Overview"))</h2>
      <div class=cards>\(cards.joined())</div>
      <h3>\(language("每日工单", "Tickets by day"))</h3>
      \(Charts.curve(days, labels: labels))</section>
      """
  }

  private func card(_ name: String, _ figure: String, _ note: String) -> String {
    "<div class=card><span>\(escaped(name))</span><b>\(escaped(figure))</b><small>\(escaped(note))</small></div>"
  }

  private func change(_ base: Int?) -> String {
    let compared = summary.categories.reduce(0) { $0 + $1.compared }
    let words = ChangeWords(language: language)
    return words.previous(summary.change(compared, base), compared) + " · "
      + words.yearBefore(
        summary.yearChange(compared, summary.yearBeforeTickets),
        compared,
        isShifted: summary.detection.festival != nil
      )
  }

  private var quality: String {
    let rows = summary.rows
    let text = language(
      "读取\(grouped(rows.read))行 = 工单\(grouped(rows.tickets)) + 更新\(grouped(rows.duplicates)) + 拒绝\(grouped(rows.rejected))；无受理时间\(grouped(rows.undated))件不计入任何周期。",
      "\(grouped(rows.read)) rows = \(grouped(rows.tickets)) tickets + \(grouped(rows.duplicates)) updates + \(grouped(rows.rejected)) rejected; \(grouped(rows.undated)) without an acceptance time are in no period."
    )
    let list = summary.quality.map {
      [
        escaped($0.code.rawValue), escaped($0.code.words(language)), grouped($0.count),
        escaped(
          "\($0.firstFile.split(separator: "/").last.map(String.init) ?? ""):\($0.firstLine)"
        ),
      ]
    }
    let table = markupTable(
      head: [
        language("代码", "Code"), language("说明", "Meaning"), language("数量", "Count"),
        language("首处", "First"),
      ],
      rows: list,
      left: 2
    )
    return
      "<section><h2>\(language("六、数据质量", "6 Data quality"))</h2><p>\(escaped(text))</p>\(list.isEmpty ? "" : table)</section>"
  }
}
