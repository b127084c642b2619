package import RedianCore

/// Problems of a run: all counted by code, the first ones of the input kept for listing.
///
/// Logs are filled per block and merged in input order, so what is kept does not depend on threads.
package struct ProblemLog: Sendable {
  /// One entry per code that occurred, in the order of ``ProblemCode/allCases``.
  package private(set) var counts: [(code: ProblemCode, count: Int, first: Problem)] = []
  package private(set) var listed: [Problem] = []
  private let limit: Int
  /// Raw bytes of the listed ones; beyond ``byteLimit`` no more are listed.
  private var listedBytes = 0
  private static let byteLimit = 1 << 25

  package init(limit: Int) { self.limit = limit }

  package var rejected: Int {
    counts.reduce(0) { $0 + ($1.code.isReject ? $1.count : 0) }
  }

  /// Rejects that were counted but not kept.
  package var rejectsNotListed: Int {
    rejected - listed.count(where: \.code.isReject)
  }

  package mutating func append(_ problems: [Problem]) {
    for problem in problems { append(problem) }
  }

  private mutating func append(_ problem: Problem) {
    if let index = counts.firstIndex(where: { $0.code == problem.code }) {
      counts[index].count += 1
    } else {
      counts.append((problem.code, 1, problem))
      let order = ProblemCode.allCases
      counts.sort {
        (order.firstIndex(of: $0.code) ?? 0) < (order.firstIndex(of: $1.code) ?? 0)
      }
    }
    guard problem.code.isReject, listed.count < limit, listedBytes < Self.byteLimit else { return }
    listedBytes += problem.raw.count
    listed.append(problem)
  }
}
