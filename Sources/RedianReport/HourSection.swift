import RedianCore
import RedianStats

/// Overdue share by hour of the day, all 24 with their intervals, and by weekday.
struct HourSection {
  let summary: Summary
  let language: Language

  var html: String {
    guard let item = summary.arrivals.yardsticks.first, item.total.judged > 0 else { return "" }
    return """
      <h3>\(language("时段与星期", "Hours and weekdays"))</h3>
      <p>\(escaped(hours(item)))</p>
      \(Charts.columns(columns(item), average: item.total.rate ?? 0))
      \(weekdays(item))
      """
  }

  private func hours(_ item: YardstickSummary) -> String {
    guard item.hours.prior != nil else {
      return language("24个时段之间的差异未超出偶然波动。", "The 24 hours differ no more than by chance.")
    }
    let above = item.byHour.indices.filter { hour in
      let count = item.byHour[hour]
      return (item.hours.aboveMean(x: count.overdue, n: count.judged) ?? 0) >= 0.95
    }.map { hour in
      let count = item.byHour[hour]
      return language("\(hour)时", "\(hour):00") + " \(count.overdue)/\(count.judged)"
    }
    let list = above.isEmpty ? language("无", "none") : above.joined(separator: language("，", ", "))
    return language(
      "超时率高于平均（\(percent(item.total.rate))）的把握≥95%的受理时段：\(list)。点为超时率，线为95%区间，横线为平均。",
      "Hours of acceptance above the average (\(percent(item.total.rate))) with 95% certainty: \(list). Dot: rate, line: 95% interval, level: average."
    )
  }

  private func columns(_ item: YardstickSummary) -> [Charts.Column] {
    item.byHour.enumerated().map { hour, count in
      Charts.Column(label: String(hour), rate: count.rate, interval: count.interval)
    }
  }

  private func weekdays(_ item: YardstickSummary) -> String {
    let names = language(
      "周一 周二 周三 周四 周五 周六 周日",
      "Mon Tue Wed Thu Fri Sat Sun"
    ).split(separator: " ").map(String.init)
    let head = [language("星期", "Weekday")] + names
    let row =
      [escaped(language("超时/时限已到", "Overdue/due"))]
      + item.byWeekday.map { "\(grouped($0.overdue))/\(grouped($0.judged))" }
    let rates = [escaped(language("超时率", "Rate"))] + item.byWeekday.map { percent($0.rate) }
    return markupTable(head: head, rows: [row, rates], left: 1)
  }
}

extension Charts {
  /// A rate with its interval; nil where there is nothing to show.
  struct Column {
    var label: String
    var rate: Double?
    var interval: ClosedRange<Double>?
  }

  /// Rates side by side: a dot on an upright line.
  static func columns(_ columns: [Column], average: Double) -> String {
    let highest = columns.reduce(average * 1.5) { max($0, $1.rate ?? 0) }
    let top = niceTop(highest * 1.4)
    let (width, height, left) = (760, 190, 46.0)
    let step = (Double(width) - left - 20) / Double(max(columns.count, 1))
    func y(_ rate: Double) -> Double { 10 + (1 - min(rate, top) / top) * (Double(height) - 38) }
    var parts = (0...4).map { tick in
      let rate = top * Double(tick) / 4
      let place = fixed(y(rate), 1)
      return
        "<line x1=\"46\" x2=\"\(width - 20)\" y1=\"\(place)\" y2=\"\(place)\" class=\"grid\"/>"
        + "<text x=\"40\" y=\"\(place)\" dy=\"4\" class=\"axis end\">\(percent(rate))</text>"
    }
    let middle = fixed(y(average), 1)
    parts.append(
      "<line x1=\"46\" x2=\"\(width - 20)\" y1=\"\(middle)\" y2=\"\(middle)\" class=\"average\"/>"
    )
    for (index, column) in columns.enumerated() {
      let x = fixed(left + (Double(index) + 0.5) * step, 1)
      parts.append(
        "<text x=\"\(x)\" y=\"\(height - 8)\" class=\"axis mid\">\(escaped(column.label))</text>"
      )
      guard let rate = column.rate, let interval = column.interval else { continue }
      parts.append(
        "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"\(fixed(y(interval.upperBound), 1))\" y2=\"\(fixed(y(interval.lowerBound), 1))\" class=\"span\"/>"
          + "<circle cx=\"\(x)\" cy=\"\(fixed(y(rate), 1))\" r=\"4\" class=\"dot\"/>"
      )
    }
    return svg(parts, width, height)
  }
}
