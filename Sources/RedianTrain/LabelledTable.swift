package import RedianCore

/// A mistake in a labelled file; lines count from 1.
package struct LabelMistake: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case missingColumn(String)
    case doubleColumn(String)
    case fields(found: Int, expected: Int)
    /// A category and a case that are not in the taxonomy, and those that may be meant.
    case unknownLabel(category: String, caseID: String, meant: String?)
    case unknownAlso(String)
  }

  package let line: Int
  package let reason: Reason
}

/// All mistakes of a labelled file, in the order of their lines.
package struct LabelError: Error, Equatable {
  package let mistakes: [LabelMistake]

  package init(mistakes: [LabelMistake]) { self.mistakes = mistakes }

  /// A header that cannot be used.
  package init(line: Int, header reason: LabelMistake.Reason) {
    mistakes = [LabelMistake(line: line, reason: reason)]
  }
}

/// Reads the labelled rows of a table's cells; `rows` holds the header first, with line numbers.
///
/// Needed columns: `text`, `category`, `case`; `also` if there is one: cases or categories, between commas, semicolons or
/// blanks.
package func labelledTickets(
  rows: [(line: Int, cells: [String])],
  taxonomy: Taxonomy
) throws(LabelError) -> [LabelledTicket] {
  guard let header = rows.first else {
    throw LabelError(line: 1, header: .missingColumn("text"))
  }
  var reader = LabelledRows(columns: try LabelledColumns(header), taxonomy: taxonomy)
  for row in rows.dropFirst() { reader.read(row.line, row.cells) }
  guard reader.mistakes.isEmpty else { throw LabelError(mistakes: reader.mistakes) }
  return reader.tickets
}

/// Where the labels stand.
private struct LabelledColumns {
  let count: Int
  let text: Int
  let category: Int
  let caseID: Int
  let also: Int?

  init(_ header: (line: Int, cells: [String])) throws(LabelError) {
    count = header.cells.count
    func column(_ name: String) throws(LabelError) -> Int {
      guard let index = header.cells.firstIndex(of: name) else {
        throw LabelError(line: header.line, header: .missingColumn(name))
      }
      if header.cells[(index + 1)...].contains(name) {
        throw LabelError(line: header.line, header: .doubleColumn(name))
      }
      return index
    }
    text = try column("text")
    category = try column("category")
    caseID = try column("case")
    also = header.cells.contains("also") ? try column("also") : nil
  }
}

/// Reads rows and collects their mistakes.
private struct LabelledRows {
  let columns: LabelledColumns
  let taxonomy: Taxonomy
  private(set) var tickets: [LabelledTicket] = []
  private(set) var mistakes: [LabelMistake] = []

  init(columns: LabelledColumns, taxonomy: Taxonomy) {
    self.columns = columns
    self.taxonomy = taxonomy
  }

  mutating func read(_ line: Int, _ cells: [String]) {
    guard cells.count == columns.count else {
      return note(line, .fields(found: cells.count, expected: columns.count))
    }
    let (category, caseID) = (cells[columns.category], cells[columns.caseID])
    var further: [TagID] = []
    for id in (columns.also.map { cells[$0] } ?? "").split(whereSeparator: Self.separates) {
      if let tag = taxonomy.tag(caseOrCategory: String(id)) {
        further.append(tag)
      } else {
        note(line, .unknownAlso(String(id)))
      }
    }
    guard let tag = taxonomy.tag(category: category, caseID: caseID) else {
      let meant = taxonomy.label(like: category, caseID)
      return note(line, .unknownLabel(category: category, caseID: caseID, meant: meant))
    }
    tickets.append(LabelledTicket(text: cells[columns.text], tag: tag, also: further, line: line))
  }

  private static func separates(_ character: Character) -> Bool {
    character.isWhitespace || ",;、，；".contains(character)
  }

  private mutating func note(_ line: Int, _ reason: LabelMistake.Reason) {
    mistakes.append(LabelMistake(line: line, reason: reason))
  }
}

extension Taxonomy {
  /// The category and case that may be meant by a wrong pair: that of the case, or one whose id or name is like the
  /// category.
  fileprivate func label(like category: String, _ caseID: String) -> String? {
    let byName = categories.first { [$0.chinese, $0.english].contains(category) }?.id
    let id = byName ?? nearest(category, categories.map(\.id))
    if let id, tag(category: id, caseID: caseID) != nil { return "\(id) \(caseID)" }
    guard !caseID.isEmpty, let tag = tag(caseOrCategory: caseID), !self[tag].isRoutine else {
      return nil
    }
    return "\(self.category(of: tag).id) \(caseID)"
  }
}
