import Glibc

/// What turns scores into confidences.
///
/// Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017) with a
/// temperature that falls with the evidence: a text of three characters can score as high as a
/// story and says less, and a text of unknown words is less sure than its scores. How often a tag with a
/// given softmax is right is then a logistic function of its log odds (Platt, "Probabilistic outputs for
/// support vector machines", 1999).
package struct Calibration: Sendable, Equatable {
  /// Scores are multiplied by this before the softmax, for a text of ``usualGrams`` grams or more
  /// of which ``usualShare`` are known.
  package var sharpness: Float
  /// The sharpness grows with this power of the number of grams, up to ``usualGrams``.
  package var growth: Float
  /// The sharpness grows with this power of the share of the text's grams that are known.
  package var familiarity: Float
  /// The log odds of being right are this times those of the softmax, plus ``shift``.
  package var slope: Float
  package var shift: Float

  /// Grams of a ticket of some 40 characters.
  package static let usualGrams: Float = 100
  /// Known grams of three possible ones a character.
  package static let usualShare: Float = 0.6

  package init(
    sharpness: Float,
    growth: Float,
    familiarity: Float,
    slope: Float,
    shift: Float
  ) {
    self.sharpness = sharpness
    self.growth = growth
    self.familiarity = familiarity
    self.slope = slope
    self.shift = shift
  }

  /// False for figures that no fit makes and that confidences could not be computed with.
  var isSensible: Bool {
    (0.01...1_000).contains(sharpness) && (0...10).contains(growth)
      && (0...10).contains(familiarity)
  }

  /// What scores of a text with so many known grams and characters are multiplied by.
  package func sharpness(_ evidence: Evidence) -> Float {
    let grams = Float(max(evidence.grams, 1))
    let share = grams / Float(max(evidence.characters, 1) * 3)
    let known =
      pow(min(grams / Self.usualGrams, 1), growth) * pow(share / Self.usualShare, familiarity)
    // Blunter than this, all tags would look alike and the chapter with most of them would win.
    return sharpness * max(known, 0.5)
  }

  /// The probability that a tag with this softmax is right, 0...1; it rises with the softmax.
  package func probability(_ softmax: Float) -> Float {
    let share = min(max(Double(softmax), 1e-4), 1 - 1e-4)
    let odds = Double(slope) * log(share / (1 - share)) + Double(shift)
    return Float(1 / (1 + exp(-odds)))
  }

  /// ``probability(_:)`` in 1/255 for every 1/1024 of softmax: a ticket needs no logarithm.
  var probabilities: [UInt8] {
    (0...1_024).map { UInt8((probability(Float($0) / 1_024) * 255).rounded()) }
  }

  /// How much of a text the model knows.
  package struct Evidence: Sendable, Equatable {
    package var grams: Int
    package var characters: Int

    package init(grams: Int, characters: Int) {
      self.grams = grams
      self.characters = characters
    }
  }
}
