package import RedianClassify
package import RedianCore

/// How well tags agree with labels.
package struct Evaluation: Sendable {
  /// Precision and recall.
  package struct Figures: Sendable {
    package fileprivate(set) var labelled = 0
    package fileprivate(set) var given = 0
    package fileprivate(set) var right = 0
    package var precision: Double { given == 0 ? 0 : Double(right) / Double(given) }
    package var recall: Double { labelled == 0 ? 0 : Double(right) / Double(labelled) }
    package var f1: Double {
      labelled + given == 0 ? 0 : 2 * Double(right) / Double(labelled + given)
    }
  }

  package let tickets: Int
  /// Share with the right tag (case, routine or other).
  package let caseAccuracy: Double
  package let categoryAccuracy: Double
  /// Right tag, or one of the labelled further tags.
  package let accuracyWithAlso: Double
  /// Right tag among the three best.
  package let topThree: Double
  /// Mean F1 over the tags and over the categories that are labelled.
  package let caseMacroF1: Double
  package let categoryMacroF1: Double
  /// Expected calibration error over ten bins of equal width.
  package let calibrationError: Double
  package let tags: [(tag: TagID, figures: Figures)]
  /// Of the further tags: right if labelled as one.
  package let further: Figures
  /// Wrong pairs, most frequent first.
  package let confusions: [(labelled: TagID, given: TagID, count: Int)]
}

/// Tags every ticket and compares.
package func evaluate(_ classifier: Classifier, on tickets: [LabelledTicket]) -> Evaluation {
  let taxonomy = classifier.taxonomy
  let count = taxonomy.tags.count
  var matrix = [Int](repeating: 0, count: count * count)
  var scratch = classifier.makeScratch()
  var bins = [(count: Int, right: Int, confidence: Double)](repeating: (0, 0, 0), count: 10)
  var withAlso = 0
  var topThree = 0
  var further = Evaluation.Figures()
  for ticket in tickets {
    let bytes = Array(ticket.text.utf8)
    let (tagging, scores) = bytes.withUnsafeBufferPointer {
      (classifier.classify($0, scratch: &scratch), classifier.allScores($0).scores)
    }
    matrix[Int(ticket.tag.rawValue) * count + Int(tagging.tag.rawValue)] += 1
    let isRight = tagging.tag == ticket.tag
    if isRight || ticket.also.contains(tagging.tag) { withAlso += 1 }
    further.count(ticket.also, tagging)
    let isKnown = scores.contains { $0 != 0 }
    if isRight || isKnown && rank(of: ticket.tag, scores) < 3 { topThree += 1 }
    let confidence = Double(tagging.confidence) / 255
    let bin = min(Int(confidence * 10), 9)
    bins[bin].count += 1
    bins[bin].right += isRight ? 1 : 0
    bins[bin].confidence += confidence
  }
  let total = Double(max(tickets.count, 1))
  let figures = tagFigures(matrix, taxonomy)
  let categories = categoryMatrix(matrix, taxonomy)
  let calibration = bins.reduce(0.0) { $0 + abs(Double($1.right) - $1.confidence) } / total
  return Evaluation(
    tickets: tickets.count,
    caseAccuracy: Double((0..<count).reduce(0) { $0 + matrix[$1 * count + $1] }) / total,
    categoryAccuracy: Double(categories.right) / total,
    accuracyWithAlso: Double(withAlso) / total,
    topThree: Double(topThree) / total,
    caseMacroF1: mean(figures.filter { $0.labelled > 0 }.map(\.f1)),
    categoryMacroF1: mean(categories.f1),
    calibrationError: calibration,
    tags: figures.enumerated().map { (TagID(rawValue: UInt8($0.offset)), $0.element) },
    further: further,
    confusions: confusions(matrix, count)
  )
}

/// How many tags have a better score; of equal ones the lower tag is better.
private func rank(of tag: TagID, _ scores: [Float]) -> Int {
  let own = Int(tag.rawValue)
  return scores.indices.count { scores[$0] > scores[own] || scores[$0] == scores[own] && $0 < own }
}

