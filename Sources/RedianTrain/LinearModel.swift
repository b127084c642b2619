/// The weights of a linear model: a score for each class is the sum of its features' values times weights.
struct LinearModel {
  let classes: Int
  let features: Int
  /// `features + 1` rows of `classes` values; the last row is the bias.
  private var weights: [Double]

  /// All weights 0, to be filled in.
  init(features: Int, classes: Int) {
    self.features = features
    self.classes = classes
    weights = [Double](repeating: 0, count: (features + 1) * classes)
  }

  /// The weights of a feature, one a class; those of the feature after the last are the biases.
  func weights(of feature: Int) -> ArraySlice<Double> {
    weights[(feature * classes)..<((feature + 1) * classes)]
  }

  subscript(_ feature: Int, _ label: Int) -> Double {
    get { weights[feature * classes + label] }
    set { weights[feature * classes + label] = newValue }
  }

  /// One a class.
  var biases: [Float] { weights(of: features).map { Float($0) } }

  mutating func scale(by factor: Double) {
    for index in weights.indices { weights[index] *= factor }
  }

  /// Adds to each class's score a share of the score that another model gives the class's group, which is
  /// `groups`' entry for the class.
  mutating func add(_ other: LinearModel, share: Double, groups: [Int]) {
    for feature in 0...features {
      for label in 0..<classes { self[feature, label] += share * other[feature, groups[label]] }
    }
  }
}
