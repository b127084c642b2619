internal import CLiblinear
import Glibc

/// One-versus-rest linear support vector machines, by liblinear.
///
/// The only file that touches it.
///
/// L2-regularised squared hinge loss, solved in the dual (Hsieh et al., "A dual coordinate descent
/// method for large-scale linear SVM", ICML 2008). liblinear shuffles with the C library's random
/// numbers; they are seeded here, so that training twice gives the same weights.
struct LinearModel {
  let classes: Int
  let features: Int
  /// `features + 1` rows of `classes` values; the last row is the bias.
  let weights: [Double]

  /// Trains on sparse vectors (feature numbers ascending from 0) with class numbers.
  init(
    vectors: [[(feature: Int, value: Double)]],
    labels: [Int],
    features: Int,
    classes: Int,
    cost: Double
  ) {
    self.features = features
    self.classes = classes
    let nodes = vectors.reduce(0) { $0 + $1.count + 2 }
    let storage = UnsafeMutablePointer<feature_node>.allocate(capacity: nodes)
    let rows = UnsafeMutablePointer<UnsafeMutablePointer<feature_node>?>.allocate(
      capacity: vectors.count
    )
    defer {
      storage.deallocate()
      rows.deallocate()
    }
    var next = storage
    for (row, vector) in vectors.enumerated() {
      rows[row] = next
      for (feature, value) in vector {
        next.initialize(to: feature_node(index: Int32(feature + 1), value: value))
        next += 1
      }
      next.initialize(to: feature_node(index: Int32(features + 1), value: 1))
      (next + 1).initialize(to: feature_node(index: -1, value: 0))
      next += 2
    }
    var targets = labels.map(Double.init)
    weights = targets.withUnsafeMutableBufferPointer { targets in
      var task = CLiblinear.problem(
        l: Int32(vectors.count),
        n: Int32(features + 1),
        y: targets.baseAddress,
        x: rows,
        bias: 1
      )
      return Self.train(&task, features: features, classes: classes, cost: cost)
    }
  }

  /// The weights of a feature, one a class.
  func weights(of feature: Int) -> ArraySlice<Double> {
    weights[(feature * classes)..<((feature + 1) * classes)]
  }

  func weight(_ feature: Int, _ label: Int) -> Double { weights[feature * classes + label] }

  /// One a class.
  var biases: [Float] { weights(of: features).map { Float($0) } }

  private static func train(
    _ task: inout CLiblinear.problem,
    features: Int,
    classes: Int,
    cost: Double
  ) -> [Double] {
    set_print_string_function { _ in }
    srand(1)
    var settings = parameter()
    settings.solver_type = Int32(L2R_L2LOSS_SVC_DUAL)
    settings.C = cost
    settings.eps = 0.1
    var result = [Double](repeating: 0, count: (features + 1) * classes)
    guard let model = CLiblinear.train(&task, &settings) else { return result }
    var owned: UnsafeMutablePointer<CLiblinear.model>? = model
    defer { free_and_destroy_model(&owned) }
    let found = Int(model.pointee.nr_class)
    for feature in 0...features {
      for index in 0..<found {
        let label = Int(model.pointee.label[index])
        // With two classes liblinear keeps one row, for the first label.
        let value =
          found == 2
          ? model.pointee.w[feature] * (index == 0 ? 1 : -1)
          : model.pointee.w[feature * found + index]
        result[feature * classes + label] = value
      }
    }
    // A class without a single ticket must never win.
    for label in 0..<classes
    where !(0..<found).contains(where: { model.pointee.label[$0] == label }) {
      result[features * classes + label] = -10
    }
    return result
  }
}
