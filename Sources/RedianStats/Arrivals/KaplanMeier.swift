/// The share of tickets still waiting after each minute, by Kaplan and Meier (1958).
///
/// Tickets without an arrival count for as long as they have been seen waiting; leaving them out
/// would make a unit look faster the more customers it leaves waiting. Arrivals come before ends of
/// waiting at the same minute. Standard errors by Greenwood (1926), 95 % limits on the log-log scale.
package struct KaplanMeier: Sendable {
  package struct Step: Sendable {
    package let minute: Int
    package let atRisk: Int
    package let arrived: Int
    package let waiting: Int
    /// Share still waiting after this minute.
    package let survival: Double
    /// Sum of d / (n (n - d)) up to this minute; infinite once nobody waits any more.
    fileprivate let greenwood: Double

    package var standardError: Double {
      survival == 0 ? 0 : survival * greenwood.squareRoot()
    }

    /// 95 % limits of `survival`; nil where it is 0 or 1.
    package var limits: ClosedRange<Double>? {
      guard survival > 0, survival < 1 else { return nil }
      let width = Tail.normalQuantile(0.975) * greenwood.squareRoot() / naturalLogarithm(survival)
      // ln S is negative: the upper limit takes the exponent below 1.
      return power(survival, exponential(-width))...power(survival, exponential(width))
    }
  }

  /// The minute by which a share of the tickets has an arrival.
  package struct Percentile: Sendable, Equatable {
    /// nil where the curve does not come so far: the figure is above ``KaplanMeier/lastMinute``.
    package var minutes: Int?
    /// 95 % limits of the minute; nil where the curve's limit does not come so far.
    package var low: Int?
    package var high: Int?
  }

  /// One per minute in which a ticket arrived or was last seen waiting.
  package let steps: [Step]

  package init(_ histogram: MinuteHistogram) {
    var atRisk = 0
    for minute in 0...MinuteHistogram.last {
      atRisk += histogram.arrived[minute] + histogram.waiting[minute]
    }
    var steps: [Step] = []
    var survival = 1.0
    var greenwood = 0.0
    for minute in 0...MinuteHistogram.last where atRisk > 0 {
      let arrived = histogram.arrived[minute]
      let waiting = histogram.waiting[minute]
      guard arrived + waiting > 0 else { continue }
      if arrived > 0 {
        survival *= arrived == atRisk ? 0 : 1 - Double(arrived) / Double(atRisk)
        greenwood += Double(arrived) / (Double(atRisk) * Double(atRisk - arrived))
      }
      steps.append(
        Step(
          minute: minute,
          atRisk: atRisk,
          arrived: arrived,
          waiting: waiting,
          survival: survival,
          greenwood: greenwood
        )
      )
      atRisk -= arrived + waiting
    }
    self.steps = steps
  }

  /// The last minute about which anything is known; 0 without tickets.
  package var lastMinute: Int { steps.last?.minute ?? 0 }

  /// The smallest minute after which at most a share `1 - q` waits.
  ///
  /// The open bin has no minute: a percentile that falls into it is not reached.
  package func percentile(_ q: Double) -> Percentile {
    let target = 1 - q + 1e-9
    func first(_ reached: (Step) -> Bool) -> Int? {
      steps.first(where: reached).flatMap { $0.minute < MinuteHistogram.last ? $0.minute : nil }
    }
    return Percentile(
      minutes: first { $0.survival <= target },
      low: first { ($0.limits?.lowerBound ?? 1) <= target },
      high: first { ($0.limits?.upperBound ?? 1) <= target }
    )
  }

  /// The share still waiting after a minute, with its 95 % limits.
  package func survival(at minute: Int) -> (survival: Double, limits: ClosedRange<Double>?) {
    let step = steps.last { $0.minute <= minute }
    return (step?.survival ?? 1, step?.limits)
  }

  /// The mean waiting time of the first `to` minutes: the area under the curve.
  ///
  /// `to` is 24 hours, or the last minute about which anything is known where tickets still wait.
  package var restrictedMean: (minutes: Double, to: Int) {
    let isKnown = steps.last.map { $0.survival == 0 } ?? false
    let end = isKnown ? MinuteHistogram.last : lastMinute
    var area = 0.0
    var survival = 1.0
    var from = 0
    for step in steps where step.minute <= end {
      area += survival * Double(step.minute - from)
      survival = step.survival
      from = step.minute
    }
    return (area + survival * Double(end - from), end)
  }
}
