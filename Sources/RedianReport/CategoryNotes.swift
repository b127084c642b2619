import RedianCore
import RedianStats

/// What the categories did to the total, and the days that disturb the comparison.
struct CategoryNotes {
  let summary: Summary
  let language: Language

  var html: String {
    [pulls, pareto, majorEvents, festival, calendar, units].filter { !$0.isEmpty }
      .map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
  }

  private func name(_ category: Int) -> String {
    let item = summary.taxonomy.categories[category]
    return language(item.chinese, item.english)
  }

  /// The three categories that pulled most, up or down.
  private var pulls: String {
    let words = ChangeWords(language: language)
    let total = summary.categories.reduce(0) { $0 + $1.compared }
    let growth = summary.change(total, summary.previousTickets)
    let pulls = summary.categories.map { count in
      (count.index, summary.contribution(count.compared, count.previous))
    }
    let top = pulls.sorted { abs($0.1.pull ?? 0) > abs($1.1.pull ?? 0) }.prefix(3)
    return top.compactMap { index, contribution in
      let text = words.pull(contribution, total: growth)
      return text.isEmpty ? nil : name(index) + language("", " ") + text
    }
    .joined(separator: language("；", "; "))
  }

  /// `前9个案例占全部工单的80%`.
  private var pareto: String {
    let counts = summary.cases.map(\.count).sorted(by: >)
    let shares = cumulativeShares(counts)
    guard summary.tickets > 0, let last = shares.firstIndex(where: { $0 >= 0.8 }) else { return "" }
    return language(
      "前\(last + 1)个事项（案例与常规业务）占全部工单的80%。",
      "The \(last + 1) most frequent matters hold 80% of all tickets."
    )
  }

  private var majorEvents: String {
    let facts = summary.detection
    // Major event days are found by repairs: no chapter of repairs, no such day.
    guard let outside = facts.outsideMajorEvents,
      let repairs = summary.taxonomy.repairChapter
    else { return "" }
    let days = facts.majorEvents.days.filter { summary.period.period.contains($0) }
    let list = days.map(\.description).joined(separator: language("、", ", "))
    let total = outside.reduce(0, +)
    return language(
      "大范围事件日\(list)（报修超过日均对数的2.5倍标准差）：含这些日共\(grouped(summary.tickets))件，不含为\(grouped(total))件；其中\(name(repairs))\(grouped(summary.categories[repairs].count))件，不含为\(grouped(outside[repairs]))件。",
      "Major event days \(list) (repairs beyond 2.5 standard deviations of the log daily count): \(grouped(summary.tickets)) tickets with them, \(grouped(total)) without; \(name(repairs)) \(grouped(summary.categories[repairs].count)) and \(grouped(outside[repairs]))."
    )
  }

  private var calendar: String {
    let list = summary.detection.missingYearsText
    if list.isEmpty { return "" }
    return language(
      "节假日历不含\(list)年：这些年的节假日按星期计。",
      "The holiday calendar does not cover \(list): holidays of these years count as weekdays."
    )
  }

  private var units: String {
    let facts = summary.detection
    var notes: [String] = []
    if facts.rekeyed > 0 {
      notes.append(
        language(
          "\(grouped(facts.rekeyed))件工单按单位对照表计入现单位。",
          "\(grouped(facts.rekeyed)) tickets are counted at the successors of their units."
        )
      )
    }
    if facts.withoutStation > 0.2 {
      notes.append(
        language(
          "\(percent(facts.withoutStation))的工单没有供电所：供电所之间的比较不可靠。",
          "\(percent(facts.withoutStation)) of the tickets name no station: comparisons of stations do not hold."
        )
      )
    }
    return notes.joined(separator: language("", " "))
  }

  private var festival: String {
    guard let festival = summary.detection.festival else { return "" }
    guard let counts = festival.counts, let base = festival.base else {
      return language(
        "春节错月：同比只列增减件数；一、二月合计比较须有两年的一至二月数据。",
        "The Spring Festival moved: differences only; January and February together need both years."
      )
    }
    let now = counts.reduce(0, +)
    let change = Change(
      now,
      base: base.reduce(0, +),
      days: festival.from.distance(to: festival.to) + 1,
      baseDays: festival.baseFrom.distance(to: festival.baseTo) + 1
    )
    let text = ChangeWords(language: language).yearBefore(change, now, isShifted: false)
    return language(
      "春节错月，一、二月合计\(grouped(now))件，\(text)。",
      "January and February together: \(grouped(now)), \(text)."
    )
  }
}
