import RedianCore
import RedianStats

/// The tables of arrivals, and of what was wrong with the input.
struct ArrivalTables {
  let summary: Summary
  let language: Language
  let mask: Mask

  static let figures = [
    Table.Column("判定数", "judged"), Table.Column("超时数", "overdue"),
    Table.Column("未到达", "not_arrived"), Table.Column("超时率", "rate"),
    Table.Column("区间下限95%", "rate_low"), Table.Column("区间上限95%", "rate_high"),
    Table.Column("平均分钟", "mean_minutes"), Table.Column("中位分钟", "median_minutes"),
    Table.Column("P90分钟", "p90_minutes"), Table.Column("最长分钟", "longest_minutes"),
  ]

  func figures(_ count: ArrivalCount) -> [Table.Value] {
    [
      .count(count.judged), .count(count.overdue), .count(count.notArrived),
      .init(share: count.rate), .init(share: count.interval?.lowerBound),
      .init(share: count.interval?.upperBound), .init(number: count.meanMinutes),
      .init(count.median.minutes), .init(count.p90.minutes),
      .init(number: count.longestMinutes),
    ]
  }

  /// Behind the older columns, so that those keep their places.
  static let survival = [
    Table.Column("P95分钟", "p95_minutes"), Table.Column("限定平均分钟", "restricted_mean_minutes"),
    Table.Column("观察至分钟", "observed_to_minutes"), Table.Column("未到时限", "not_due"),
    Table.Column("缺到达时间", "no_visit"),
  ]

  func survival(_ count: ArrivalCount) -> [Table.Value] {
    [
      .init(count.p95.minutes), .init(number: count.restrictedMeanMinutes),
      count.restrictedMeanMinutes == nil ? .empty : .count(count.lastMinute),
      .count(count.notDue), .count(count.noVisit),
    ]
  }

  /// Per yardstick: total, areas, hours, weekdays, the same without event days, and what was not
  /// judged.
  var arrivals: Table {
    Table(
      name: "arrivals",
      zh: "到达时限",
      en: "Arrivals",
      columns: [.init("标准", "yardstick"), .init("分组", "group"), .init("取值", "value")]
        + Self.figures + Self.survival + [
          .init("校正超时率", "adjusted_rate"), .init("高于平均的把握", "above_average"),
        ],
      rows: summary.arrivals.yardsticks.flatMap(arrivalRows)
    )
  }

  private func arrivalRows(_ item: YardstickSummary) -> [[Table.Value]] {
    var rows: [[Table.Value]] = []
    func add(
      _ group: String,
      _ value: String,
      _ count: ArrivalCount,
      _ shrinkage: RateShrinkage? = nil
    ) {
      let name: [Table.Value] = [.text(item.yardstick.id), .text(group), .text(value)]
      rows.append(
        name + figures(count) + survival(count) + [
          .init(share: shrinkage?.rate(x: count.overdue, n: count.judged)),
          .init(share: shrinkage?.aboveMean(x: count.overdue, n: count.judged)),
        ]
      )
    }
    add("total", "", item.total)
    for (area, count) in item.byArea { add("area", area.id, count) }
    for (hour, count) in item.byHour.enumerated() {
      add("hour", String(hour), count, item.hours)
    }
    for (day, count) in item.byWeekday.enumerated() { add("weekday", String(day + 1), count) }
    for (reason, count) in item.excluded.named {
      let empty = Self.figures.count + Self.survival.count + 1
      rows.append(
        [.text(item.yardstick.id), .text("excluded"), .text(reason), .count(count)]
          + [Table.Value](repeating: .empty, count: empty)
      )
    }
    if let (total, byArea) = item.withoutEvents {
      add("total_without_events", "", total)
      for (area, count) in byArea { add("area_without_events", area.id, count) }
    }
    return rows
  }

  var units: Table {
    let ranks = [
      Table.Column("排名说明", "rank_note"), Table.Column("漏斗位置", "funnel"),
      Table.Column("预计超时数", "expected"), Table.Column("校正倍数", "adjusted_ratio"),
      Table.Column("高于预计的把握", "above_expected"),
      Table.Column("判定数(不含大范围事件日)", "judged_without_events"),
      Table.Column("超时数(不含大范围事件日)", "overdue_without_events"),
      Table.Column("超时率下限(缺到达时间)", "rate_if_no_visit_in_time"),
      Table.Column("超时率上限(缺到达时间)", "rate_if_no_visit_overdue"),
    ]
    return Table(
      name: "arrival_units",
      zh: "单位到达时限",
      en: "Arrivals by unit",
      columns: [
        .init("标准", "yardstick"), .init("层级", "level"), .init("单位", "unit"),
        .init("单位路径", "path"), .init("排名", "rank"),
      ] + Self.figures + [
        .init("校正超时率", "adjusted_rate"), .init("高于平均的把握", "above_average"),
      ] + Self.survival + ranks,
      rows: summary.arrivals.yardsticks.flatMap { item in
        item.byUnit.map { [.text(item.yardstick.id)] + unitRow($0) }
      }
    )
  }

