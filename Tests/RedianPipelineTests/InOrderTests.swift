import Testing

@testable import RedianPipeline

@Suite struct InOrderTests {
  private struct Failed: Error, Equatable { var block: Int }

  @Test(arguments: [1, 2, 3, 8])
  func resultsArriveInInputOrder(threads: Int) async throws {
    var read = 0
    var results: [Int] = []
    try await inOrder(
      threads: threads,
      next: { () throws(Failed) -> Int? in
        read += 1
        return read <= 200 ? read : nil
      },
      work: { (block: Int) -> Result<Int, Failed> in
        // Uneven work, so that later blocks overtake earlier ones.
        .success((0..<(block * 7_919 % 1_000)).reduce(block) { $0 ^ $1 ^ $1 })
      },
      fold: { (result: Int) throws(Failed) in results.append(result) }
    )
    #expect(results == Array(1...200))
  }

  @Test(arguments: [1, 2, 3, 8])
  func theFirstFailureInInputOrderIsThrown(threads: Int) async {
    var read = 0
    await #expect(throws: Failed(block: 17)) {
      try await inOrder(
        threads: threads,
        next: { () throws(Failed) -> Int? in
          read += 1
          return read
        },
        work: { (block: Int) -> Result<Int, Failed> in
          block == 17 || block == 18 ? .failure(Failed(block: block)) : .success(block)
        },
        fold: { (_: Int) throws(Failed) in }
      )
    }
  }
}
