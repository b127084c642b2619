import RedianCore

/// Ranks units of one level so that small ones are treated fairly.
///
/// Sorted by shrunken rate, highest first; where units differ no more than chance there is no
/// rank and the rows are sorted by overdue tickets. Units with fewer judged tickets than `minimum`
/// follow, without a rank. Units without a judged ticket are left out.
func rankUnits(
  _ units: [UnitArrival],
  minimum: Int
) -> (units: [UnitArrival], shrinkage: RateShrinkage) {
  let used = units.filter { $0.count.judged > 0 }
  let rates = RateShrinkage(used.map { ($0.count.overdue, $0.count.judged) })
  let ratios = RatioShrinkage(used.map { (Double($0.count.overdue), $0.expected) })
  var rows = used.map { $0.shrunken(rates, ratios, minimum) }
  rows.sort { $0.key < $1.key }
  for index in rows.indices where rows[index].note == .ranked { rows[index].rank = index + 1 }
  return (rows, rates)
}

extension UnitArrival {
  init(
    unit: UnitName,
    count: ArrivalCount,
    expected: Double,
    withoutEvents: (judged: Int, overdue: Int)?
  ) {
    self.unit = unit
    self.count = count
    self.expected = expected
    self.withoutEvents = withoutEvents
  }

  fileprivate var key: RankKey {
    RankKey(
      note: note,
      shrunkenRate: shrunkenRate,
      count: count.overdue,
      total: count.judged,
      unit: unit
    )
  }

  fileprivate func shrunken(
    _ rates: RateShrinkage,
    _ ratios: RatioShrinkage,
    _ minimum: Int
  ) -> UnitArrival {
    let (overdue, judged) = (count.overdue, count.judged)
    var row = self
    row.shrunkenRate = rates.rate(x: overdue, n: judged)
    row.aboveAverage = rates.aboveMean(x: overdue, n: judged)
    row.shrunkenRatio = ratios.ratio(observed: Double(overdue), expected: expected)
    row.aboveExpected = ratios.aboveOne(observed: Double(overdue), expected: expected)
    row.funnel = FunnelPosition(overdue, of: judged, rate: rates.mean)
    row.note = RankNote(total: judged, minimum: minimum, rates)
    return row
  }
}

extension RankNote {
  init(total: Int, minimum: Int, _ shrinkage: RateShrinkage) {
    self = total < minimum ? .tooFew : shrinkage.prior == nil ? .withinChance : .ranked
  }
}

extension FunnelPosition {
  init(_ overdue: Int, of judged: Int, rate: Double) {
    let wide = FunnelLimits.binomial(of: judged, rate, level: 0.998)
    let narrow = FunnelLimits.binomial(of: judged, rate, level: 0.95)
    if overdue > wide.upperBound {
      self = .above998
    } else if overdue > narrow.upperBound {
      self = .above95
    } else if overdue < wide.lowerBound {
      self = .below998
    } else {
      self = overdue < narrow.lowerBound ? .below95 : .inside
    }
  }
}

/// The order of a ranking: units that are large enough by shrunken rate, highest first, then by count,
/// then the larger unit, then by name.
struct RankKey: Comparable {
  var note: RankNote
  var shrunkenRate: Double?
  var count: Int
  var total: Int
  var unit: UnitName

  static func < (left: RankKey, right: RankKey) -> Bool {
    if (left.note == .tooFew) != (right.note == .tooFew) { return right.note == .tooFew }
    if let one = left.shrunkenRate, let two = right.shrunkenRate, one != two { return one > two }
    if left.count != right.count { return left.count > right.count }
    if left.total != right.total { return left.total > right.total }
    return left.unit.path.lexicographicallyPrecedes(right.unit.path)
  }
}
