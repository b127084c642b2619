/// How many places would have so many episodes if all places of a group were alike.
///
/// Only places with an episode are seen, so the count of a place is a Poisson variable that is not
/// zero: lambda / (1 - exp(-lambda)) is the mean of those seen, and of them a share
/// P(X >= threshold) / (1 - exp(-lambda)) has `threshold` episodes or more. Taking the mean of the
/// places seen for lambda would count every place with its single outage as half a recurrence.
///
/// `episodes` are those of each place seen in the group, at least 1.
package func expectedRecurrences(_ episodes: [Int], threshold: Int) -> Double {
  let seen = Double(episodes.count)
  let mean = seen == 0 ? 0 : Double(episodes.reduce(0, +)) / seen
  guard mean > 1 else { return 0 }
  var low = 0.0
  var high = mean
  for _ in 0..<80 {
    let middle = (low + high) / 2
    if middle / -exponentialMinusOne(-middle) < mean { low = middle } else { high = middle }
  }
  return seen * Tail.poisson(atLeast: threshold, mean: high) / -exponentialMinusOne(-high)
}
