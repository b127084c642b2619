import RedianCore

/// The repeat rates of every level's units, ranked like overdue rates: shrunken, so that a unit with
/// two repeats of three tickets is not the worst of all.
func repeatUnits(
  _ leaves: [(tickets: Int, repeats: Int)],
  _ index: UnitIndex,
  minimum: Int
) -> [UnitRepeat] {
  let leavesOfUnit = index.leavesByUnit
  return OrganizationLevel.allCases.flatMap { level in
    let units = index.levels[level.rawValue].map { unit in
      let sum = leavesOfUnit[unit].reduce(into: (tickets: 0, repeats: 0)) { sum, leaf in
        sum.tickets += leaves[leaf].tickets
        sum.repeats += leaves[leaf].repeats
      }
      return (unit: index.units[unit], x: sum.repeats, n: sum.tickets)
    }.filter { $0.n > 0 }
    let shrinkage = RateShrinkage(units.map { ($0.x, $0.n) })
    var rows = units.map { unit, x, n in
      UnitRepeat(
        unit: unit,
        withCaller: n,
        repeats: x,
        interval: Interval.wilson(x, of: n),
        shrunkenRate: shrinkage.rate(x: x, n: n),
        aboveAverage: shrinkage.aboveMean(x: x, n: n),
        rank: nil,
        note: RankNote(total: n, minimum: minimum, shrinkage)
      )
    }
    rows.sort { $0.key < $1.key }
    for row in rows.indices where rows[row].note == .ranked { rows[row].rank = row + 1 }
    return rows
  }
}

extension UnitRepeat {
  fileprivate var key: RankKey {
    RankKey(
      note: note,
      shrunkenRate: shrunkenRate,
      count: repeats,
      total: withCaller,
      unit: unit
    )
  }
}
