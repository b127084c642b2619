package import RedianClassify
package import RedianCore
import RedianMatch

/// How to train.
///
/// The defaults are what cross-validation over the labelled files chose.
package struct TrainingOptions: Sendable {
  /// Cost of a training error (liblinear's C).
  package var cost = 1.0
  /// Texts, framed copies among them, that a gram must stand in.
  package var minimum = 2
  /// The same for a pair of concepts.
  package var pairMinimum = 12
  /// Grams kept at most, those that weigh most; never more than ``ModelFile/mostFeatures``.
  ///
  /// With 71 tags the file has some 2.7 MB. With 40,000 tagging is faster and less often right.
  package var grams = 65_000
  /// What the concepts count beside the grams.
  package var conceptShare = 0.3
  /// What the score of a tag's chapter counts beside the tag's own.
  package var chapterShare = 0.2
  /// What the score of a tag's kind (a case, routine, other) counts beside the tag's own.
  package var kindShare = 0.3
  /// Parts of the cross-validation that fits the combination of scores and the confidence.
  package var folds = 3
  /// Cost of an error of the combination (liblinear's C).
  package var combinationCost = 1.0
  /// Tickets of a tag below which its score is not combined with others.
  package var combinationMinimum = 10

  /// Openings and closings of the copies that half of the tickets are learned from besides.
  package var frames: Frames

  package init(frames: Frames = Frames()) { self.frames = frames }
}

/// Labelled tickets of one source: a file has one author and one register.
package typealias LabelledFile = [LabelledTicket]

/// Trains a model; the same files in the same order give the same bytes, with the same BLAS library (liblinear's
/// logistic regression sums with it).
package func train(
  _ files: [LabelledFile],
  taxonomy: Taxonomy,
  lexicon: Lexicon,
  options: TrainingOptions = TrainingOptions()
) -> ModelFile {
  let trainer = Trainer(taxonomy: taxonomy, lexicon: lexicon, options: options)
  return trainer.train(files)
}

/// What every training of a run has in common.
struct Trainer {
  let taxonomy: Taxonomy
  let lexicon: Lexicon
  let options: TrainingOptions
  let phrases: PatternMatcher

  init(taxonomy: Taxonomy, lexicon: Lexicon, options: TrainingOptions) {
    self.taxonomy = taxonomy
    self.lexicon = lexicon
    self.options = options
    phrases = PatternMatcher(grams: [], phrases: lexicon.phrases)
  }

  /// A model of the files whose second layer is fitted to tickets that are held back in turn.
  ///
  /// It is fitted while the whole is still being learned from.
  func train(_ files: [LabelledFile]) -> ModelFile {
    let folds = Folds(files, options, tags: taxonomy.tags.count)
    let (learned, layer) = inParallel(
      folds.count + 1,
      { learn(from: $0 < folds.count ? folds.others($0) : files) },
      first: folds.count,
      sequel: { SecondLayer(held(folds, $0), self) }
    )
    return layer.model(of: learned[folds.count], self)
  }

  /// The same with tickets that have been held back before.
  func train(_ files: [LabelledFile], _ held: [[HeldTicket]]) -> ModelFile {
    SecondLayer(held, self).model(of: learn(from: files), self)
  }
}

/// What is fitted to held-back tickets: the combination of scores, the confidence and the further tags.
private struct SecondLayer: Sendable {
  private let combination: Combination?
  private let calibration: Calibration
  private let further: FurtherTags

  init(_ held: [[HeldTicket]], _ trainer: Trainer) {
    let combination = Combination(
      held.flatMap { $0 },
      tags: trainer.taxonomy.tags.count,
      cost: trainer.options.combinationCost,
      minimum: trainer.options.combinationMinimum
    )
    self.combination = combination
    let combined = trainer.combined(held, combination)
    calibration = trainer.calibration(combined)
    further = trainer.furtherTags(combined, calibration)
  }

  func model(of learned: Learned, _ trainer: Trainer) -> ModelFile {
    var model = trainer.model(learned, combination)
    model.calibration = calibration
    model.further = further
    return model
  }
}

extension Trainer {
  /// The lists with the scores that the confidence is fitted to.
  ///
  /// What a combination makes of the tickets it has learned from is surer than what it makes of others. Of many
  /// tickets it learns little by heart, and further combinations cost more than they mend.
  func combined(_ held: [[HeldTicket]], _ combination: Combination?) -> [[HeldTicket]] {
    guard let combination else { return held }
    let isMany = held.reduce(0) { $0 + $1.count } >= Self.manyTickets
    return isMany ? held.map(combination.combined) : crossCombined(held, combination.told)
  }

  /// Tickets and copies from which on the combination may have learned from them.
  private static let manyTickets = 10_000

  /// Each list with the scores of a combination of the tags `told` that has learned from other lists only: of up to
  /// four parts of the lists, from three.
  ///
  /// The models that scored the other lists may have learned from the list.
  func crossCombined(_ held: [[HeldTicket]], _ told: [Int]) -> [[HeldTicket]] {
    let parts = min(4, held.count)
    guard parts > 1 else { return held }
    let combinations: [Combination?] = inParallel(parts) { part in
      let others = held.indices.filter { $0 % parts != part }.flatMap { held[$0] }
      return Combination(
        others,
        tags: taxonomy.tags.count,
        cost: options.combinationCost,
        told: told
      )
    }
    return held.indices.map { combinations[$0 % parts]?.combined(held[$0]) ?? held[$0] }
  }
}
