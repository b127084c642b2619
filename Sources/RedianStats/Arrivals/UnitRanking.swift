import RedianCore

/// Ranks units of one level so that small ones are treated fairly.
///
/// Sorted by shrunken rate, highest first; where units differ no more than chance there is no
/// rank and the rows are sorted by overdue tickets. Units with fewer judged tickets than `minimum`
/// follow, without a rank; equal rates share no rank, the larger unit comes first.
func rankUnits(_ units: [(unit: UnitName, count: ArrivalCount)], minimum: Int) -> [UnitArrival] {
  let shrinkage = RateShrinkage(units.map { ($0.count.overdue, $0.count.judged) })
  var rows = units.filter { $0.count.judged > 0 }.map { unit, count in
    UnitArrival(
      unit: unit,
      count: count,
      shrunkenRate: shrinkage.rate(x: count.overdue, n: count.judged),
      aboveAverage: shrinkage.aboveMean(x: count.overdue, n: count.judged),
      rank: nil
    )
  }
  rows.sort { precedes($0, $1, minimum) }
  for index in rows.indices
  where rows[index].count.judged >= minimum && rows[index].shrunkenRate != nil {
    rows[index].rank = index + 1
  }
  return rows
}

private func precedes(_ left: UnitArrival, _ right: UnitArrival, _ minimum: Int) -> Bool {
  let leftCounts = left.count.judged >= minimum
  if leftCounts != (right.count.judged >= minimum) { return leftCounts }
  if let one = left.shrunkenRate, let two = right.shrunkenRate, one != two { return one > two }
  if left.count.overdue != right.count.overdue { return left.count.overdue > right.count.overdue }
  if left.count.judged != right.count.judged { return left.count.judged > right.count.judged }
  return left.unit.path.lexicographicallyPrecedes(right.unit.path)
}
