/// What one limit says about a group's tickets.
struct OutcomeCounts: Sendable, Equatable {
  var judged = 0
  var overdue = 0
  var notArrived = 0
  var notDue = 0
  /// Tickets whose seconds are summed.
  var timed = 0
  var seconds = 0
  var longest = 0

  /// Adds a ticket; without a limit nothing is judged and every duration counts.
  mutating func add(age: Int, wait: Int?, limit: Int?) {
    guard let limit else { return time(wait) }
    let outcome = ArrivalOutcome(age: age, wait: wait, limit: limit)
    guard outcome != .notDue else {
      notDue += 1
      return
    }
    judged += 1
    if outcome != .onTime { overdue += 1 }
    if outcome == .lateNotArrived { notArrived += 1 }
    time(wait)
  }

  private mutating func time(_ wait: Int?) {
    guard let wait else { return }
    timed += 1
    seconds += wait
    longest = max(longest, wait)
  }

  mutating func merge(_ other: OutcomeCounts) {
    judged += other.judged
    overdue += other.overdue
    notArrived += other.notArrived
    notDue += other.notDue
    timed += other.timed
    seconds += other.seconds
    longest = max(longest, other.longest)
  }
}

/// Durations of one small cell: empty cells hold no memory of their own.
struct DurationCell: Sendable, Equatable {
  var minutes = WaitingMinutes()
  /// One per limit; empty while there is no ticket.
  var outcomes: [OutcomeCounts] = []
  /// Closed without the time that would end the duration.
  var missing = 0

  mutating func add(age: Int, wait: Int?, limits: [Int?]) {
    minutes.add(age: age, wait: wait)
    if outcomes.isEmpty {
      outcomes = [OutcomeCounts](repeating: OutcomeCounts(), count: limits.count)
    }
    for index in limits.indices {
      outcomes[index].add(age: age, wait: wait, limit: limits[index])
    }
  }

  mutating func merge(_ other: DurationCell) {
    minutes.merge(other.minutes)
    outcomes = merged(outcomes, other.outcomes)
    missing += other.missing
  }
}

/// Cells put together: what the figures of a unit, an area or an hour are made of.
struct DurationGroup: Sendable {
  private(set) var histogram = MinuteHistogram()
  private(set) var outcomes: [OutcomeCounts] = []
  private(set) var missing = 0

  init() {}

  init(_ cells: some Sequence<DurationCell>) {
    for cell in cells { add(cell) }
  }

  mutating func add(_ cell: DurationCell) {
    cell.minutes.add(to: &histogram)
    outcomes = merged(outcomes, cell.outcomes)
    missing += cell.missing
  }

  mutating func merge(_ other: DurationGroup) {
    histogram.merge(other.histogram)
    outcomes = merged(outcomes, other.outcomes)
    missing += other.missing
  }

  /// The figures under each of `limits` limits.
  func counts(limits: Int) -> [ArrivalCount] {
    var figures = ArrivalCount()
    let curve = KaplanMeier(histogram)
    if !curve.steps.isEmpty {
      figures.median = curve.percentile(0.5)
      figures.p90 = curve.percentile(0.9)
      figures.p95 = curve.percentile(0.95)
      let mean = curve.restrictedMean
      figures.restrictedMeanMinutes = mean.minutes
      figures.restrictedTo = mean.to
      figures.lastMinute = curve.lastMinute
    }
    figures.noVisit = missing
    return (0..<limits).map { index in
      var count = figures
      if index < outcomes.count { count.add(outcomes[index]) }
      return count
    }
  }
}

extension ArrivalCount {
  fileprivate mutating func add(_ outcome: OutcomeCounts) {
    judged = outcome.judged
    overdue = outcome.overdue
    notArrived = outcome.notArrived
    notDue = outcome.notDue
    timed = outcome.timed
    interval = Interval.wilson(overdue, of: judged)
    if timed > 0 {
      meanMinutes = Double(outcome.seconds) / Double(timed) / 60
      longestMinutes = Double(outcome.longest) / 60
    }
  }
}

private func merged(_ left: [OutcomeCounts], _ right: [OutcomeCounts]) -> [OutcomeCounts] {
  if left.isEmpty { return right }
  if right.isEmpty { return left }
  return zip(left, right).map { one, two in
    var sum = one
    sum.merge(two)
    return sum
  }
}
