import RedianCore
import Synchronization
import Testing

@testable import RedianTrain

/// Trainings side by side.
@Suite struct InParallelTests {
  @Test func outputsStandInTheOrderOfNumbers() {
    #expect(inParallel(100) { $0 * $0 } == (0..<100).map { $0 * $0 })
    #expect(inParallel(0) { $0 }.isEmpty)
  }

  @Test(arguments: [0, 1, 3, 10])
  func theSequelSeesTheFirstOutputsOnce(first: Int) {
    let calls = Mutex(0)
    let (outputs, sum) = inParallel(
      10,
      { $0 + 1 },
      first: first,
      sequel: { found in
        calls.withLock { $0 += 1 }
        return found.reduce(0, +)
      }
    )
    #expect(outputs == Array(1...10))
    #expect(sum == (0..<first).reduce(0) { $0 + $1 + 1 })
    #expect(calls.withLock(\.self) == 1)
  }

  /// Problems solved at the same time do not disturb each other's random numbers.
  @Test func sideBySideTheSameWeightsAreFound() {
    @Sendable func weights() -> [Float] {
      var random = SplitMix(seed: 5)
      let vectors = (0..<400).map { _ in
        (0..<8).map { (feature: $0, value: Double(random.below(1_000)) / 1_000) }
      }
      let labels = (0..<400).map { _ in random.below(4) }
      let model = LinearProblem(vectors, features: 8).train(labels, classes: 4, cost: 1)
      return (0..<8).flatMap { feature in (0..<4).map { Float(model[feature, $0]) } }
    }
    let alone = weights()
    #expect(inParallel(16) { _ in weights() }.allSatisfy { $0 == alone })
  }
}
