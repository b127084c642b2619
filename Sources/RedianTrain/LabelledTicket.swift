package import RedianCore

/// A text with its labels.
package struct LabelledTicket: Sendable, Equatable {
  package let text: String
  package let tag: TagID
  package let also: [TagID]
  /// Where it stands in its file, from 1; 0 for what stands in none.
  package let line: Int

  package init(text: String, tag: TagID, also: [TagID], line: Int = 0) {
    self.text = text
    self.tag = tag
    self.also = also
    self.line = line
  }

  /// Another text with the same labels.
  func withText(_ text: String) -> LabelledTicket {
    LabelledTicket(text: text, tag: tag, also: also, line: line)
  }

  /// See ``Frames/framedCopy(of:)``.
  func framedCopy(_ frames: Frames) -> LabelledTicket? {
    frames.framedCopy(of: text).map(withText)
  }
}

/// A mistake in a labelled file.
///
/// Line and column count from 1; column 0 is the whole line.
package struct LabelError: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    case unreadable
    case missingColumn(String)
    case doubleColumn(String)
    case fields(found: Int, expected: Int)
    case unknownLabel(category: String, caseID: String, nearest: String?)
    case unknownAlso(String)
  }

  package let path: String
  package let line: Int
  package let reason: Reason

  package init(path: String, line: Int, reason: Reason) {
    self.path = path
    self.line = line
    self.reason = reason
  }
}

/// Reads the labelled rows of a table's cells; `rows` holds the header first, with line numbers.
///
/// Needed columns: `text`, `category`, `case`; `also` (comma list) if there is one.
package func labelledTickets(
  rows: [(line: Int, cells: [String])],
  path: String,
  taxonomy: Taxonomy
) throws(LabelError) -> [LabelledTicket] {
  guard let header = rows.first else {
    throw LabelError(path: path, line: 1, reason: .missingColumn("text"))
  }
  func column(_ name: String) throws(LabelError) -> Int {
    guard let index = header.cells.firstIndex(of: name) else {
      throw LabelError(path: path, line: header.line, reason: .missingColumn(name))
    }
    if header.cells[(index + 1)...].contains(name) {
      throw LabelError(path: path, line: header.line, reason: .doubleColumn(name))
    }
    return index
  }
  let text = try column("text")
  let category = try column("category")
  let caseID = try column("case")
  let also = header.cells.contains("also") ? try column("also") : nil
  var tickets: [LabelledTicket] = []
  for (line, cells) in rows.dropFirst() {
    guard cells.count == header.cells.count else {
      throw LabelError(
        path: path,
        line: line,
        reason: .fields(found: cells.count, expected: header.cells.count)
      )
    }
    guard let tag = taxonomy.tag(category: cells[category], caseID: cells[caseID]) else {
      let nearest = taxonomy.tag(caseOrCategory: cells[caseID]).map { taxonomy.category(of: $0).id }
      throw LabelError(
        path: path,
        line: line,
        reason: .unknownLabel(
          category: cells[category],
          caseID: cells[caseID],
          nearest: nearest
        )
      )
    }
    var further: [TagID] = []
    for id in (also.map { cells[$0] } ?? "").split(separator: ",") {
      guard let tag = taxonomy.tag(caseOrCategory: id.trimmed) else {
        throw LabelError(path: path, line: line, reason: .unknownAlso(String(id)))
      }
      further.append(tag)
    }
    tickets.append(LabelledTicket(text: cells[text], tag: tag, also: further, line: line))
  }
  return tickets
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension LabelledFile {
  /// The tickets without those whose text has been corrected.
  package func corrected(by corrections: LabelledFile) -> LabelledFile {
    let texts = Set(corrections.map(\.text))
    return filter { !texts.contains($0.text) }
  }

  /// What is learned from: every ticket and, right behind it, its framed copy if it has one.
  func withFramedCopies(_ frames: Frames) -> LabelledFile {
    flatMap { ticket in [ticket] + (ticket.framedCopy(frames).map { [$0] } ?? []) }
  }

  /// The same tickets, each between an opening and a closing.
  package func framed(_ frames: Frames) -> LabelledFile {
    map { $0.withText(frames.framed($0.text)) }
  }
}
