import RedianCore
import RedianStats

/// The alerts of the period's nights: the last night in full, the earlier ones as a table.
struct AlertSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  private var words: HotspotWords { HotspotWords(language: language, taxonomy: summary.taxonomy) }

  var html: String {
    guard let last = summary.alerts.nights.last, last.days > 0 else { return "" }
    let tonight = summary.alerts.alerts.filter { $0.night == last.night }
    let blocks = tonight.map { block($0, last) }
    let none =
      tonight.isEmpty ? "<p>\(language("当晚没有异常。", "Nothing unusual that night."))</p>" : ""
    let title = language("夜间预警（\(last.night)）", "Alerts of the night (\(last.night))")
    return """
      <h3>\(escaped(title))</h3>
      <p class=note>\(escaped(basis(last)))</p>
      \(none)\(blocks.joined(separator: "\n"))
      \(earlier(last))
      """
  }

  private func basis(_ night: NightFacts) -> String {
    let calibration =
      night.isProvisional
      ? language(
        "历史不足\(56 + 28)天，按随机排列估计，属暂定结果",
        "fewer than \(56 + 28) days of history: by random replicates, provisional"
      )
      : language(
        "以近\(night.pastNights)晚校准",
        "calibrated on the past \(night.pastNights) nights"
      )
    var text = language(
      "近\(night.days)天内逐晚比较各单位×事项的占比，\(calibration)；按起数计。",
      "Shares of units and matters over \(night.days) days, \(calibration); counted in episodes."
    )
    if night.isMajorEventDay {
      text += language(
        "大范围事件日：以下排序为相对全部单位的受影响程度。",
        " Major event day: ranked by how much worse than everybody."
      )
    }
    if !night.hasVolumeTest {
      text += language("春节期间：只与其他单位比较。", " Spring Festival: compared with the other units only.")
    }
    if !night.unstable.isEmpty {
      let list = night.unstable.prefix(5).map(words.title).joined(separator: language("、", ", "))
      text += language(
        "水平已变化、满四周新水平前不报总量：\(list)。",
        " Level has changed, no volume alarm until four weeks of the new one: \(list)."
      )
    }
    return text
  }

  private func block(_ alert: Alert, _ night: NightFacts) -> String {
    let title = "【\(words.name(alert.level))】\(words.title(alert.place))"
    return """
      <article><h3>\(escaped(title))</h3>
      <div class=row>\(Charts.spark(alert.daily))<p>\(escaped(words.sentence(alert, night)))</p></div>
      <ul>\(exampleList(alert.examples, mask))</ul></article>
      """
  }

  private func earlier(_ last: NightFacts) -> String {
    let nights = summary.alerts.nights.filter { $0.night < last.night }
    guard !nights.isEmpty else { return "" }
    let alerts = summary.alerts.alerts.filter { $0.night < last.night && $0.state == .new }
    let title = language(
      "此前\(nights.count)晚共有新事件\(alerts.count)件。",
      "\(alerts.count) new events on the \(nights.count) nights before."
    )
    let rows = alerts.suffix(15).reversed().map { alert in
      [
        escaped(alert.night.description), escaped(words.name(alert.level)),
        escaped(words.title(alert.place)), grouped(alert.count), fixed(alert.expected, 1),
        fixed(alert.extra, 0),
      ]
    }
    let head = [
      language("日期", "Night"), language("级别", "Level"), language("单元", "Cell"),
      language("起数", "Episodes"), language("通常", "Usual"), language("多出", "Extra"),
    ]
    let table = rows.isEmpty ? "" : markupTable(head: head, rows: rows, left: 3)
    return "<p class=note>\(escaped(title))</p>\(table)"
  }
}
