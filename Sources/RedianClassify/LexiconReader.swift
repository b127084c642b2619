import RedianCore
import RedianMatch
import Yams

/// Reads concepts and cues, and collects mistakes with their lines.
struct LexiconReader: NodeReader {
  private let taxonomy: Taxonomy
  private(set) var lexicon = Lexicon()
  var mistakes: [FileMistake<LexiconReason>] = []
  /// The concept a phrase stands in, by the phrase as the matcher sees it.
  private var owners: [[UInt32]: String] = [:]
  /// Phrases read, and their characters.
  private var phraseCount = 0
  private var characters = 0

  init(taxonomy: Taxonomy) { self.taxonomy = taxonomy }

  mutating func read(_ root: Node) {
    guard check(root, keys: ["concepts", "cues"]) else { return }
    for node in list(root, "concepts") { readConcept(node) }
    if lexicon.concepts.count > LexiconFile.mostConcepts {
      note(root, .tooManyConcepts(lexicon.concepts.count))
    }
    for node in list(root, "cues") { readCue(node) }
    if phraseCount > LexiconFile.mostPhrases || characters > LexiconFile.mostCharacters {
      note(root, .tooManyPhrases(phraseCount, characters: characters))
    }
  }

  private mutating func readConcept(_ node: Node) {
    guard check(node, keys: ["id", "zh", "phrases"]) else { return }
    guard let id = text(node, "id") else { return }
    if lexicon.concepts.contains(where: { $0.id == id }) { note(node, .twice(id: id)) }
    let phrases = phrases(node)
    for phrase in phrases {
      let seen = TextScalars.of(phrase.text)
      if let first = owners[seen] {
        note(phrase.node, .phraseTwice(phrase.text, firstIn: first))
      }
      owners[seen] = id
    }
    lexicon.concepts.append(
      Lexicon.Concept(
        id: id,
        chinese: node.mapping?["zh"]?.string ?? id,
        phrases: phrases.map(\.text)
      )
    )
  }

  private mutating func readCue(_ node: Node) {
    guard check(node, keys: ["phrases", "tag", "weight", "with", "without"]) else { return }
    let phrases = phrases(node).map(\.text)
    let with = concepts(node, "with")
    let without = concepts(node, "without")
    for concept in with where without.contains(concept) {
      note(node, .neverHolds(concept: lexicon.concepts[concept].id))
    }
    guard let id = text(node, "tag"), let weight = number(node, "weight") else { return }
    if weight == 0 || abs(weight) > LexiconFile.mostWeight {
      note(node.mapping?["weight"] ?? node, .weight(weight))
    }
    guard let tag = id == "other" ? taxonomy.other : taxonomy.tag(caseOrCategory: id) else {
      let known = taxonomy.tags.map(\.caseID) + taxonomy.categories.map(\.id)
      return note(node.mapping?["tag"] ?? node, .unknownTag(id, nearest: nearest(id, known)))
    }
    lexicon.cues.append(
      Lexicon.Cue(phrases: phrases, tag: tag, weight: weight, with: with, without: without)
    )
  }

  private mutating func phrases(_ node: Node) -> [(text: String, node: Node)] {
    let key = "phrases"
    let items = list(node, key)
    if let value = node.mapping?[key] {
      if items.isEmpty, value.sequence != nil || value.null != nil { note(value, .noPhrases) }
    } else {
      note(node, .node(.missing(key: key)))
    }
    return items.compactMap { item in
      guard let text = item.scalar?.string, !text.isEmpty else {
        note(item, .emptyPhrase)
        return nil
      }
      let length = text.unicodeScalars.count
      if length > LexiconFile.longestPhrase { note(item, .longPhrase(length)) }
      if TextScalars.of(text).contains(TextScalars.unseen) { note(item, .longNumber(text)) }
      if item.scalar?.style == .plain, text.contains(where: { "，、；".contains($0) }) {
        note(item, .joinedPhrases(text))
      }
      let isSeen = text.unicodeScalars.allSatisfy { $0.value < 65_536 }
      if !isSeen || !text.contains(where: Self.isTelling) {
        note(item, .unseenPhrase(text))
      }
      phraseCount += 1
      characters += length
      return (text, item)
    }
  }

  /// False for marks and blanks, of which every text is full.
  private static func isTelling(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character.isSymbol
  }

  private mutating func concepts(_ node: Node, _ key: String) -> [Int] {
    list(node, key).compactMap { item in
      let id = item.scalar?.string ?? ""
      let found = lexicon.concepts.firstIndex { $0.id == id }
      if found == nil {
        note(item, .unknownConcept(id, nearest: nearest(id, lexicon.concepts.map(\.id))))
      }
      return found
    }
  }
}
