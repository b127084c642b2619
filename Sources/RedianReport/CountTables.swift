import RedianCore
import RedianStats

/// The tables of counts: categories, cases, days, hotspots, repeat callers.
struct CountTables {
  let summary: Summary
  let language: Language
  let mask: Mask

  private var taxonomy: Taxonomy { summary.taxonomy }

  static let change = [
    Table.Column("本期", "count"), Table.Column("占比", "share"), Table.Column("排名", "rank"),
    Table.Column("可比本期", "compared"), Table.Column("上期", "previous"),
    Table.Column("较上期增减", "change"), Table.Column("环比", "change_rate"),
    Table.Column("去年同期", "year_before"), Table.Column("同比增减", "year_change"),
    Table.Column("同比", "year_change_rate"), Table.Column("日均环比", "daily_change_rate"),
    Table.Column("环比说明", "change_label"), Table.Column("日均同比", "year_daily_change_rate"),
    Table.Column("同比说明", "year_change_label"), Table.Column("拉动百分点", "pull"),
    Table.Column("贡献率", "contribution"), Table.Column("累计占比", "cumulative_share"),
    Table.Column("不含大范围事件日", "outside_major_events"),
  ]

  var categories: Table {
    Table(
      name: "categories",
      zh: "分类统计",
      en: "Categories",
      columns: [.init("编码", "id"), .init("分类", "category")] + Self.change,
      rows: categoryRows
    )
  }

  private var categoryRows: [[Table.Value]] {
    let cumulative = cumulativeShares(summary.categories.map(\.count))
    return summary.categories.enumerated().map { row, count in
      let category = taxonomy.categories[count.index]
      return [.text(category.id), .text(language(category.chinese, category.english))]
        + change(count, cumulative[row], summary.detection.outsideMajorEvents?[count.index])
    }
  }

  var cases: Table {
    Table(
      name: "cases",
      zh: "案例统计",
      en: "Cases",
      columns: [
        .init("编码", "id"), .init("分类编码", "category"), .init("分类", "category_name"),
        .init("案例", "case"),
      ] + Self.change,
      rows: caseRows
    )
  }

  private var caseRows: [[Table.Value]] {
    let cumulative = cumulativeShares(summary.cases.map(\.count))
    return summary.cases.enumerated().map { row, count in
      let tag = taxonomy.tags[count.index]
      let category = taxonomy.categories[tag.category]
      return [
        .text(tag.isRoutine ? category.id : tag.caseID), .text(category.id),
        .text(language(category.chinese, category.english)),
        .text(language(tag.chinese, tag.english)),
      ] + change(count, cumulative[row], nil)
    }
  }

  /// Rates only on a base of at least 10: a change from 2 to 6 is "+4", not "+200 %".
  private func change(_ count: TagCount, _ cumulative: Double, _ outside: Int?) -> [Table.Value] {
    let previous = summary.change(count.compared, count.previous)
    let year = summary.yearChange(count.compared, count.yearBefore)
    let isShifted = summary.detection.festival != nil && year.label == .ok
    let contribution = summary.contribution(count.compared, count.previous)
    return [
      .count(count.count), .share(count.share), .count(count.rank), .count(count.compared),
      Table.Value(previous.base), Table.Value(previous.difference),
      Table.Value(share: previous.rate), Table.Value(year.base), Table.Value(year.difference),
      Table.Value(share: isShifted ? nil : year.rate), Table.Value(share: previous.dailyRate),
      .text(previous.label.rawValue), Table.Value(share: isShifted ? nil : year.dailyRate),
      .text(isShifted ? "festival_moved" : year.label.rawValue),
      Table.Value(number: contribution.pull), Table.Value(share: contribution.share),
      .share(cumulative), Table.Value(outside),
    ]
  }

  var daily: Table {
    let categories = taxonomy.categories.map { Table.Column($0.chinese, $0.id) }
    return Table(
      name: "daily",
      zh: "每日统计",
      en: "Daily",
      columns: [.init("日期", "date"), .init("合计", "total")] + categories,
      rows: summary.daily.map { day in
        [.text(day.day.description), .count(day.total)] + day.counts.map { .count($0) }
      }
    )
  }

  var repeatCallers: Table {
    Table(
      name: "repeat_callers",
      zh: "重复来电",
      en: "Repeat callers",
      columns: [
        .init("客户代码", "caller"), .init("分类", "category"), .init("工单数", "tickets"),
        .init("首次", "first"), .init("末次", "last"), .init("单位", "unit"),
        .init("工单编号", "ticket_ids"),
      ],
      rows: summary.repeats.callers.map { caller in
        let hash = String(caller.caller, radix: 16)
        return [
          .text(String(repeating: "0", count: 16 - hash.count) + hash),
          .text(taxonomy.categories[caller.category].id), .count(caller.tickets),
          .text(caller.first.description), .text(caller.last.description),
          .text(caller.unit.path), .text(caller.ids.joined(separator: " ")),
        ]
      }
    )
  }
}
