package import RedianCore
import RedianMatch

/// A ticket's tags.
package struct Tagging: Sendable, Equatable {
  package var tag: TagID
  /// Calibrated confidence in the tag, in 1/255.
  package var confidence: UInt8
  /// A further tag, or ``TagID/none``.
  package var also: TagID

  package init(tag: TagID, confidence: UInt8, also: TagID) {
    self.tag = tag
    self.confidence = confidence
    self.also = also
  }
}

/// Tags texts: grams of 1 to 3 characters and concepts of the lexicon, scored by one linear model
/// per tag.
///
/// Immutable and shared by all workers; each brings its own ``Scratch``. The tag of a text depends
/// on nothing but the text.
package struct Classifier: Sendable {
  package let taxonomy: Taxonomy
  package let lexicon: Lexicon
  package let model: ModelFile
  let matcher: PatternMatcher
  let cues: CueMatcher
  /// The tags of each chapter.
  let chapters: [Range<Int>]
  private let conceptFeatures: ConceptFeatures
  private let gramBlock: WeightBlock
  private let conceptBlock: WeightBlock
  /// The model's number of a concept of the lexicon, by the lexicon's; nil where it was not learned.
  let known: [UInt16?]
  private let probabilities: [UInt8]

  package var version: String { model.version }

  /// A classifier of a model that was trained for this taxonomy.
  ///
  /// The lexicon may have other concepts than the model: only common ones count.
  package init(model: ModelFile, taxonomy: Taxonomy, lexicon: Lexicon) throws(ModelError) {
    guard model.fingerprint == taxonomy.fingerprint, model.tags == taxonomy.tags.count else {
      throw .otherTaxonomy
    }
    self.taxonomy = taxonomy
    self.lexicon = lexicon
    self.model = model
    known = lexicon.concepts.map { concept in
      model.concepts.firstIndex(of: concept.id).map { UInt16($0) }
    }
    probabilities = model.calibration.probabilities
    matcher = PatternMatcher(grams: model.grams, phrases: lexicon.phrases)
    cues = CueMatcher(lexicon)
    chapters = taxonomy.categories.map(\.tags)
    conceptFeatures = ConceptFeatures(model)
    gramBlock = WeightBlock(model.gramBlock)
    conceptBlock = WeightBlock(model.conceptBlock)
  }

  /// Concepts that the model has learned and the lexicon has not, by id: they are never found.
  package var lackingConcepts: [String] {
    let ids = Set(lexicon.concepts.map(\.id))
    return model.concepts.filter { !ids.contains($0) }
  }

  /// Every pair of characters of the model's grams and of the lexicon's phrases, the first in the
  /// upper 16 bits.
  package var knownPairs: Set<UInt32> {
    var pairs: Set<UInt32> = []
    for pattern in model.grams + lexicon.phrases.map(\.characters) {
      for (one, two) in zip(pattern, pattern.dropFirst()) where one < 65_536 && two < 65_536 {
        pairs.insert(one << 16 | two)
      }
    }
    return pairs
  }

  /// Working memory of one worker, used again for every text.
  package struct Scratch: ~Copyable {
    var matches = Matches()
    var cues: CueMatcher.Room
    /// Concepts of the text as the model numbers them.
    var concepts = FeatureList()
    var features = FeatureList()
    var grams = GramList()
    var seen: [UInt64]
    var sums: [Int32]
    /// One a tag.
    var scores: [Float]
    var powers: [Float] = []

    var evidence: Calibration.Evidence {
      Calibration.Evidence(grams: matches.grams.count, characters: matches.count)
    }
  }

  package func makeScratch() -> Scratch {
    Scratch(
      cues: cues.makeRoom(),
      seen: [UInt64](repeating: 0, count: conceptFeatures.count / 64 + 1),
      sums: [Int32](repeating: 0, count: gramBlock.sumCount),
      scores: [Float](repeating: 0, count: model.tags)
    )
  }

  /// The tags of a UTF-8 text; an empty text is `other` with no confidence.
  package func classify(
    _ text: UnsafeBufferPointer<UInt8>,
    scratch: inout Scratch
  ) -> Tagging {
    guard score(text, &scratch) else {
      return Tagging(tag: taxonomy.other, confidence: 0, also: .none)
    }
    let sharpness = model.calibration.sharpness(scratch.evidence)
    let ranking = Ranking(
      scratch.scores,
      sharpness: sharpness,
      chapters: chapters,
      powers: &scratch.powers
    )
    return tagging(of: ranking, scratch)
  }

  /// What a ranking of the scores in `scratch` says.
  func tagging(of ranking: Ranking, _ scratch: borrowing Scratch) -> Tagging {
    Tagging(
      tag: TagID(rawValue: UInt8(ranking.best)),
      confidence: probabilities[Int((ranking.confidence * 1_024).rounded())],
      also: model.further.tag(beside: ranking.best, scratch.scores, scratch.evidence)
    )
  }

  /// Fills `scratch.scores`; false for a text without a known character, phrase or cue.
  ///
  /// Of a text longer than a record may be the beginning is read: sums of its features fit their integers.
  func score(_ whole: UnsafeBufferPointer<UInt8>, _ scratch: inout Scratch) -> Bool {
    let text = UnsafeBufferPointer(rebasing: whole.prefix(Self.mostBytes))
    matcher.match(text, into: &scratch.matches)
    let isKnown = !scratch.matches.grams.isEmpty || !scratch.matches.concepts.isEmpty
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      if isKnown {
        _ = scores.update(fromContentsOf: model.biases)
      } else {
        // Cues alone speak: what is usual says nothing of this text.
        scores.update(repeating: 0)
      }
    }
    if isKnown { addFeatures(&scratch) }
    let isCued = cues.add(
      text,
      about: scratch.matches.concepts,
      to: &scratch.scores,
      room: &scratch.cues
    )
    return isKnown || isCued
  }

  /// A record has at most so many bytes.
  private static let mostBytes = 1 << 20

  /// Adds what grams and concepts say.
  private func addFeatures(_ scratch: inout Scratch) {
    scratch.grams.read(scratch.matches.grams, announcing: gramBlock.prefetch)
    readConcepts(&scratch)
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      scratch.sums.withUnsafeMutableBufferPointer { sums in
        gramBlock.add(
          scratch.grams.first.all,
          repeats: scratch.grams.repeats.all,
          to: scores,
          sums: sums
        )
        conceptBlock.add(scratch.features.all, to: scores, sums: sums)
      }
    }
  }

  /// The features of the concepts that the model knows, and of their pairs.
  private func readConcepts(_ scratch: inout Scratch) {
    let found = scratch.matches.concepts
    scratch.concepts.begin(room: found.count)
    for concept in found {
      if let number = known[Int(concept)] { scratch.concepts.add(number) }
    }
    conceptFeatures.write(scratch.concepts.all, into: &scratch.features, seen: &scratch.seen)
  }
}

extension Classifier {
  /// The score of every tag and how much of the text is known; all zero for a text of which
  /// nothing is.
  package func allScores(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (scores: [Float], evidence: Calibration.Evidence) {
    var scratch = makeScratch()
    guard score(text, &scratch) else { return (scratch.scores.map { _ in 0 }, scratch.evidence) }
    return (scratch.scores, scratch.evidence)
  }
}

extension Lexicon {
  /// Every phrase as the matcher sees it, with the number of its concept.
  package var phrases: [(characters: [UInt32], concept: UInt16)] {
    concepts.enumerated().flatMap { number, concept in
      concept.phrases.map { (TextScalars.of($0), UInt16(number)) }
    }
  }
}
