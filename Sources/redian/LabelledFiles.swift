import RedianClassify
import RedianCore
import RedianIngest
import RedianTrain

/// Reads a labelled file, or ends with its first mistake.
///
/// The text is in the column that `headers` name, else in `text`, else in one with an alias of exports.
func readLabelled(
  _ path: String,
  _ taxonomy: Taxonomy,
  _ headers: [NamedHeader]
) throws -> LabelledFile {
  let content = headers.first { $0.field == .content }?.header
  do {
    let rows = try withLabelledHeader(readTable(path: path), path: path, content)
    let tickets = try labelledTickets(rows: rows, path: path, taxonomy: taxonomy)
    guard !tickets.isEmpty else { throw fail(Words.noTickets(path), .dataUnusable) }
    return tickets
  } catch let error as LabelError {
    throw fail(Words.label(error), .dataUnusable)
  } catch let error as IngestError {
    let (message, hint, status) = Words.describe(error)
    throw fail(message, hint: hint, status)
  }
}

/// A table whose first row has the names of labelled files; what `redian classify` wrote, and somebody has
/// corrected, is one as well.
private func withLabelledHeader(
  _ rows: [(line: Int, cells: [String])],
  path: String,
  _ content: String?
) throws -> [(line: Int, cells: [String])] {
  guard let (line, cells) = rows.first else { return rows }
  let added = ["redian_category": "category", "redian_case": "case", "redian_also": "also"]
  var header = cells
  if cells.contains("redian_category") { header = cells.map { added[$0] ?? "export: " + $0 } }
  if let content {
    guard let text = cells.firstIndex(of: content) else {
      throw LabelError(path: path, line: line, reason: .missingColumn(content))
    }
    header = header.map { $0 == "text" ? "export: text" : $0 }
    header[text] = "text"
  } else if !header.contains("text"), let text = contentColumn(of: cells) {
    header[text] = "text"
  }
  return [(line, header)] + rows.dropFirst()
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
