import CEmbedded
package import RedianCore

/// What can be wrong with a taxonomy file.
package enum TaxonomyReason: NodeReason {
  case node(NodeFault)
  /// An id that has a comma, a blank or the like in it, or is empty.
  case badID(String)
  /// An id of two chapters or cases, or one that is taken: `other`, which stands for what is in no chapter, or a
  /// column's beside the chapters' columns.
  case twice(id: String)
  case numberTwice(Int)
  /// Below 1; 0 is the number of `other`.
  case badNumber(Int)
  /// Empty, or with a line break or tab in it.
  case badName(String)
  /// A name of two chapters, or of a column beside the chapters' columns.
  case nameTwice(String)
  case noChapters
  case tooManyTags(Int)
}

package typealias TaxonomyError = FileError<TaxonomyReason>

/// The taxonomy as a YAML file that an analyst can read, edit and put in place of the built-in one.
package enum TaxonomyFile {
  /// Chapters, cases and `other`.
  package static let mostTags = 250

  /// The text of the built-in taxonomy.
  package static var builtInText: String { String(decoding: embeddedTaxonomy(), as: UTF8.self) }

  /// The built-in taxonomy: the book's 9 chapters and 61 cases.
  package static func builtIn() throws(TaxonomyError) -> Taxonomy { try parse(builtInText) }

  /// Reads a taxonomy to its end and throws every mistake in it at once.
  package static func parse(_ yaml: String) throws(TaxonomyError) -> Taxonomy {
    var reader = TaxonomyReader()
    try reader.read(yaml: yaml)
    return Taxonomy(chapters: reader.chapters, hotline: reader.hotline)
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
