import ArgumentParser
import Foundation
import RedianClassify

/// `redian lexicon`: the phrases behind the concepts, to read, check and extend.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "The lexicon as a file to extend: concepts with their phrases, cues for tags.",
    discussion: """
      A phrase added to a concept is understood at once; a new concept counts after `train`; a cue
      (phrases, tag, weight, with, without) adds its weight to its tag's score.

      EXAMPLES
        redian lexicon > own.yaml
        redian lexicon --check own.yaml
        redian run 2026-10.csv --lexicon own.yaml
      """
  )

  @Option(help: "Check this lexicon and print only its mistakes, by line.")
  var check: String?
  @Option(help: "A taxonomy in place of the built-in one.")
  var taxonomy: String?

  func run() throws {
    guard let check else { return print(LexiconFile.builtInText, terminator: "") }
    let options = try ModelOptions.of(taxonomy: taxonomy, lexicon: check)
    let lexicon = try options.loadLexicon(options.loadTaxonomy())
    let phrases = lexicon.concepts.reduce(0) { $0 + $1.phrases.count }
    print(
      """
      \(check): \(lexicon.concepts.count) 概念 (concepts), \(phrases) 短语 (phrases), \
      \(lexicon.cues.count) 规则 (cues)
      """
    )
  }
}