  private func unitRow(_ unit: UnitArrival) -> [Table.Value] {
    let name: [Table.Value] = [
      .text(unit.unit.level.id), .text(unit.unit.name), .text(unit.unit.path), .init(unit.rank),
    ]
    let shrunken: [Table.Value] = [
      .init(share: unit.shrunkenRate), .init(share: unit.aboveAverage),
    ]
    let ranks: [Table.Value] = [
      .text(unit.note.rawValue), .text(unit.funnel.rawValue), .number(unit.expected),
      .init(number: unit.shrunkenRatio), .init(share: unit.aboveExpected),
      .init(unit.withoutEvents?.judged), .init(unit.withoutEvents?.overdue),
      .init(share: unit.count.rateRange?.lowerBound),
      .init(share: unit.count.rateRange?.upperBound),
    ]
    return name + figures(unit.count) + shrunken + survival(unit.count) + ranks
  }

  var overdue: Table {
    Table(
      name: "overdue_tickets",
      zh: "超时工单",
      en: "Overdue tickets",
      columns: [
        .init("工单编号", "ticket_id"), .init("单位路径", "unit"), .init("区域", "area"),
        .init("起始时间", "start"), .init("到达时间", "arrived"), .init("时限分钟", "limit_minutes"),
        .init("用时分钟", "minutes"), .init("超时分钟", "minutes_late"),
        .init("超监管时限", "late_by_regulator"), .init("标签", "tag"),
      ],
      rows: summary.arrivals.overdue.map { ticket in
        [
          .text(ticket.id), .text(ticket.unit.path), .text(ticket.area.id),
          .text(ticket.start.description), .text(ticket.arrived.description),
          .count(ticket.limitMinutes), .number(ticket.minutes), .number(ticket.minutesLate),
          .text(ticket.lateByRegulator ? language("是", "yes") : language("否", "no")),
          .text(tagID(ticket.tag)),
        ]
      }
    )
  }

  var disputed: Table {
    Table(
      name: "disputed_arrivals",
      zh: "存疑到达",
      en: "Disputed arrivals",
      columns: [
        .init("工单编号", "ticket_id"), .init("单位路径", "unit"), .init("区域", "area"),
        .init("起始时间", "start"), .init("到达时间", "arrived"), .init("用时分钟", "minutes"),
        .init("标签", "tag"), .init("受理内容", "text"), .init("依据", "evidence"),
        .init("所在工单", "said_in"),
      ],
      rows: summary.arrivals.disputed.map { ticket in
        [
          .text(ticket.id), .text(ticket.unit.path), .text(ticket.area.id),
          .text(ticket.start.description), .text(ticket.arrived.description),
          .number(ticket.minutes), .text(tagID(ticket.tag)), .text(mask(ticket.text)),
          .text(ticket.evidence(mask)), .text(ticket.saidIn),
        ]
      }
    )
  }

  var quality: Table {
    Table(
      name: "quality",
      zh: "数据质量",
      en: "Data quality",
      columns: [
        .init("代码", "code"), .init("数量", "count"), .init("首个文件", "first_file"),
        .init("首个行号", "first_line"), .init("首个字节", "first_byte"),
        .init("首个列", "first_column"), .init("说明", "meaning"),
      ],
      rows: summary.quality.map {
        [
          .text($0.code.rawValue), .count($0.count), .text($0.firstFile),
          .count(Int($0.firstLine)), .count(Int($0.firstByte)),
          $0.firstColumn > 0 ? .count($0.firstColumn) : .empty, .text($0.code.words(language)),
        ]
      }
    )
  }

  var rejects: Table {
    Table(
      name: "rejects",
      zh: "拒绝记录",
      en: "Rejects",
      columns: [
        .init("文件", "file"), .init("行", "line"), .init("末行", "line_end"),
        .init("字节", "byte"), .init("列", "column"), .init("代码", "code"),
        .init("原因", "reason"), .init("原文", "raw"),
      ],
      rows: summary.rejects.map { reject in
        [
          .text(summary.inputs[reject.file].file), .count(Int(reject.line)),
          .count(Int(reject.lineEnd)), .count(Int(reject.byte)),
          reject.column > 0 ? .count(reject.column) : .empty, .text(reject.code.rawValue),
          .text(reject.reason(language)),
          .text(mask.row(String(decoding: reject.raw, as: UTF8.self))),
        ]
      }
    )
  }

  private func tagID(_ tag: TagID) -> String {
    let found = summary.taxonomy[tag]
    return found.isRoutine ? summary.taxonomy.category(of: tag).id : found.caseID
  }
}

extension ArrivalExclusions {
  /// The reasons with their stable names, in the order in which they are tested.
  var named: [(String, Int)] {
    [
      ("child", child), ("missing_start", missingStart), ("no_visit", noVisit),
      ("arrival_before_report", arrivalBeforeReport), ("unknown_area", unknownArea),
      ("not_due", notDue),
    ]
  }
}

/// Every table of a report, in the order of the workbook.
func tables(_ summary: Summary, _ language: Language, _ mask: Mask) -> [Table] {
  let counts = CountTables(summary: summary, language: language, mask: mask)
  let arrivals = ArrivalTables(summary: summary, language: language, mask: mask)
  let repeats = RepeatTables(summary: summary, language: language, mask: mask)
  let hotspots = HotspotTables(summary: summary, language: language)
  return [
    counts.categories, counts.cases, hotspots.hotspots, hotspots.rising, hotspots.standing,
    hotspots.alerts, hotspots.words(mask), counts.daily, arrivals.arrivals, arrivals.units,
    arrivals.legs, arrivals.heaping, arrivals.overdue, arrivals.disputed,
    counts.repeatCallers, repeats.units, repeats.places, repeats.rates, arrivals.quality,
    arrivals.rejects,
  ]
}
