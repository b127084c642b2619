import RedianCore
import RedianStats

/// The tables of the other steps of a repair, and of arrivals that heap up at a limit.
extension ArrivalTables {
  /// Per step: total, areas, and the units of every level.
  var legs: Table {
    Table(
      name: "arrival_legs",
      zh: "抢修环节",
      en: "Repair steps",
      columns: [
        .init("环节", "leg"), .init("分组", "group"), .init("取值", "value"),
        .init("单位路径", "path"), .init("时限分钟", "limit_minutes"), .init("完成数", "ended"),
      ] + Self.figures + Self.survival,
      rows: summary.arrivals.legs.flatMap(legRows)
    )
  }

  private func legRows(_ leg: LegSummary) -> [[Table.Value]] {
    func row(
      _ group: String,
      _ value: String,
      _ path: String,
      _ limit: Int?,
      _ count: ArrivalCount
    ) -> [Table.Value] {
      [
        .text(leg.leg.rawValue), .text(group), .text(value), .text(path),
        .init(limit.map { $0 / 60 }), .count(count.timed),
      ] + figures(count) + survival(count)
    }
    return [row("total", "", "", nil, leg.total)]
      + leg.byArea.map { row("area", $0.id, "", leg.limits[$0], $1) }
      + leg.byUnit.map { row($0.level.id, $0.name, $0.path, nil, $1) }
  }

  var heaping: Table {
    Table(
      name: "arrival_heaping",
      zh: "临界到达",
      en: "Arrivals at the limit",
      columns: [
        .init("单位路径", "unit"), .init("区域", "area"), .init("时限分钟", "limit_minutes"),
        .init("时限前5分钟到达", "inside"), .init("时限后5分钟到达", "beyond"),
        .init("预计占比", "expected_share"), .init("概率p", "p"),
      ],
      rows: summary.arrivals.heaping.map { item in
        [
          .text(item.unit?.path ?? ""), .text(item.area.id), .count(item.limitMinutes),
          .count(item.inside), .count(item.beyond), .share(item.expectedShare),
          .probability(item.p),
        ]
      }
    )
  }
}

extension DisputedArrival {
  /// The piece of the text that says so, masked.
  func evidence(_ mask: Mask) -> String { piece(of: text, evidence, mask) }
}

/// A piece of a text, in Unicode scalars, masked; empty where the text is shorter.
///
/// The whole text is masked and then cut: a name's label may stand outside the piece. Masking keeps
/// the number of characters.
func piece(of text: String, _ range: Range<Int>, _ mask: Mask) -> String {
  let letters = Array(mask(text).unicodeScalars)
  return range.upperBound <= letters.count ? string(Array(letters[range])) : ""
}
