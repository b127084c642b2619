import Glibc
import RedianClassify
import RedianCore

/// What turns scores into confidences.
struct Calibration {
  let sharpness: Float
  let alsoThreshold: Float
}

/// Fits both on tickets that the scoring model has not seen (k-fold cross-validation).
///
/// The sharpness minimises the negative log-likelihood of the right tags (temperature scaling: Guo
/// et al., "On Calibration of Modern Neural Networks", ICML 2017); the threshold of the further tag
/// maximises F1 against the labelled ones.
func calibrate(
  _ tickets: [LabelledTicket],
  taxonomy: Taxonomy,
  options: TrainingOptions
) -> Calibration {
  var held: [(scores: [Float], ticket: LabelledTicket)] = []
  for fold in 0..<options.folds {
    let seen = tickets.indices.filter { $0 % options.folds != fold }.map { tickets[$0] }
    let unseen = tickets.indices.filter { $0 % options.folds == fold }.map { tickets[$0] }
    let model = fit(seen, taxonomy: taxonomy, options: options)
    guard let classifier = try? Classifier(model: model, taxonomy: taxonomy) else { continue }
    held += unseen.map { (classifier.scores($0.text), $0) }
  }
  let candidates = stride(from: Float(1), through: 12, by: 0.25)
  let sharpness =
    candidates.min { lossOf(held, sharpness: $0) < lossOf(held, sharpness: $1) } ?? 4
  return Calibration(
    sharpness: sharpness,
    alsoThreshold: alsoThreshold(held, sharpness: sharpness)
  )
}

private func lossOf(
  _ held: [(scores: [Float], ticket: LabelledTicket)],
  sharpness: Float
) -> Double {
  held.reduce(0) { sum, item in
    let top = item.scores.max() ?? 0
    let total = item.scores.reduce(0.0) { $0 + exp(Double(($1 - top) * sharpness)) }
    let own = item.scores[Int(item.ticket.tag.rawValue)]
    return sum - (Double((own - top) * sharpness) - log(total))
  }
}

private func alsoThreshold(
  _ held: [(scores: [Float], ticket: LabelledTicket)],
  sharpness: Float
) -> Float {
  let runnersUp = held.map { item -> (confidence: Float, isRight: Bool) in
    let order = item.scores.indices.sorted { item.scores[$0] > item.scores[$1] }
    let top = item.scores[order[0]]
    let total = item.scores.reduce(Float(0)) { $0 + exp(($1 - top) * sharpness) }
    let second = TagID(rawValue: UInt8(order[1]))
    let confidence = exp((item.scores[order[1]] - top) * sharpness) / total
    return (confidence, item.ticket.also.contains(second) || item.ticket.tag == second)
  }
  let wanted = held.count { !$0.ticket.also.isEmpty }
  func score(_ threshold: Float) -> Double {
    let given = runnersUp.filter { $0.confidence >= threshold }
    let right = given.count { $0.isRight }
    return 2 * Double(right) / Double(max(given.count + wanted, 1))
  }
  return stride(from: Float(0.05), through: 0.5, by: 0.01).max { score($0) < score($1) } ?? 0.5
}

extension Classifier {
  /// The scores of a text by tag; all zero for a text without a known character.
  func scores(_ text: String) -> [Float] {
    Array(text.utf8).withUnsafeBufferPointer { allScores($0) }
  }
}
