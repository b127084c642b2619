/// How often chance alone would bring outages back to the places of a group, were all alike.
///
/// Only places with an episode are seen, so the count of a place is a Poisson variable that is not
/// zero: lambda / (1 - exp(-lambda)) is the mean of those seen, and of them a share
/// P(X >= k) / (1 - exp(-lambda)) has `k` episodes or more. Taking the mean of the places seen for
/// lambda would count one place in twelve with its single outage as a recurrence.
package struct ChanceOfRecurrence: Sendable {
  /// Places seen.
  package let seen: Int
  /// Episodes of a place, those included that have none; 0 where every place seen has one.
  package let rate: Double

  /// `episodes` are those of all places seen in the group, at least one of each.
  package init(seen: Int, episodes: Int) {
    self.seen = seen
    let mean = seen == 0 ? 0 : Double(episodes) / Double(seen)
    var low = 0.0
    var high = mean > 1 ? mean : 0
    for _ in 0..<80 where high > 0 {
      let middle = (low + high) / 2
      if middle / -exponentialMinusOne(-middle) < mean { low = middle } else { high = middle }
    }
    rate = high
  }

  /// The probability that a place that is seen has so many episodes or more.
  package func probability(atLeast episodes: Int) -> Double {
    if episodes <= 1 { return 1 }
    guard rate > 0 else { return 0 }
    return Tail.poisson(atLeast: episodes, mean: rate) / -exponentialMinusOne(-rate)
  }

  /// The number of places seen that would have so many episodes or more.
  package func expected(atLeast episodes: Int) -> Double {
    Double(seen) * probability(atLeast: episodes)
  }
}
