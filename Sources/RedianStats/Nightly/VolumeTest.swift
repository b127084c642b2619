import RedianCore

/// An unusual number of tickets of one series on one night.
struct VolumeFinding {
  var unit: Int
  var node: Int
  var count: Int
  var expected: Double
  var p: Double
  var q: Double
  /// How likely the best of the night's series is as unlikely as this one (Bonferroni).
  var nightly: Double
}

/// Is the volume unusual? Everything and every city x all and every category, against the robust
/// weekday baseline (methods 3.1 A).
struct VolumeTest {
  private let series: NightSeries
  private let settings: NightSettings
  private let units: [Int]
  private let nodes: Range<Int>
  /// Counts of unit x node by day.
  private var counts: [[Int]]

  init(_ series: NightSeries, _ settings: NightSettings) {
    self.series = series
    self.settings = settings
    let cities = Array(series.detection.units(.city))
    // A single city is everything.
    units = cities.count > 1 ? [0] + cities : [0]
    nodes = 0..<(series.detection.taxonomy.categories.count + 1)
    let empty = [Int](repeating: 0, count: series.days)
    counts = [[Int]](repeating: empty, count: units.count * nodes.count)
    for day in 0..<series.days { read(day) }
  }

  private mutating func read(_ day: Int) {
    let space = series.detection.space
    series.tickets.forEachCell(on: day) { cell, count in
      var city = space.unit(cell)
      while city > 0, space.units.parents[city] > 0 { city = space.units.parents[city] }
      let category = (series.detection.category(space.node(cell)) ?? -1) + 1
      let position = city > 0 ? units.firstIndex(of: city) : nil
      add(count, 0, category, day)
      if let position { add(count, position, category, day) }
    }
  }

  private mutating func add(_ count: Int, _ unit: Int, _ category: Int, _ day: Int) {
    counts[unit * nodes.count][day] += count
    if category > 0 { counts[unit * nodes.count + category][day] += count }
  }

  /// The night's alarms, smallest p first, and the series whose level has changed.
  func findings(_ night: Int) -> (alarms: [VolumeFinding], unstable: [(unit: Int, node: Int)]) {
    let last = night - settings.baselineGuard - 1
    let days = (max(0, last - settings.baselineDays + 1)..<max(0, last + 1)).filter {
      !series.isMajor[$0] && series.tickets.count($0..<($0 + 1)) > 0
    }
    guard days.count >= settings.fewest else { return ([], []) }
    var tested: [VolumeFinding] = []
    var unstable: [(unit: Int, node: Int)] = []
    for node in nodes {
      let factors = factors(node, days)
      for position in units.indices {
        let all = counts[position * nodes.count + node]
        guard days.contains(where: { all[$0] > 0 }) || all[night] > 0,
          let baseline = RobustBaseline(
            counts: days.map { all[$0] },
            factors: days.map { factors[series.types[$0]] }
          )
        else { continue }
        if baseline.isUnstable {
          unstable.append((units[position], node))
          continue
        }
        let factor = factors[series.types[night]]
        tested.append(
          VolumeFinding(
            unit: units[position],
            node: node,
            count: all[night],
            expected: baseline.expected(factor: factor),
            p: baseline.upperTail(all[night], factor: factor),
            q: 1,
            nightly: 1
          )
        )
      }
    }
    return (alarms(tested), unstable)
  }

  /// Day factors of a node at the top: a city borrows them from everybody.
  private func factors(_ node: Int, _ days: [Int]) -> DayFactors {
    DayFactors(
      counts: days.map { counts[node][$0] },
      types: days.map { series.types[$0] },
      leavingOut: days.map { _ in false }
    )
  }

  private func alarms(_ tested: [VolumeFinding]) -> [VolumeFinding] {
    let q = falseDiscoveryRates(tested.map(\.p))
    return tested.indices.compactMap { index in
      var finding = tested[index]
      finding.q = q[index]
      finding.nightly = min(1, finding.p * Double(tested.count))
      let isLarge =
        finding.count >= settings.volumeCount
        && Double(finding.count) >= settings.volumeRatio * finding.expected
      return finding.q <= settings.volumeRate && isLarge ? finding : nil
    }
    .sorted { ($0.p, $0.unit, $0.node) < ($1.p, $1.unit, $1.node) }
  }
}
