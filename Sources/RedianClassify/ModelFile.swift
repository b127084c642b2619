/// A trained model: what its features are, their weights by tag, and the calibration.
package struct ModelFile: Sendable, Equatable {
  /// Weights of a set of features, one row each, in bytes.
  package struct Block: Sendable, Equatable {
    /// One row of six-bit values a feature: a weight a tag in units of the tag's scale, ``nought`` being 0,
    /// then the low and the high six bits of the feature's square in units of ``squareUnit``.
    package var rows: [UInt8]
    package var scales: [Float]
    package var squareUnit: Float

    /// What stands for a weight of 0.
    package static let nought: UInt8 = 32
    /// Steps from nought to the largest weight of either sign.
    package static let steps = 31
    /// Values are less than this.
    package static let bound = 64

    package init(rows: [UInt8], scales: [Float], squareUnit: Float) {
      self.rows = rows
      self.scales = scales
      self.squareUnit = squareUnit
    }
  }

  /// Names the training input; shown in reports.
  package var version: String
  /// Identifies the taxonomy's list of tags.
  package var fingerprint: UInt64
  /// Tags of the taxonomy.
  package var tags: Int
  /// Normalised characters of each gram: the features of ``gramBlock``.
  package var grams: [[UInt32]]
  /// Ids of the lexicon's concepts that the model knows: the first features of ``conceptBlock``.
  package var concepts: [String]
  /// Pairs of concepts in one text, as indices into ``concepts``: its further features.
  package var pairs: [ConceptPair]
  package var gramBlock: Block
  package var conceptBlock: Block
  package var biases: [Float]
  package var calibration: Calibration
  package var further: FurtherTags

  package init(
    version: String,
    fingerprint: UInt64,
    tags: Int,
    grams: [[UInt32]],
    concepts: [String],
    pairs: [ConceptPair],
    gramBlock: Block,
    conceptBlock: Block,
    biases: [Float],
    calibration: Calibration,
    further: FurtherTags
  ) {
    self.version = version
    self.fingerprint = fingerprint
    self.tags = tags
    self.grams = grams
    self.concepts = concepts
    self.pairs = pairs
    self.gramBlock = gramBlock
    self.conceptBlock = conceptBlock
    self.biases = biases
    self.calibration = calibration
    self.further = further
  }
}

/// Two different concepts in one text; `first` is the smaller index.
package struct ConceptPair: Sendable, Hashable, Comparable {
  package let first: UInt16
  package let second: UInt16

  package init(_ first: UInt16, _ second: UInt16) {
    self.first = first
    self.second = second
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}

/// Why a model cannot be used.
package enum ModelError: Error, Equatable {
  case notAModel
  /// Of an older or newer program.
  case otherVersion
  case damaged
  /// Trained for another taxonomy.
  case otherTaxonomy
}
