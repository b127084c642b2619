import CEmbedded
package import RedianCore

/// What can be wrong with a lexicon file.
package enum LexiconReason: NodeReason {
  case node(NodeFault)
  case twice(id: String)
  case phraseTwice(String, firstIn: String)
  case emptyPhrase
  case noPhrases
  /// Two phrases that a full-width comma joins: between phrases stands a plain one.
  case joinedPhrases(String)
  /// Nothing but marks and blanks, or a character beyond the basic plane: it would match too much, or never.
  case unseenPhrase(String)
  /// Nought, or more than ``LexiconFile/mostWeight`` either way.
  case weight(Float)
  /// A concept that must and must not be in the text.
  case neverHolds(concept: String)
  case unknownTag(String, nearest: String?)
  case unknownConcept(String, nearest: String?)
  case tooManyConcepts(Int)
  case longPhrase(Int)
  case longNumber(String)
  case tooManyPhrases(Int, characters: Int)
}

package typealias LexiconError = FileError<LexiconReason>

/// The lexicon as a YAML file that an analyst reads and extends.
package enum LexiconFile {
  /// More would not fit the matcher's numbers nor a reader's head.
  package static let mostConcepts = 250
  /// What a cue may add to a score, or take from it; a clear ticket's tag leads by about 1.
  package static let mostWeight: Float = 100
  /// Characters of a phrase.
  package static let longestPhrase = 100
  /// Phrases of concepts and cues, which the matcher numbers.
  package static let mostPhrases = 30_000
  /// Characters of all phrases, for which the matcher has nodes beside those of the grams.
  package static let mostCharacters = 90_000

  /// The text of the built-in lexicon.
  package static var builtInText: String {
    String(
      decoding: UnsafeBufferPointer(start: redian_lexicon(), count: redian_lexicon_size()),
      as: UTF8.self
    )
  }

  /// The built-in lexicon, whose cues are checked against the taxonomy.
  package static func builtIn(_ taxonomy: Taxonomy) throws(LexiconError) -> Lexicon {
    try parse(builtInText, taxonomy: taxonomy)
  }

  /// Reads a lexicon to its end and throws every mistake in it at once.
  package static func parse(
    _ yaml: String,
    taxonomy: Taxonomy
  ) throws(LexiconError) -> Lexicon {
    var reader = LexiconReader(taxonomy: taxonomy)
    try reader.read(yaml: yaml)
    return reader.lexicon
  }
}
