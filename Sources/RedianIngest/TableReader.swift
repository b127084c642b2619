import Glibc
import RedianCore

/// Reads a small table whole, with the line each row begins on: labelled tickets, customers, frames.
///
/// A `.tsv` file, and one whose first line has tabs and no comma, is lines of cells between tabs, without
/// quoting; anything else is CSV by libcsv.
/// A cell that is not UTF-8 is read as GB18030. Rows that are damaged (a quote that is never closed, text behind one) end the
/// reading with ``IngestError/damagedRow(path:problem:)``: of a table that figures rest on none is left out.
package func readTable(path: String) throws(IngestError) -> [(line: Int, cells: [String])] {
  guard let file = fopen(path, "rb") else {
    throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, errno: errno)
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let got = fread(&buffer, 1, buffer.count, file)
    if got == 0 { break }
    bytes += buffer[..<got]
  }
  guard ferror(file) == 0 else { throw .unreadable(path: path, errno: errno) }
  if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
  return try isTabbed(bytes, path: path) ? tabbed(bytes) : quoted(bytes, path: path)
}

private func isTabbed(_ bytes: [UInt8], path: String) -> Bool {
  let header = bytes.prefix { $0 != 0x0a }
  return path.lowercased().hasSuffix(".tsv") || header.contains(0x09) && !header.contains(0x2c)
}

private func tabbed(_ bytes: [UInt8]) -> [(line: Int, cells: [String])] {
  var result: [(Int, [String])] = []
  let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
  for (index, line) in lines.enumerated() {
    let plain = line.last == 0x0d ? line.dropLast() : line
    guard !plain.isEmpty else { continue }
    let cells = plain.split(separator: 0x09, omittingEmptySubsequences: false)
    result.append((index + 1, cells.map { cellText(Array($0)) }))
  }
  return result
}

private func quoted(
  _ bytes: [UInt8],
  path: String
) throws(IngestError) -> [(line: Int, cells: [String])] {
  var builder = BlockBuilder(
    file: 0,
    delimiter: 0x2c,
    columns: 0,
    line: 1,
    options: IngestOptions()
  )
  var block = RecordBlock(bytes: bytes, start: 0)
  _ = builder.fill(&block, isFinal: true)
  if let problem = block.problems.first(where: { $0.code.isReject || $0.code == .repairedQuote }) {
    throw .damagedRow(path: path, problem: problem)
  }
  var rows: [(Int, [String])] = []
  for index in block.starts.indices {
    let start = block.starts[index]
    let record = Array(bytes[Int(start)..<Int(block.ends[index])])
    guard let row = CSVParser.row(record, delimiter: 0x2c, isQuoted: true) else {
      throw .broken(path: path, byte: UInt64(start), expected: 1, found: 0)
    }
    rows.append((Int(block.lines[index]), row.map(cellText)))
  }
  return rows
}

/// A cell's text: UTF-8, else GB18030, in which spreadsheets of Chinese systems save.
package func cellText(_ cell: [UInt8]) -> String {
  String(decoding: CellDecoder(encoding: .utf8).text(cell), as: UTF8.self)
}
