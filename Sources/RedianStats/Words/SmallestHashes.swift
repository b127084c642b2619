/// The tickets with the smallest hashes of all that were added, in room for twice as many.
struct SmallestHashes {
  private let limit: Int
  private var items: [(hash: UInt64, ticket: UInt32)] = []
  /// No greater hash can be among the smallest any more.
  private var bound = UInt64.max

  init(_ limit: Int) { self.limit = limit }

  mutating func add(_ hash: UInt64, _ ticket: UInt32) {
    guard hash <= bound else { return }
    items.append((hash, ticket))
    if items.count >= 2 * limit { cut() }
  }

  private mutating func cut() {
    items.sort { $0 < $1 }
    items.removeLast(max(0, items.count - limit))
    bound = items.last?.hash ?? bound
  }

  var tickets: [UInt32] {
    var smallest = self
    smallest.cut()
    return smallest.items.map(\.ticket)
  }
}
