import RedianClassify
import RedianCore
import RedianIngest
import RedianTrain

/// Reads a labelled file, or ends with its mistakes.
///
/// The text is in the first of the columns `contents` that there is; where there is none in `text`, else in one with an
/// alias of exports.
func readLabelled(
  _ path: String,
  _ taxonomy: Taxonomy,
  _ contents: [String]
) throws -> LabelledFile {
  do {
    let table = try orFail { () throws(IngestError) in try readTable(path: path) }
    let rows = try withLabelledHeader(table, contents, path: path)
    let tickets = try labelledTickets(rows: rows, taxonomy: taxonomy)
    guard !tickets.isEmpty else { throw fail(Words.noTickets(path), .dataUnusable) }
    return tickets
  } catch let error as LabelError {
    throw fail(error, path)
  }
}

/// Prints the first mistakes of a labelled file.
private func fail(_ error: LabelError, _ path: String) -> any Error {
  var lines = error.mistakes.prefix(20).map { Words.label($0, path: path) }
  if error.mistakes.count > 20 { lines.append(Words.more(error.mistakes.count - 20)) }
  let isLabel = error.mistakes.contains {
    if case .unknownLabel = $0.reason { true } else { false }
  }
  return fail(lines.joined(separator: "\n"), hint: isLabel ? Words.labelHint : nil, .dataUnusable)
}

/// A table whose first row has the names of labelled files; what `redian classify` wrote, and somebody has
/// corrected, is one as well.
private func withLabelledHeader(
  _ rows: [(line: Int, cells: [String])],
  _ contents: [String],
  path: String
) throws -> [(line: Int, cells: [String])] {
  guard let (line, cells) = rows.first else { return rows }
  let added = ["redian_category": "category", "redian_case": "case", "redian_also": "also"]
  var header = cells
  if cells.contains("redian_category") {
    // Whose labels are meant is not guessed.
    if cells.contains("category") && cells.contains("case") {
      throw LabelError(line: line, header: .doubleColumn("category, redian_category"))
    }
    header = cells.map { added[$0] ?? "export: " + $0 }
  }
  var column = ContentColumn(of: cells, named: contents)
  if column == .none && !contents.isEmpty {
    let problem = Problem.unknownHeaders(contents, line: UInt64(line))
    printError("redian: " + Words.problem(problem, file: path))
  }
  if column == .none || contents.isEmpty {
    if header.contains("text") { return [(line, header)] + rows.dropFirst() }
    column = ContentColumn(of: cells, named: [])
  }
  switch column {
  case .found(let text):
    header = header.map { $0 == "text" ? "export: text" : $0 }
    header[text] = "text"
  case .ambiguous(let name): throw LabelError(line: line, header: .doubleColumn(name))
  case .none: break
  }
  return [(line, header)] + rows.dropFirst()
}

/// Reads a file of frames, or takes the built-in ones, or ends with the first mistake.
func readFrames(_ path: String?) throws -> Frames {
  do {
    guard let path else { return try Frames.builtIn() }
    return try Frames(rows: orFail { () throws(IngestError) in try readTable(path: path) })
  } catch let error as Frames.Mistake {
    throw fail(Words.frames(error, path: path ?? "frames"), .configuration)
  }
}
