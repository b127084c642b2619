import CEmbedded
package import RedianCore
import Yams

/// A mistake in a taxonomy file, with its place where one is known.
package struct TaxonomyError: Error, Equatable, CustomStringConvertible {
  package let description: String
}

/// The taxonomy as a YAML file that an analyst can read, edit and put in place of the built-in one.
package enum TaxonomyFile {
  private struct File: Decodable {
    struct Chapter: Decodable {
      var id: String
      var number: Int
      var zh: String
      var en: String
      var cases: [Case]
    }
    struct Case: Decodable {
      var id: String
      var zh: String
      var en: String
    }
    var chapters: [Chapter]
  }

  /// The text of the built-in taxonomy.
  package static var builtInText: String { String(decoding: embeddedTaxonomy(), as: UTF8.self) }

  /// The built-in taxonomy: the book's 9 chapters and 61 cases.
  package static func builtIn() throws(TaxonomyError) -> Taxonomy { try parse(builtInText) }

  /// Reads a taxonomy; throws for YAML that is none, for double ids, and for more than 250 tags.
  package static func parse(_ yaml: String) throws(TaxonomyError) -> Taxonomy {
    let file: File
    do {
      file = try YAMLDecoder().decode(File.self, from: yaml)
    } catch {
      throw TaxonomyError(description: String(describing: error))
    }
    var seen: Set<String> = []
    for id in file.chapters.flatMap({ [$0.id] + $0.cases.map(\.id) }) {
      guard seen.insert(id).inserted else {
        throw TaxonomyError(description: "id \(id) stands twice")
      }
    }
    let tags = file.chapters.reduce(1) { $0 + 1 + $1.cases.count }
    guard tags <= 250 else {
      throw TaxonomyError(description: "\(tags) tags, at most 250 are possible")
    }
    return Taxonomy(
      chapters: file.chapters.map { chapter in
        Taxonomy.Chapter(
          id: chapter.id,
          number: chapter.number,
          chinese: chapter.zh,
          english: chapter.en,
          cases: chapter.cases.map { ($0.id, $0.zh, $0.en) }
        )
      }
    )
  }
}

extension Taxonomy {
  /// Identifies the list of tags a model was trained for: ids in order, not names.
  package var fingerprint: UInt64 {
    let ids = tags.map { "\(categories[$0.category].id)/\($0.caseID)" }.joined(separator: "\n")
    return fnv1a(Array(ids.utf8)[...])
  }
}

extension Classifier {
  /// The built-in model with the built-in taxonomy and lexicon.
  package static func builtIn() throws -> Classifier {
    let taxonomy = try TaxonomyFile.builtIn()
    return try Classifier(
      model: ModelFile.builtIn(),
      taxonomy: taxonomy,
      lexicon: LexiconFile.builtIn(taxonomy)
    )
  }
}

extension ModelFile {
  /// The built-in model.
  package static func builtIn() throws(ModelError) -> ModelFile { try ModelFile(embeddedModel()) }
}

private func embeddedModel() -> [UInt8] {
  Array(UnsafeBufferPointer(start: redian_model(), count: redian_model_size()))
}

private func embeddedTaxonomy() -> [UInt8] {
  Array(UnsafeBufferPointer(start: redian_taxonomy(), count: redian_taxonomy_size()))
}
