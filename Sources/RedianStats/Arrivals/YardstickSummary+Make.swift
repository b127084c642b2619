import RedianCore

extension YardstickSummary {
  /// One yardstick's results over sorted records.
  init(_ yardstick: Yardstick, _ tally: ArrivalTally, _ index: UnitIndex, minimumJudged: Int) {
    let judged = tally.records.filter { $0.outcome(yardstick) != .notDue }
    let groups = { (size: Int, group: (ArrivalRecord) -> Int?) in
      ArrivalGroups(judged, yardstick, size: size, group: group).counts
    }
    var excluded = tally.excluded
    excluded.notDue = tally.records.count - judged.count
    let areas = groups(4) { Int($0.area.rawValue) }
    let ranked = OrganizationLevel.allCases.flatMap { level in
      let range = index.levels[level.rawValue]
      let counts = groups(range.count) { record in
        index.unit(Int(record.leaf), level).map { $0 - range.lowerBound }
      }
      return rankUnits(Array(zip(index.units[range], counts)), minimum: minimumJudged)
    }
    self.init(
      yardstick: yardstick,
      total: groups(1) { _ in 0 }[0],
      byArea: AreaType.judged.map { ($0, areas[Int($0.rawValue)]) },
      byUnit: ranked,
      byHour: groups(24) { Int($0.hour) },
      byWeekday: groups(7) { Int($0.weekday) },
      excluded: excluded
    )
  }
}
