import RedianClassify
import RedianCore
import RedianIngest
import RedianTrain

/// Reads a labelled file, or ends with its mistakes.
///
/// See ``LabelledHeader`` for which column is which.
func readLabelled(
  _ path: String,
  _ taxonomy: Taxonomy,
  _ named: [NamedLabelHeader],
  isCorrection: Bool = false
) throws -> LabelledFile {
  do {
    let table = try orFail { () throws(IngestError) in try readTable(path: path) }
    let rows = try table.first.map { row in
      let header = try LabelledHeader(
        line: row.line,
        cells: row.cells,
        named: named,
        isCorrection: isCorrection
      )
      tellUnknown(header, line: row.line, path)
      return [(row.line, header.names)] + table.dropFirst()
    }
    let tickets = try labelledTickets(rows: rows ?? [], taxonomy: taxonomy)
    guard !tickets.isEmpty else { throw fail(Words.noTickets(path), .dataUnusable) }
    return tickets
  } catch let error as LabelError {
    throw fail(error, path)
  }
}

/// Tells of headers that `--map` names and that are not there.
private func tellUnknown(_ header: LabelledHeader, line: Int, _ path: String) {
  guard !header.unknown.isEmpty else { return }
  let problem = Problem.unknownHeaders(header.unknown, line: UInt64(line))
  printError("redian: " + Words.problem(problem, file: path))
}

/// Prints the first mistakes of a labelled file.
private func fail(_ error: LabelError, _ path: String) -> any Error {
  var lines = error.mistakes.prefix(20).map { Words.label($0, path: path) }
  if error.mistakes.count > 20 { lines.append(Words.more(error.mistakes.count - 20)) }
  let hint = error.mistakes.lazy.compactMap { Words.hint($0.reason) }.first
  return fail(lines.joined(separator: "\n"), hint: hint, .dataUnusable)
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
