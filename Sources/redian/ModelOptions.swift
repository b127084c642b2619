import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianIngest
import RedianTrain

/// Which taxonomy, lexicon and model a command tags with.
struct ModelOptions: ParsableArguments {
  @Option(help: "A taxonomy in place of the built-in one (redian taxonomy --format yaml).")
  var taxonomy: String?

  @Option(help: "A lexicon in place of the built-in one (redian lexicon).")
  var lexicon: String?

  @Option(help: "A model in place of the built-in one (redian train).")
  var model: String?

  func classifier() throws -> Classifier {
    let taxonomy = try loadTaxonomy()
    do {
      return try Classifier(
        model: try loadModel(),
        taxonomy: taxonomy,
        lexicon: try loadLexicon(taxonomy)
      )
    } catch let error as ModelError {
      throw fail(Words.model(error, path: model ?? "built-in"), .configuration)
    }
  }

  func loadTaxonomy() throws -> Taxonomy {
    do {
      guard let taxonomy else { return try TaxonomyFile.builtIn() }
      return try TaxonomyFile.parse(text(of: taxonomy))
    } catch let error as TaxonomyError {
      throw fail("\(taxonomy ?? "taxonomy"): \(error)", .configuration)
    }
  }

  func loadLexicon(_ taxonomy: Taxonomy) throws -> Lexicon {
    do {
      guard let lexicon else { return try LexiconFile.builtIn(taxonomy) }
      return try LexiconFile.parse(text(of: lexicon), taxonomy: taxonomy)
    } catch let error as LexiconError {
      let path = lexicon ?? "lexicon"
      let lines = error.mistakes.map { Words.lexicon($0, path: path) }
      throw fail(lines.joined(separator: "\n"), .configuration)
    }
  }

  private func loadModel() throws -> ModelFile {
    guard let model else { return try ModelFile.builtIn() }
    guard let data = FileManager.default.contents(atPath: model) else {
      throw fail(Words.missing(model), .inputMissing)
    }
    return try ModelFile(Array(data))
  }

  private func text(of path: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw fail(Words.missing(path), .inputMissing)
    }
    return text
  }
}

/// A tag as it is written in files: `1.2`, `fault-repair` for its routine business, `other`.
func name(_ tag: TagID, _ taxonomy: Taxonomy) -> String {
  let found = taxonomy[tag]
  return found.isRoutine ? taxonomy.category(of: tag).id : found.caseID
}

/// Reads a labelled file, or ends with its first mistake.
func readLabelled(_ path: String, _ taxonomy: Taxonomy) throws -> LabelledFile {
  do {
    return try labelledTickets(rows: readTable(path: path), path: path, taxonomy: taxonomy)
  } catch let error as LabelError {
    throw fail(Words.label(error), .dataUnusable)
  } catch let error as IngestError {
    let (message, hint, status) = Words.describe(error)
    throw fail(message, hint: hint, status)
  }
}

/// Reads a file of frames, or takes the built-in ones, or ends with the first mistake.
func readFrames(_ path: String?) throws -> Frames {
  do {
    guard let path else { return try Frames.builtIn() }
    return try Frames(rows: readTable(path: path))
  } catch let error as Frames.Mistake {
    throw fail(Words.frames(error, path: path ?? "frames"), .configuration)
  } catch let error as IngestError {
    let (message, hint, status) = Words.describe(error)
    throw fail(message, hint: hint, status)
  }
}
