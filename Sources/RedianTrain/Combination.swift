import RedianClassify
import RedianCore

/// Makes the score of each tag from the scores of all tags.
///
/// What a machine of one tag against all others says of a ticket it has not learned from tells something of the
/// other tags too: two tags that are often taken for each other, a tag that is always too sure. A second
/// layer learns this from the scores of held-back tickets (stacked generalisation: Wolpert, Neural Networks
/// 5, 1992; with logistic regression: Ting and Witten, "Issues in stacked generalization", JAIR 10, 1999).
/// It is linear, as the first layer is, and so is both together: a tag's weights for a feature become the
/// combination of all tags' weights for it, and tagging costs nothing more.
///
/// The score of a tag with too few tickets to tell stays as it is, and no other tag hears of it.
struct Combination {
  /// A row for each tag's score, and one of biases; a column for each new score.
  private var matrix: LinearModel
  /// The tags whose scores are combined.
  let told: [Int]

  /// Learns from the scores of held-back tickets; nil where fewer than two tags have `minimum` tickets, copies
  /// not counted.
  init?(_ held: [HeldTicket], tags: Int, cost: Double, minimum: Int) {
    var counts = [Int](repeating: 0, count: tags)
    for item in held where !item.isCopy { counts[Int(item.ticket.tag.rawValue)] += 1 }
    let told = counts.indices.filter { counts[$0] >= max(minimum, 1) }
    self.init(held, tags: tags, cost: cost, told: told)
  }

  /// The same of the tags `told`, those without a ticket left out.
  init?(_ held: [HeldTicket], tags: Int, cost: Double, told: [Int]) {
    let found = Set(held.map { Int($0.ticket.tag.rawValue) })
    let told = told.filter(found.contains)
    guard told.count > 1 else { return nil }
    self.told = told
    let isTold = Set(told)
    let learned = held.filter { isTold.contains(Int($0.ticket.tag.rawValue)) }
    matrix = Self.learn(learned, told, tags: tags, cost: cost)
    let (before, after) = (Self.spread(learned, of: told), Self.spread(combined(learned), of: told))
    guard before > 0, after > 0 else { return nil }
    matrix.scale(by: before / after)
    for tag in 0..<tags where !isTold.contains(tag) { matrix[tag, tag] = 1 }
  }

  /// One logistic regression for each of the tags `told`, on their scores.
  private static func learn(
    _ held: [HeldTicket],
    _ told: [Int],
    tags: Int,
    cost: Double
  ) -> LinearModel {
    let vectors = held.map { item in
      told.map { (feature: $0, value: Double(item.scores[$0])) }
    }
    return LinearProblem(vectors, features: tags)
      .train(held.map { Int($0.ticket.tag.rawValue) }, classes: tags, cost: cost, loss: .logistic)
  }

  /// New scores for old ones.
  func callAsFunction(_ scores: [Float]) -> [Float] {
    (0..<matrix.classes).map { column in
      let bias = matrix[matrix.features, column]
      return Float(scores.indices.reduce(bias) { $0 + Double(scores[$1]) * matrix[$1, column] })
    }
  }

  /// The model whose scores are this combination of another one's.
  func callAsFunction(_ model: LinearModel) -> LinearModel {
    var result = LinearModel(features: model.features, classes: matrix.classes)
    for feature in 0...model.features {
      for (tag, weight) in model.weights(of: feature).enumerated() where weight != 0 {
        for column in 0..<matrix.classes {
          result[feature, column] += weight * matrix[tag, column]
        }
      }
    }
    for column in 0..<matrix.classes {
      result[model.features, column] += matrix[matrix.features, column]
    }
    return result
  }

  func combined(_ held: [HeldTicket]) -> [HeldTicket] {
    held.map { item in
      var item = item
      item.scores = self(item.scores)
      return item
    }
  }

  /// Root mean square distance of some tags' scores from their mean in each ticket.
  ///
  /// Combined scores keep it, so that what the lexicon adds to scores counts as before.
  static func spread(_ held: [HeldTicket], of tags: [Int]) -> Double {
    var squares = 0.0
    for item in held {
      let mean = tags.reduce(0) { $0 + item.scores[$1] } / Float(tags.count)
      squares += tags.reduce(0.0) {
        let distance = item.scores[$1] - mean
        return $0 + Double(distance * distance)
      }
    }
    return (squares / Double(max(held.count * tags.count, 1))).squareRoot()
  }
}
