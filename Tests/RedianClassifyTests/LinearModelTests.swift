import Testing

@testable import RedianTrain

/// Learning from vectors, and models whose classes share what they have in common.
struct LinearModelTests {
  /// Four classes in two groups: feature 0 and 1 tell the group, 2 to 5 the class.
  private static let labels = (0..<40).map { $0 % 4 }
  private static let groups = [0, 0, 1, 1]
  private static let vectors: [Vectors.Sparse] = labels.map { label in
    [(groups[label], 1.0), (2 + label, 0.5)]
  }

  private func best(_ model: LinearModel, _ vector: Vectors.Sparse) -> Int {
    let scores = (0..<model.classes).map { label in
      vector.reduce(model[model.features, label]) { $0 + $1.value * model[$1.feature, label] }
    }
    return scores.indices.max { scores[$0] < scores[$1] } ?? 0
  }

  @Test func everyClassIsLearned() {
    let problem = LinearProblem(Self.vectors, features: 6)
    let model = problem.train(Self.labels, classes: 4, cost: 1)
    for (vector, label) in zip(Self.vectors, Self.labels) { #expect(best(model, vector) == label) }
  }

  /// liblinear keeps one row for two classes.
  @Test(arguments: [[0, 1, 0, 1], [1, 0, 1, 0], [0, 0, 0, 0]])
  func twoClassesAndOne(groups: [Int]) {
    let problem = LinearProblem(Self.vectors, features: 6)
    let model = problem.train(Self.labels.map { groups[$0] }, classes: 2, cost: 1)
    for (vector, label) in zip(Self.vectors, Self.labels) {
      #expect(best(model, vector) == groups[label])
    }
  }

  @Test func aClassWithoutTicketsHasNoWeights() {
    let problem = LinearProblem(Self.vectors, features: 6)
    let model = problem.train(Self.labels, classes: 5, cost: 1)
    #expect((0...6).allSatisfy { model[$0, 4] == 0 })
  }

  @Test func aGroupsScoreIsAddedToItsClasses() {
    let problem = LinearProblem(Self.vectors, features: 6)
    let own = problem.train(Self.labels, classes: 4, cost: 1)
    let coarse = problem.train(Self.labels.map { Self.groups[$0] }, classes: 2, cost: 1)
    var sum = own
    sum.add(coarse, share: 0.25, groups: Self.groups)
    for feature in 0...6 {
      for label in 0..<4 {
        let expected = own[feature, label] + 0.25 * coarse[feature, Self.groups[label]]
        #expect(sum[feature, label] == expected)
      }
    }
  }
}
