internal import CLiblinear
internal import CThreadRandom

/// Vectors to learn from with liblinear, kept as it reads them.
///
/// The only file that touches it.
struct LinearProblem: ~Copyable {
  private let rows: UnsafeMutablePointer<UnsafeMutablePointer<feature_node>?>
  private let nodes: UnsafeMutablePointer<feature_node>
  private let count: Int
  private let features: Int

  /// Takes sparse vectors, feature numbers ascending from 0.
  init(_ vectors: [Vectors.Sparse], features: Int) {
    count = vectors.count
    self.features = features
    nodes = .allocate(capacity: vectors.reduce(0) { $0 + $1.count + 2 })
    rows = .allocate(capacity: vectors.count)
    var next = nodes
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
  }

  deinit {
    rows.deallocate()
    nodes.deallocate()
  }

  /// What a machine is to keep small besides its weights.
  enum Loss {
    /// A linear support vector machine, solved in the dual (Hsieh et al., "A dual coordinate descent method
    /// for large-scale linear SVM", ICML 2008).
    case squaredHinge
    /// Logistic regression, solved in the primal (Lin, Weng and Keerthi, "Trust region Newton method for
    /// large-scale logistic regression", JMLR 9, 2008).
    case logistic

    fileprivate var solver: Int { self == .logistic ? L2R_LR : L2R_L2LOSS_SVC_DUAL }
    fileprivate var tolerance: Double { self == .logistic ? 0.01 : 0.1 }
  }

  /// One-versus-rest linear machines of the vectors' classes, L2-regularised; all weights of a class without a
  /// vector are 0.
  ///
  /// liblinear shuffles with random numbers, which each thread has of its own; they are seeded here, so that
  /// training twice gives the same weights.
  func train(
    _ labels: [Int],
    classes: Int,
    cost: Double,
    loss: Loss = .squaredHinge
  ) -> LinearModel {
    var targets = labels.map(Double.init)
    return targets.withUnsafeMutableBufferPointer { targets in
      var task = CLiblinear.problem(
        l: Int32(count),
        n: Int32(features + 1),
        y: targets.baseAddress,
        x: rows,
        bias: 1
      )
      return Self.train(&task, features: features, classes: classes, cost: cost, loss: loss)
    }
  }

  /// liblinear's one switch for what it would print of its progress.
  private static let isQuiet: Void = set_print_string_function { _ in }

  private static func train(
    _ task: inout CLiblinear.problem,
    features: Int,
    classes: Int,
    cost: Double,
    loss: Loss
  ) -> LinearModel {
    _ = isQuiet
    redian_seed_thread_random(1)
    var settings = parameter()
    settings.solver_type = Int32(loss.solver)
    settings.C = cost
    settings.eps = loss.tolerance
    var result = LinearModel(features: features, classes: classes)
    guard let model = CLiblinear.train(&task, &settings) else { return result }
    var owned: UnsafeMutablePointer<CLiblinear.model>? = model
    defer { free_and_destroy_model(&owned) }
    let found = Int(model.pointee.nr_class)
    for feature in 0...features {
      for index in 0..<found {
        // With two classes liblinear keeps one row, for the first label.
        result[feature, Int(model.pointee.label[index])] =
          found == 2
          ? model.pointee.w[feature] * (index == 0 ? 1 : -1)
          : model.pointee.w[feature * found + index]
      }
    }
    return result
  }
}
