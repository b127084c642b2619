import RedianCore
import RedianStats

/// The tables of hotspots: events, rising and standing cells, nightly alerts.
struct HotspotTables {
  let summary: Summary
  let language: Language

  private var taxonomy: Taxonomy { summary.taxonomy }

  private static let place = [
    Table.Column("层级", "level"), Table.Column("单位", "unit"), Table.Column("上级单位", "path"),
    Table.Column("分类编码", "category"), Table.Column("案例编码", "case"), Table.Column("事项", "name"),
  ]

  private func place(_ place: HotspotPlace) -> [Table.Value] {
    [
      .text(place.level), .text(place.unitName(language)), .text(place.unitPath(language)),
      .text(place.categoryID(taxonomy)), .text(place.caseID(taxonomy)),
      .text(place.title(taxonomy, language)),
    ]
  }

  var hotspots: Table {
    Table(
      name: "hotspots",
      zh: "热点",
      en: "Hotspots",
      columns: Self.place + [
        .init("开始日期", "from"), .init("结束日期", "to"), .init("本期", "count"),
        .init("上期", "base"), .init("预计", "expected"), .init("多出", "extra"),
        .init("倍数", "ratio"), .init("倍数下限95%", "ratio_low"),
        .init("倍数上限95%", "ratio_high"), .init("概率p", "p"), .init("误报比例q", "q"),
        .init("比较方式", "comparison"), .init("示例工单", "examples"),
        .init("来电", "tickets"), .init("客户", "callers"),
        .init("来电（不含大范围事件日）", "tickets_outside_major_events"),
        .init("全表概率", "scan_p"), .init("主要来自", "parts"),
      ],
      rows: summary.hotspots.map(hotspot)
    )
  }

  private func hotspot(_ spot: Hotspot) -> [Table.Value] {
    let ids = spot.examples.map(\.id).joined(separator: " ")
    return place(spot.place) + [
      .text(spot.from.description), .text(spot.to.description), .count(spot.count),
      .count(spot.base), .number(spot.expected), .number(spot.extra), .number(spot.ratio),
      .number(spot.ratioInterval.lowerBound), upper(spot.ratioInterval), .probability(spot.p),
      .probability(spot.q), .text(spot.comparison.rawValue), .text(ids), .count(spot.tickets),
      .count(spot.callers), .count(spot.ticketsOutsideMajorEvents),
      spot.scanProbability.map(Table.Value.probability) ?? .empty, .text(parts(spot.parts)),
    ]
  }

  private func upper(_ interval: ClosedRange<Double>) -> Table.Value {
    interval.upperBound >= Hotspot.unlimitedRatio ? .empty : .number(interval.upperBound)
  }

  private func parts(_ parts: [HotspotPart]) -> String {
    parts.map { "\($0.name) +\(fixed($0.extra, 1))" }.joined(separator: "; ")
  }

  var rising: Table {
    Table(
      name: "rising",
      zh: "上升单元",
      en: "Rising",
      columns: Self.place + [
        .init("本期", "count"), .init("上期", "base"), .init("预计", "expected"),
        .init("多出", "extra"), .init("倍数下限95%", "ratio_low"),
        .init("倍数上限95%", "ratio_high"), .init("概率p", "p"), .init("误报比例q", "q"),
        .init("比较方式", "comparison"), .init("所属热点", "event"),
      ],
      rows: summary.rising.map { cell in
        place(cell.place) + [
          .count(cell.count), .count(cell.base), .number(cell.expected), .number(cell.extra),
          .number(cell.ratioInterval.lowerBound), upper(cell.ratioInterval),
          .probability(cell.p), .probability(cell.q), .text(cell.comparison.rawValue),
          Table.Value(cell.event),
        ]
      }
    )
  }

  var standing: Table {
    Table(
      name: "standing",
      zh: "占比偏高单元",
      en: "Standing",
      columns: Self.place + [
        .init("本期", "count"), .init("按占比应有", "expected"), .init("多出", "extra"),
        .init("校正倍数", "adjusted_ratio"), .init("高于平均的把握", "probability"),
        .init("概率p", "p"), .init("误报比例q", "q"),
      ],
      rows: summary.standing.map { cell in
        place(cell.place) + [
          .count(cell.count), .number(cell.expected), .number(cell.extra), .number(cell.ratio),
          .share(cell.probability), .probability(cell.p), .probability(cell.q),
        ]
      }
    )
  }

  /// Words that personal data would be hidden in are left out.
  func words(_ mask: Mask) -> Table {
    Table(
      name: "emerging_words",
      zh: "新出现词语",
      en: "Emerging words",
      columns: [
        .init("词语", "word"), .init("本期", "count"), .init("基期", "base"),
        .init("本期已读", "texts"), .init("基期已读", "base_texts"), .init("概率p", "p"),
        .init("误报比例q", "q"), .init("主要分类", "category"), .init("示例工单", "examples"),
      ],
      rows: summary.words.words.filter { mask($0.word) == $0.word }.map { word in
        [
          .text(word.word), .count(word.count), .count(word.base),
          .count(summary.words.texts), .count(summary.words.baseTexts), .probability(word.p),
          .probability(word.q), .text(taxonomy.categories[word.category].id),
          .text(word.examples.map(\.id).joined(separator: " ")),
        ]
      }
    )
  }

  var alerts: Table {
    Table(
      name: "alerts",
      zh: "夜间预警",
      en: "Alerts",
      columns: [
        .init("日期", "night"), .init("级别", "alert_level"), .init("编号", "id"),
        .init("类型", "kind"), .init("状态", "state"), .init("持续晚数", "nights_seen"),
        .init("当日新增", "new_episodes"),
      ] + Self.place + [
        .init("开始日期", "from"), .init("结束日期", "to"), .init("起数", "count"),
        .init("来电", "tickets"), .init("客户", "callers"), .init("通常", "expected"),
        .init("多出", "extra"), .init("倍数", "ratio"), .init("概率p", "p"), .init("误报比例q", "q"),
        .init("约每几晚一次", "once_in_nights"), .init("前所未见", "unprecedented"),
        .init("暂定", "provisional"), .init("大范围事件日", "major_event_day"),
        .init("主要来自", "parts"), .init("示例工单", "examples"),
      ],
      rows: summary.alerts.alerts.map(alert)
    )
  }

  private func alert(_ alert: Alert) -> [Table.Value] {
    let isMajor = summary.detection.majorEvents.contains(alert.night)
    let head: [Table.Value] = [
      .text(alert.night.description), .text(alert.level.id), .text(alert.id),
      .text(alert.kind.rawValue), .text(alert.state.rawValue), .count(alert.nightsSeen),
      .count(alert.newEpisodes),
    ]
    let figures: [Table.Value] = [
      .text(alert.from.description), .text(alert.to.description), .count(alert.count),
      .count(alert.tickets), .count(alert.callers), .number(alert.expected),
      .number(alert.extra), .number(alert.ratio), .probability(alert.p),
      alert.q.map(Table.Value.probability) ?? .empty, .number(alert.nights),
    ]
    let marks: [Table.Value] = [
      .count(alert.isUnprecedented ? 1 : 0), .count(alert.isProvisional ? 1 : 0),
      .count(isMajor ? 1 : 0), .text(parts(alert.parts)),
      .text(alert.examples.map(\.id).joined(separator: " ")),
    ]
    return head + place(alert.place) + figures + marks
  }
}
