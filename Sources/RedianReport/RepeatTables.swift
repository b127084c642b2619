import RedianCore
import RedianStats

/// The tables of repeats by unit, recurring places, and rates per 10,000 customers.
struct RepeatTables {
  let summary: Summary
  let language: Language
  let mask: Mask

  var units: Table {
    Table(
      name: "repeat_units",
      zh: "单位重复来电率",
      en: "Repeats by unit",
      columns: [
        .init("层级", "level"), .init("单位", "unit"), .init("单位路径", "path"),
        .init("排名", "rank"), .init("工单数", "with_caller"), .init("7天内重复", "repeats"),
        .init("重复率", "rate"), .init("区间下限95%", "rate_low"),
        .init("区间上限95%", "rate_high"), .init("校正重复率", "adjusted_rate"),
        .init("高于平均的把握", "above_average"), .init("排名说明", "rank_note"),
      ],
      rows: summary.repeats.byUnit.map { unit in
        [
          .text(unit.unit.level.id), .text(unit.unit.name), .text(unit.unit.path),
          .init(unit.rank), .count(unit.withCaller), .count(unit.repeats),
          .share(Double(unit.repeats) / Double(unit.withCaller)),
          .init(share: unit.interval?.lowerBound), .init(share: unit.interval?.upperBound),
          .init(share: unit.shrunkenRate), .init(share: unit.aboveAverage),
          .text(unit.note.rawValue),
        ]
      }
    )
  }

  var places: Table {
    let recurring = summary.recurring
    let rows =
      recurring.districts.list.map { ("district", $0) }
      + recurring.addresses.list.map { ("address", $0) }
    return Table(
      name: "recurring_places",
      zh: "反复停电地点",
      en: "Recurring places",
      columns: [
        .init("类别", "kind"), .init("台区或地址", "place"), .init("代码", "code"),
        .init("单位路径", "unit"), .init("停电次数", "episodes"), .init("来电数", "calls"),
        .init("客户数", "callers"), .init("首次", "first"), .init("末次", "last"),
        .init("工单编号", "ticket_ids"), .init("误报比例q", "q"),
      ],
      rows: rows.map { kind, place in
        [
          .text(kind), .text(name(place, kind)), .text(code(place, kind)),
          .text(place.unit.path), .count(place.episodes), .count(place.calls),
          .count(place.callers), .text(place.first.description), .text(place.last.description),
          .text(place.ids.joined(separator: " ")), .probability(place.q),
        ]
      }
    )
  }

  private func name(_ place: RecurringPlace, _ kind: String) -> String {
    kind == "address" ? address(place, mask) : place.name
  }

  private func code(_ place: RecurringPlace, _ kind: String) -> String {
    kind == "address" ? String(place.code, radix: 16) : ""
  }

  var rates: Table {
    Table(
      name: "customer_rates",
      zh: "万户工单",
      en: "Rates per 10,000 customers",
      columns: [
        .init("层级", "level"), .init("单位", "unit"), .init("单位路径", "path"),
        .init("客户数", "customers"), .init("工单数", "tickets"),
        .init("万户工单数", "tickets_per_10000"), .init("下限95%", "low"),
        .init("上限95%", "high"), .init("抢修工单数", "repairs"),
        .init("万户抢修工单数", "repairs_per_10000"),
      ],
      rows: (summary.customers?.units ?? []).map { unit in
        [
          .text(unit.unit.level.id), .text(unit.unit.name), .text(unit.unit.path),
          .count(unit.customers), .count(unit.tickets), .number(unit.rate),
          .number(unit.interval.lowerBound), .number(unit.interval.upperBound),
          Table.Value(unit.repairs), Table.Value(number: unit.repairRate),
        ]
      }
    )
  }
}

/// An address as a report shows it: masked, unless the user asked for the data.
func address(_ place: RecurringPlace, _ mask: Mask) -> String {
  mask.isOn ? Mask.address(place.name) : place.name
}
