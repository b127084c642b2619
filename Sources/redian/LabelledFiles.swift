import RedianClassify
import RedianCore
import RedianIngest
import RedianTrain

/// Reads a labelled file, or ends with its first mistake.
func readLabelled(_ path: String, _ taxonomy: Taxonomy) throws -> LabelledFile {
  do {
    var rows = try readTable(path: path)
    if let header = rows.first { rows[0].cells = labelledHeader(header.cells) }
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

/// The header of a labelled file; what `redian classify` wrote, and somebody has corrected, is one as well.
private func labelledHeader(_ cells: [String]) -> [String] {
  let added = ["redian_category": "category", "redian_case": "case", "redian_also": "also"]
  guard cells.contains("redian_category") else { return cells }
  var header = cells.map { added[$0] ?? "export: " + $0 }
  if let text = contentColumn(of: cells) { header[text] = "text" }
  return header
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
