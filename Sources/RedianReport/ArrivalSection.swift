import RedianCore
import RedianStats

/// Arrivals: yardsticks side by side, units that stand out, hours, other steps, single tickets.
struct ArrivalSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  private var arrivals: ArrivalSummary { summary.arrivals }

  var html: String {
    let title = language("四、抢修到达时限", "4 Arrivals on site")
    // Tickets of other business, and no business type: a page of zeros would say less than one sentence.
    if arrivals.selectedByTag && summary.taxonomy.repairChapter == nil {
      return "<section><h2>\(title)</h2>\(paragraph(nothing))</section>"
    }
    let ranking = RankingSection(summary: summary, language: language)
    let tickets = ArrivalTicketsSection(summary: summary, language: language, mask: mask)
    return """
      <section><h2>\(title)</h2>
      <p class=note>\(escaped(rule))</p>
      \(table)
      \(arrivals.yardsticks.map { paragraph(sentence($0)) }.joined(separator: "\n"))
      \(percentiles)\(events)\(heaping)
      \(ranking.html)
      \(HourSection(summary: summary, language: language).html)
      \(LegSection(summary: summary, language: language).html)
      \(tickets.html)</section>
      """
  }

  private var rule: String {
    language(
      "故障报修主单；自挂机（无则受理）起至到达现场，大于时限为超时；时限已到才判定，不论是否到达。2020年起公开承诺为平均时间，故同列平均值。",
      "Main fault-repair tickets; from hang-up (else acceptance) to arrival, late when greater than the limit; judged once the limit has passed, arrived or not. Since 2020 the commitment is worded as an average, so the mean is shown."
    )
      + (arrivals.selectedByTag
        ? language("（无业务类型列，按标签选取。）", " (Selected by tag: no business type.)") : "")
  }

  private var nothing: String {
    language(
      "无业务类型列，分类表也无故障抢修章（fault-repair）：没有可判定的工单。",
      "No business type, and no chapter fault-repair in the taxonomy: there is nothing to judge."
    )
  }

  private func paragraph(_ text: String) -> String { "<p>\(escaped(text))</p>" }

  /// Areas down, yardsticks side by side: two in a table, so that it fits a page.
  private var table: String {
    let items = arrivals.yardsticks
    let pairs = stride(from: 0, to: items.count, by: 2).map { first in
      table(Array(items[first..<min(first + 2, items.count)]), withMinutes: first == 0)
    }
    let note = language(
      "标准后的数字为城区/农村/特殊边远的时限（分钟）；表中为超时/时限已到件数；平均与最长为已到达的判定工单（分钟）。",
      "Behind each yardstick its urban/rural/remote limits in minutes; cells are overdue/due; mean and longest are minutes of judged tickets with an arrival."
    )
    return pairs.joined(separator: "\n") + "<p class=note>\(escaped(note))</p>"
  }

  private func table(_ items: [YardstickSummary], withMinutes: Bool) -> String {
    guard let first = items.first else { return "" }
    let yardsticks = items.flatMap { item in
      let name = language(item.yardstick.chinese, item.yardstick.english)
      let limits = AreaType.judged.map { String((item.yardstick.limits[$0] ?? 0) / 60) }
      return ["\(name) \(limits.joined(separator: "/"))", language("超时率（95%）", "Rate (95%)")]
    }
    let minutes = [
      language("平均", "Mean"), language("中位", "Median"), "P90", language("最长", "Longest"),
    ]
    let head = [language("区域", "Area")] + yardsticks + (withMinutes ? minutes : [])
    var rows = first.byArea.enumerated().map { index, area in
      row(areaName(area.area, language), items.map { $0.byArea[index].count }, withMinutes)
    }
    rows.append(row(language("合计", "Total"), items.map(\.total), withMinutes))
    return markupTable(head: head, rows: rows, left: 1)
  }

  private func row(_ name: String, _ counts: [ArrivalCount], _ withMinutes: Bool) -> [String] {
    let rates = counts.flatMap {
      ["\(grouped($0.overdue))/\(grouped($0.judged))", rateWithInterval($0)]
    }
    guard withMinutes, let first = counts.first else { return [escaped(name)] + rates }
    return [escaped(name)] + rates + [
      decimal(first.meanMinutes), escaped(minutes(first.median, first)),
      escaped(minutes(first.p90, first)), decimal(first.longestMinutes),
    ]
  }

  /// The rate in words, with everything that is not in it.
  private func sentence(_ item: YardstickSummary) -> String {
    let total = item.total
    let name = language(item.yardstick.chinese, item.yardstick.english)
    let reasons = [
      language("子单", "child"), language("缺起始时间", "no start"), language("未到场结单", "no visit"),
      language("到达早于报修", "arrival before report"), language("区域未知", "unknown area"),
      language("时限未到", "not due"),
    ]
    let excluded = zip(reasons, item.excluded.named).map { "\($0) \(grouped($1.1))" }
      .joined(separator: language("、", ", "))
    let range = total.rateRange.map {
      language(
        "；未到场结单的若均在时限内或均超时，超时率为\(percent($0.lowerBound))或\(percent($0.upperBound))",
        "; were all closed without a visit in time or all late: \(percent($0.lowerBound)) or \(percent($0.upperBound))"
      )
    }
    return language(
      "\(name)：时限已到\(grouped(total.judged))件，超时\(grouped(total.overdue))件（其中\(grouped(total.notArrived))件至今未到），超时率\(rateWithInterval(total))\(range ?? "")。未判定：\(excluded)。",
      "\(name): \(grouped(total.judged)) due, \(grouped(total.overdue)) overdue (\(grouped(total.notArrived)) not there yet), rate \(rateWithInterval(total))\(range ?? ""). Not judged: \(excluded)."
    )
  }

  private var percentiles: String {
    guard let total = arrivals.yardsticks.first?.total, total.restrictedMeanMinutes != nil else {
      return ""
    }
    let (median, p90) = (minutes(total.median, total), minutes(total.p90, total))
    let mean = decimal(total.restrictedMeanMinutes)
    return paragraph(
      language(
        "到达时间中位数\(median)分钟，90%在\(p90)分钟内，前\(total.restrictedTo)分钟的平均等待\(mean)分钟（Kaplan-Meier，未到达的按已等待时间计入）。",
        "Median arrival \(median) minutes, 90% within \(p90), mean wait of the first \(total.restrictedTo) minutes \(mean) (Kaplan-Meier: who still waits counts with the wait so far)."
      )
    )
  }

  private var events: String {
    guard let without = arrivals.yardsticks.first?.withoutEvents else { return "" }
    let days = arrivals.eventDays.map(\.description).joined(separator: language("、", ", "))
    let total = without.total
    return paragraph(
      language(
        "不含大范围事件日（\(days)）：时限已到\(grouped(total.judged))件，超时\(grouped(total.overdue))件，超时率\(rateWithInterval(total))，平均\(decimal(total.meanMinutes))分钟。",
        "Without major event days (\(days)): \(grouped(total.judged)) due, \(grouped(total.overdue)) overdue, rate \(rateWithInterval(total)), mean \(decimal(total.meanMinutes)) minutes."
      )
    )
  }

  /// Heaping is a question about the data, not an accusation.
  private var heaping: String {
    arrivals.heaping.prefix(10).map { item in
      let limit = item.limitMinutes
      let place =
        (item.unit?.path ?? language("全部单位", "All units")) + "·"
        + areaName(item.area, language)
      return paragraph(
        language(
          "\(place)：\(limit - 4)–\(limit)分钟到达记录偏多（\(grouped(item.inside))件，\(limit + 1)–\(limit + 5)分钟仅\(grouped(item.beyond))件），请核对到达时间的录入。",
          "\(place): many arrivals entered just inside the limit (\(grouped(item.inside)) at \(limit - 4)-\(limit) minutes, \(grouped(item.beyond)) at \(limit + 1)-\(limit + 5)); please check how arrival times are entered."
        )
      )
    }.joined(separator: "\n")
  }
}

/// The name of an area as reports print it.
func areaName(_ area: AreaType, _ language: Language) -> String {
  switch area {
  case .unknown: language("未知", "Unknown")
  case .urban: language("城区", "Urban")
  case .rural: language("农村", "Rural")
  case .remote: language("特殊边远", "Remote")
  }
}

/// `9.1%（95%区间5.7%–14.3%）`, short.
func rateWithInterval(_ count: ArrivalCount) -> String {
  let interval =
    count.interval.map { " (\(percent($0.lowerBound))–\(percent($0.upperBound)))" } ?? ""
  return percent(count.rate) + interval
}

/// A percentile in minutes; `>180` where it is beyond what has been observed.
func minutes(_ percentile: KaplanMeier.Percentile?, _ count: ArrivalCount?) -> String {
  guard let count, count.restrictedMeanMinutes != nil else { return "—" }
  return percentile?.minutes.map(String.init) ?? ">\(count.lastMinute)"
}
