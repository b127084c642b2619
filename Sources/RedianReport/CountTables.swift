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
    Table.Column("同比", "year_change_rate"),
  ]

  var categories: Table {
    Table(
      name: "categories",
      zh: "分类统计",
      en: "Categories",
      columns: [.init("编码", "id"), .init("分类", "category")] + Self.change,
      rows: summary.categories.map { count in
        let category = taxonomy.categories[count.index]
        return [.text(category.id), .text(language(category.chinese, category.english))]
          + change(count)
      }
    )
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
      rows: summary.cases.map { count in
        let tag = taxonomy.tags[count.index]
        let category = taxonomy.categories[tag.category]
        return [
          .text(tag.isRoutine ? category.id : tag.caseID), .text(category.id),
          .text(language(category.chinese, category.english)),
          .text(language(tag.chinese, tag.english)),
        ] + change(count)
      }
    )
  }

  /// Rates only on a base of at least 10: a change from 2 to 6 is "+4", not "+200 %".
  private func change(_ count: TagCount) -> [Table.Value] {
    func against(_ base: Int?) -> [Table.Value] {
      guard let base else { return [.empty, .empty, .empty] }
      let difference = count.compared - base
      let rate: Table.Value =
        base >= 10 ? .share(Double(difference) / Double(base)) : .empty
      return [.count(base), .count(difference), rate]
    }
    return [.count(count.count), .share(count.share), .count(count.rank), .count(count.compared)]
      + against(count.previous) + against(count.yearBefore)
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
