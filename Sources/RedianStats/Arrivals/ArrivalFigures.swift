import RedianCore

/// Makes the figures of a tally, unit by unit: one histogram is in memory at a time.
struct ArrivalFigures {
  let tally: ArrivalTally
  let index: UnitIndex
  let minimumJudged: Int
  /// The leaves of each unit.
  let leaves: [[Int]]
  /// Everybody's tickets of each area, on ordinary days and on event days.
  private let areas: [(ordinary: DurationGroup, events: DurationGroup)]

  init(_ tally: ArrivalTally, _ index: UnitIndex, minimumJudged: Int) {
    self.tally = tally
    self.index = index
    self.minimumJudged = minimumJudged
    leaves = index.leavesByUnit
    areas = AreaType.allCases.map { area in
      let all = 0..<tally.leafCount
      return (
        DurationGroup(all.lazy.map { tally.cell($0, area, isEvent: false) }),
        DurationGroup(all.lazy.map { tally.cell($0, area, isEvent: true) })
      )
    }
  }

  private var yardstickCount: Int { tally.rules.yardsticks.count }

  /// One summary per yardstick.
  var yardsticks: [YardstickSummary] {
    let units = units
    let hours = tally.hours.map { DurationGroup([$0]).counts(limits: yardstickCount) }
    let weekdays = tally.weekdays.map { DurationGroup([$0]).counts(limits: yardstickCount) }
    let everybody = whole(withEvents: true)
    let ordinary = tally.eventDays.isEmpty ? nil : whole(withEvents: false)
    return tally.rules.yardsticks.indices.map { item in
      let ranked = OrganizationLevel.allCases.map { level in
        rank(units[index.levels[level.rawValue]], item)
      }
      var excluded = tally.excluded
      excluded.notDue = everybody.total[item].notDue
      let byHour = hours.map { $0[item] }
      return YardstickSummary(
        yardstick: tally.rules.yardsticks[item],
        total: everybody.total[item],
        byArea: everybody.byArea.map { ($0, $1[item]) },
        byUnit: ranked.flatMap(\.units),
        levels: ranked.map(\.shrinkage),
        byHour: byHour,
        hours: RateShrinkage(byHour.map { ($0.overdue, $0.judged) }),
        byWeekday: weekdays.map { $0[item] },
        excluded: excluded,
        withoutEvents: ordinary.map { ($0.total[item], $0.byArea.map { ($0, $1[item]) }) }
      )
    }
  }

  private func whole(
    withEvents: Bool
  ) -> (total: [ArrivalCount], byArea: [(AreaType, [ArrivalCount])]) {
    var total = DurationGroup()
    var byArea: [(AreaType, [ArrivalCount])] = []
    for area in AreaType.allCases {
      var group = areas[Int(area.rawValue)].ordinary
      if withEvents { group.merge(areas[Int(area.rawValue)].events) }
      total.merge(group)
      if area != .unknown { byArea.append((area, group.counts(limits: yardstickCount))) }
    }
    return (total.counts(limits: yardstickCount), byArea)
  }

  /// Every unit's figures under each yardstick, and what it had without event days.
  private var units: [UnitFigures] {
    index.units.indices.map { unit in
      var all = DurationGroup()
      var ordinary = DurationGroup()
      for leaf in leaves[unit] {
        for area in AreaType.allCases {
          ordinary.add(tally.cell(leaf, area, isEvent: false))
          all.add(tally.cell(leaf, area, isEvent: true))
        }
      }
      all.merge(ordinary)
      return UnitFigures(
        unit: unit,
        counts: all.counts(limits: yardstickCount),
        ordinary: tally.eventDays.isEmpty ? nil : ordinary.outcomes
      )
    }
  }

  private func rank(
    _ units: ArraySlice<UnitFigures>,
    _ yardstick: Int
  ) -> (units: [UnitArrival], shrinkage: RateShrinkage) {
    let shares = tally.bands.shares(yardstick, leafCount: tally.leafCount)
    let rows = units.map { figures in
      UnitArrival(
        unit: index.units[figures.unit],
        count: figures.counts[yardstick],
        expected: tally.bands.expected(leaves[figures.unit], yardstick, shares: shares),
        withoutEvents: figures.ordinary.map { outcomes in
          outcomes.isEmpty ? (0, 0) : (outcomes[yardstick].judged, outcomes[yardstick].overdue)
        }
      )
    }
    return rankUnits(rows, minimum: minimumJudged)
  }
}

private struct UnitFigures {
  var unit: Int
  var counts: [ArrivalCount]
  var ordinary: [OutcomeCounts]?
}

extension ArrivalFigures {
  /// The steps that the export records.
  var legs: [LegSummary] {
    tally.legs.filter(\.isRecorded).map { leg in
      var total = DurationGroup()
      let byArea = AreaType.allCases.map { area in
        let group = DurationGroup((0..<tally.leafCount).lazy.map { leg.cell($0, area) })
        total.merge(group)
        return (area: area, count: group.counts(limits: 1)[0])
      }
      let byUnit = index.units.indices.map { unit in
        let cells = leaves[unit].lazy.flatMap { leaf in
          AreaType.allCases.lazy.map { leg.cell(leaf, $0) }
        }
        return (unit: index.units[unit], count: DurationGroup(cells).counts(limits: 1)[0])
      }
      return LegSummary(
        leg: leg.leg,
        limits: leg.limits,
        total: total.counts(limits: 1)[0],
        byArea: byArea.filter { $0.area != .unknown },
        byUnit: byUnit.filter { $0.count.restrictedMeanMinutes != nil },
        disordered: leg.disordered
      )
    }
  }

  /// Where arrivals heap up just inside a limit: everybody first, then the units, least likely first.
  var heaping: [Heaping] {
    var shares: [Double?] = []
    var everybody: [Heaping] = []
    for (area, limit) in limits {
      let test = HeapingTest(histogram(0..<tally.leafCount, area), limit: limit)
      shares.append(test.share)
      if let found = test.againstNeighbours { everybody.append(found.finding(nil, area, limit)) }
    }
    let units = index.units.indices.flatMap { heaping(of: $0, shares) }
    // The sort is stable: equal ones stay in the order of the units.
    return everybody + units.sorted { $0.p < $1.p }
  }

  private func heaping(of unit: Int, _ shares: [Double?]) -> [Heaping] {
    AreaType.judged.flatMap { area in
      let histogram = histogram(leaves[unit], area)
      return zip(limits, shares).compactMap { item, share -> Heaping? in
        guard item.area == area else { return nil }
        return HeapingTest(histogram, limit: item.minutes).against(share)?
          .finding(index.units[unit], area, item.minutes)
      }
    }
  }

  private func histogram(_ leaves: some Sequence<Int>, _ area: AreaType) -> MinuteHistogram {
    DurationGroup(
      leaves.lazy.flatMap { leaf in
        [true, false].lazy.map { tally.cell(leaf, area, isEvent: $0) }
      }
    ).histogram
  }

  /// Every area's limits in minutes, of every yardstick, each once.
  private var limits: [(area: AreaType, minutes: Int)] {
    AreaType.judged.flatMap { area in
      Set(tally.rules.yardsticks.compactMap { $0.limits[area].map { $0 / 60 } }).sorted()
        .map { (area, $0) }
    }
  }
}
