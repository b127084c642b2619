import RedianCore
import RedianTrain

/// A labelled file and where it stands.
typealias NamedFile = (path: String, tickets: LabelledFile)

/// Reads what is learned from, and says what is odd about it.
struct TrainingFiles {
  let taxonomy: Taxonomy
  let headers: [NamedLabelHeader]

  /// Labelled files without the tickets that have no text.
  func read(_ paths: [String], isCorrection: Bool = false) throws -> [NamedFile] {
    try paths.map { path in
      let tickets = try readLabelled(path, taxonomy, headers, isCorrection: isCorrection)
      let told = tickets.filter { !$0.text.allSatisfy(\.isWhitespace) }
      let empty = tickets.count - told.count
      if empty > 0 { printError("redian: " + Words.withoutText(empty, path: path)) }
      if told.isEmpty { throw fail(Words.noTickets(path), .dataUnusable) }
      return (path, told)
    }
  }

  /// Files with corrections: each replaces the labels of the same text and counts double.
  func corrected(_ files: [NamedFile], by paths: [String]) throws -> [NamedFile] {
    let corrections = try read(paths, isCorrection: true)
    let texts = corrections.flatMap(\.tickets)
    let corrected = files.map { ($0.path, $0.tickets.corrected(by: texts)) }
    tellOddities(of: corrected + corrections)
    return corrected + (paths.first.map { [($0, texts + texts)] } ?? [])
  }

  /// Tells of labels that differ, texts that stand twice, and tags without any.
  func tellOddities(of files: [NamedFile]) {
    let repeats = Repeats(in: files)
    for contradiction in repeats.contradictions.prefix(10) {
      printError(Words.contradiction(contradiction, taxonomy))
    }
    if !repeats.contradictions.isEmpty {
      printError("redian: " + Words.contradictions(repeats.contradictions.count))
    }
    if repeats.count > 0 { printError("redian: " + Words.repeats(repeats.count)) }
    let labelled = Set(files.flatMap(\.tickets).map(\.tag))
    let missing = taxonomy.tags.indices.map { TagID(rawValue: UInt8($0)) }
      .filter { !labelled.contains($0) }
    if !missing.isEmpty {
      printError("redian: " + Words.withoutTickets(missing.map { taxonomy.name(of: $0) }))
    }
  }
}
