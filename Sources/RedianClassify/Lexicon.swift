package import RedianCore

/// What phrases mean: concepts, and cues that speak for a tag.
///
/// A concept is a set of phrases that say the same thing ("冰箱", "冷柜" …). The model learns what
/// concepts, and pairs of them in one ticket, say about tags; a phrase added to a concept is
/// understood at once, without training. A cue adds its weight to a tag's score whatever was learned.
package struct Lexicon: Sendable, Equatable {
  /// Phrases of one meaning.
  package struct Concept: Sendable, Equatable {
    /// Kebab-case name; the model knows the concept by it.
    package let id: String
    package let chinese: String
    package let phrases: [String]

    package init(id: String, chinese: String, phrases: [String]) {
      self.id = id
      self.chinese = chinese
      self.phrases = phrases
    }
  }

  /// An analyst's rule.
  package struct Cue: Sendable, Equatable {
    /// One of them in the text sets the cue off.
    package let phrases: [String]
    package let tag: TagID
    /// Added to the tag's score; a clear ticket's tag leads by about 1.
    package let weight: Float
    /// Indices of concepts that must, and of concepts that must not, be in the text.
    package let with: [Int]
    package let without: [Int]
  }

  package var concepts: [Concept]
  package var cues: [Cue]

  package init(concepts: [Concept] = [], cues: [Cue] = []) {
    self.concepts = concepts
    self.cues = cues
  }
}
