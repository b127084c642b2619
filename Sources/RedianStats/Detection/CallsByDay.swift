/// Calls and episodes of every day of a log.
struct CallsByDay: Sendable {
  /// All calls of each day.
  private(set) var calls: [Int]
  /// Episodes by category, then by day.
  private(set) var episodes: [[Int]]

  init(days: Int, categories: Int) {
    calls = [Int](repeating: 0, count: days)
    episodes = [[Int]](repeating: calls, count: categories)
  }

  mutating func add(_ call: CallLog.Call, category: Int) {
    calls[call.day] += 1
    if call.isEpisode { episodes[category][call.day] += 1 }
  }

  func episodes(on day: Int) -> Int { episodes.reduce(0) { $0 + $1[day] } }
}
