import RedianClassify
import RedianCore

/// A ticket with the scores of a model that has not seen it.
struct HeldTicket: Sendable {
  var scores: [Float]
  let evidence: Calibration.Evidence
  let ticket: LabelledTicket
  /// Whether it is a ticket's framed copy.
  var isCopy = false

  var isRight: Bool {
    scores.indices.max { scores[$0] < scores[$1] } == Int(ticket.tag.rawValue)
  }
}

extension HeldTicket {
  /// The tag that it is given; see ``Ranking/init(_:sharpness:chapters:powers:)``.
  func ranking(
    _ calibration: Calibration,
    _ chapters: [Range<Int>],
    _ powers: inout [Float]
  ) -> Ranking {
    Ranking(
      scores,
      sharpness: calibration.sharpness(evidence),
      chapters: chapters,
      powers: &powers
    )
  }

  init(_ ticket: LabelledTicket, isCopy: Bool, _ classifier: Classifier) {
    let (scores, evidence) = Array(ticket.text.utf8).withUnsafeBufferPointer {
      classifier.allScores($0)
    }
    self.init(scores: scores, evidence: evidence, ticket: ticket, isCopy: isCopy)
  }
}

extension Trainer {
  /// The tickets and framed copies of each of the folds' lists with the scores of a model that learned from other
  /// lists, without a combination and without what cues add.
  func held(_ files: [LabelledFile]) -> [[HeldTicket]] {
    let folds = Folds(files, options, tags: taxonomy.tags.count)
    return held(folds, inParallel(folds.count) { learn(from: folds.others($0)) })
  }

  /// The same with what has been learned for each fold.
  func held(_ folds: Folds, _ learned: [Learned]) -> [[HeldTicket]] {
    guard folds.count > 0 else { return [] }
    let plain = Lexicon(concepts: lexicon.concepts)
    var held = [[HeldTicket]](repeating: [], count: folds.lists.count)
    for fold in 0..<folds.count {
      let model = model(learned[fold], nil)
      guard let classifier = try? Classifier(model: model, taxonomy: taxonomy, lexicon: plain)
      else { continue }
      for list in folds.held(fold) {
        held[list] = folds.lists[list].flatMap { self.held($0, classifier) }
      }
    }
    return held
  }

  private func held(_ ticket: LabelledTicket, _ classifier: Classifier) -> [HeldTicket] {
    let plain = HeldTicket(ticket, isCopy: false, classifier)
    guard let copy = ticket.framedCopy(options.frames) else { return [plain] }
    return [plain, HeldTicket(copy, isCopy: true, classifier)]
  }
}
