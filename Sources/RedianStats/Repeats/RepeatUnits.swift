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
        note: n < minimum ? .tooFew : shrinkage.prior == nil ? .withinChance : .ranked
      )
    }
    rows.sort(by: precedes)
    for row in rows.indices where rows[row].note == .ranked { rows[row].rank = row + 1 }
    return rows
  }
}

private func precedes(_ left: UnitRepeat, _ right: UnitRepeat) -> Bool {
  if (left.note == .tooFew) != (right.note == .tooFew) { return right.note == .tooFew }
  if let one = left.shrunkenRate, let two = right.shrunkenRate, one != two { return one > two }
  if left.repeats != right.repeats { return left.repeats > right.repeats }
  if left.withCaller != right.withCaller { return left.withCaller > right.withCaller }
  return left.unit.path.lexicographicallyPrecedes(right.unit.path)
}