private func mean(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

extension Evaluation.Figures {
  /// Counts a ticket's further tags.
  fileprivate mutating func count(_ labels: [TagID], _ tagging: Tagging) {
    labelled += Set(labels).count
    given += tagging.also == .none ? 0 : 1
    right += labels.contains(tagging.also) ? 1 : 0
  }
}

private func tagFigures(_ matrix: [Int], _ taxonomy: Taxonomy) -> [Evaluation.Figures] {
  let count = taxonomy.tags.count
  return (0..<count).map { tag in
    Evaluation.Figures(
      labelled: (0..<count).reduce(0) { $0 + matrix[tag * count + $1] },
      given: (0..<count).reduce(0) { $0 + matrix[$1 * count + tag] },
      right: matrix[tag * count + tag]
    )
  }
}

private func categoryMatrix(_ matrix: [Int], _ taxonomy: Taxonomy) -> (right: Int, f1: [Double]) {
  let count = taxonomy.tags.count
  let size = taxonomy.categories.count
  var merged = [Int](repeating: 0, count: size * size)
  for labelled in 0..<count {
    for given in 0..<count {
      let cell = taxonomy.tags[labelled].category * size + taxonomy.tags[given].category
      merged[cell] += matrix[labelled * count + given]
    }
  }
  var right = 0
  var f1: [Double] = []
  for category in 0..<size {
    let hits = merged[category * size + category]
    let labelled = (0..<size).reduce(0) { $0 + merged[category * size + $1] }
    let given = (0..<size).reduce(0) { $0 + merged[$1 * size + category] }
    right += hits
    if labelled > 0 { f1.append(2 * Double(hits) / Double(labelled + given)) }
  }
  return (right, f1)
}

private func confusions(
  _ matrix: [Int],
  _ count: Int
) -> [(labelled: TagID, given: TagID, count: Int)] {
  matrix.indices.filter { $0 / count != $0 % count && matrix[$0] > 0 }
    .sorted { (-matrix[$0], $0) < (-matrix[$1], $1) }
    .map { (TagID(rawValue: UInt8($0 / count)), TagID(rawValue: UInt8($0 % count)), matrix[$0]) }
}

/// Trains on all files but one and evaluates on that one, for every file in `left`; `progress` hears of them in order.
///
/// Each file has its own author and register, so this tells how tagging carries over to others. The scores
/// that combination and confidence are fitted to are made once for all files and those of the left-out file
/// are left out; the models that gave them to the others may have learned from it.
package func leaveOneFileOut(
  _ files: [(path: String, tickets: LabelledFile)],
  of left: [Int],
  taxonomy: Taxonomy,
  lexicon: Lexicon,
  options: TrainingOptions = TrainingOptions(),
  progress: (String, Evaluation) -> Void
) throws(ModelError) {
  let trainer = Trainer(taxonomy: taxonomy, lexicon: lexicon, options: options)
  let tickets = files.map(\.tickets)
  let canHoldBack = Folds.canHoldBack(tickets, options, tags: taxonomy.tags.count)
  let held = canHoldBack ? trainer.held(tickets) : []
  // Where nothing is held already, each training runs its own folds side by side.
  let atOnce = canHoldBack ? trainingThreads : 1
  for first in stride(from: 0, to: left.count, by: atOnce) {
    let some = left[first..<min(first + atOnce, left.count)]
    let models = inParallel(some.count) { number in
      let rest = tickets.indices.filter { $0 != some[first + number] }
      let others = rest.map { tickets[$0] }
      return canHoldBack
        ? trainer.train(others, rest.map { held[$0] }) : trainer.train(others)
    }
    for (index, model) in zip(some, models) {
      let classifier = try Classifier(model: model, taxonomy: taxonomy, lexicon: lexicon)
      progress(files[index].path, evaluate(classifier, on: files[index].tickets))
    }
  }
}
