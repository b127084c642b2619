import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianIngest

/// Which taxonomy, lexicon and model a command tags with.
struct ModelOptions: ParsableArguments {
  @Option(help: "A taxonomy in place of the built-in one (redian taxonomy --format yaml).")
  var taxonomy: String?

  @Option(help: "A lexicon in place of the built-in one (redian lexicon).")
  var lexicon: String?

  @Option(help: "A model in place of the built-in one (redian train).")
  var model: String?

  /// Options of a command that has no model of its own.
  static func of(taxonomy: String?, lexicon: String? = nil) throws -> ModelOptions {
    var options = try ModelOptions.parse([])
    (options.taxonomy, options.lexicon) = (taxonomy, lexicon)
    return options
  }

  /// The files that are named.
  var files: [String] { [taxonomy, lexicon, model].compactMap { $0 } }

  /// These options, with the files of the configuration where none is named here.
  func completed(by configuration: Configuration) -> ModelOptions {
    var options = self
    options.taxonomy = taxonomy ?? configuration.taxonomy
    options.lexicon = lexicon ?? configuration.lexicon
    options.model = model ?? configuration.model
    return options
  }

  /// The classifier of these files; a lexicon that lacks concepts of the model is told of.
  func classifier(isQuiet: Bool = false) throws -> Classifier {
    let taxonomy = try loadTaxonomy()
    do {
      let classifier = try Classifier(
        model: try loadModel(),
        taxonomy: taxonomy,
        lexicon: try loadLexicon(taxonomy)
      )
      let lacking = classifier.lackingConcepts
      if !lacking.isEmpty && !isQuiet { printError("redian: " + Words.lackingConcepts(lacking)) }
      return classifier
    } catch let error as ModelError {
      throw fail(Words.model(error, path: model ?? "built-in"), .configuration)
    }
  }

  func loadTaxonomy() throws -> Taxonomy {
    do {
      guard let taxonomy else { return try TaxonomyFile.builtIn() }
      return try TaxonomyFile.parse(settingsText(taxonomy))
    } catch let error as TaxonomyError {
      let path = taxonomy ?? "taxonomy"
      let lines = error.mistakes.map { Words.taxonomy($0, path: path) }
      throw fail(lines.joined(separator: "\n"), .configuration)
    }
  }

  func loadLexicon(_ taxonomy: Taxonomy) throws -> Lexicon {
    do {
      guard let lexicon else { return try LexiconFile.builtIn(taxonomy) }
      return try LexiconFile.parse(settingsText(lexicon), taxonomy: taxonomy)
    } catch let error as LexiconError {
      let path = lexicon ?? "lexicon"
      let lines = error.mistakes.map { Words.lexicon($0, path: path) }
      throw fail(lines.joined(separator: "\n"), .configuration)
    }
  }

  private func loadModel() throws -> ModelFile {
    guard let model else { return try ModelFile.builtIn() }
    return try ModelFile(orFail { () throws(IngestError) in try readBytes(path: model) })
  }
}
