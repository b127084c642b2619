import Glibc
package import RedianClassify
package import RedianCore

/// How to train.
///
/// The defaults are what cross-validation over the labelled files chose.
package struct TrainingOptions: Sendable {
  /// Cost of a training error (liblinear's C).
  package var cost = 1.0
  /// Texts a pattern must stand in.
  package var minimum = 2
  /// Patterns kept at most: 71 tags and 48,000 patterns are a file of 4 MB.
  package var patterns = 48_000
  /// Parts of the cross-validation that fits the confidence.
  package var folds = 5

  package init() {}
}

/// Trains a model; the same tickets in the same order give the same bytes.
package func train(
  _ tickets: [LabelledTicket],
  taxonomy: Taxonomy,
  options: TrainingOptions = TrainingOptions()
) -> ModelFile {
  let calibration = calibrate(tickets, taxonomy: taxonomy, options: options)
  var model = fit(tickets, taxonomy: taxonomy, options: options)
  model.sharpness = calibration.sharpness
  model.alsoThreshold = calibration.alsoThreshold
  return model
}

/// A model with neutral calibration.
func fit(
  _ tickets: [LabelledTicket],
  taxonomy: Taxonomy,
  options: TrainingOptions
) -> ModelFile {
  let vocabulary = Vocabulary(
    texts: tickets.map(\.text),
    minimum: options.minimum,
    limit: options.patterns
  )
  let classes = taxonomy.tags.count
  let features = vocabulary.patterns.count
  let linear = LinearModel(
    vectors: tickets.map { vocabulary.vector($0.text) },
    labels: tickets.map { Int($0.tag.rawValue) },
    features: features,
    classes: classes,
    cost: options.cost
  )
  // Weight times idf, in steps of 1/127 of the tag's largest.
  var scales = [Float](repeating: 0, count: classes)
  for feature in 0..<features {
    for tag in 0..<classes {
      let weight = Float(linear.weights[feature * classes + tag]) * vocabulary.idf[feature]
      scales[tag] = max(scales[tag], abs(weight) / 127)
    }
  }
  var weights = [Int8](repeating: 0, count: features * classes)
  for feature in 0..<features {
    for tag in 0..<classes where scales[tag] > 0 {
      let weight = Float(linear.weights[feature * classes + tag]) * vocabulary.idf[feature]
      weights[feature * classes + tag] = Int8((weight / scales[tag]).rounded())
    }
  }
  return ModelFile(
    version: version(of: tickets),
    fingerprint: taxonomy.fingerprint,
    patterns: vocabulary.patterns,
    idf: vocabulary.idf,
    tags: classes,
    weights: weights,
    scales: scales,
    biases: (0..<classes).map { Float(linear.weights[features * classes + $0]) },
    sharpness: 1,
    alsoThreshold: 1
  )
}

/// Names a model by what it was trained on.
private func version(of tickets: [LabelledTicket]) -> String {
  var bytes: [UInt8] = []
  for ticket in tickets {
    bytes += Array(ticket.text.utf8)
    bytes += [0, ticket.tag.rawValue]
  }
  let hash = String(fnv1a(bytes[...]), radix: 16)
  return "\(tickets.count)-" + String(repeating: "0", count: 16 - hash.count) + hash
}
