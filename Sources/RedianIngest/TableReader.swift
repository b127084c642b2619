import RedianCore

/// Reads a small table whole, with the line each row begins on: labelled tickets, customers, frames.
///
/// It is opened as an export is: a file or `-`, packed or not, UTF-8, GB18030 or UTF-16, lines ending as they may.
/// Between tabs quotes quote where every quoted cell is whole and every row as long as the header, as a spreadsheet saves it;
/// else they are text. A `.tsv` file is read so, and one whose first line has tabs and no comma; anything else is CSV, between
/// semicolons where the first line has these alone, and rows of it that are damaged (a quote that is never closed, text
/// behind one) end the reading with ``IngestError/damagedRow(path:problem:)``: of a table that figures rest on none is left
/// out but those with nothing in them.
package func readTable(path: String) throws(IngestError) -> [(line: Int, cells: [String])] {
  let table = Table(path: path, file: try WholeFile(path: path))
  return try table.rows().filter { !$0.cells.allSatisfy(\.isEmpty) }
}

private struct Table {
  typealias Row = (line: Int, cells: [String])

  let path: String
  let file: WholeFile

  private var header: ArraySlice<UInt8> { file.bytes.prefix { $0 != 0x0a && $0 != 0x0d } }

  func rows() throws(IngestError) -> [Row] {
    guard isTabbed else {
      return try rows(delimiter: header.contains(0x3b) && !header.contains(0x2c) ? 0x3b : 0x2c)
    }
    if let quoted = try? rows(delimiter: 0x09), isSpreadsheets(quoted) { return quoted }
    return try rows(delimiter: 0x09, isQuoting: false)
  }

  /// Whether quotes have quoted: rows are as long as the header, and no cell has swallowed a piece of the next row.
  private func isSpreadsheets(_ rows: [Row]) -> Bool {
    Set(rows.map(\.cells.count)).count <= 1
      && !rows.contains { $0.cells.contains { $0.utf8.contains(0x09) } }
  }

  /// Archives of a `.tsv` are told by their first line.
  private var isTabbed: Bool {
    path.lowercased().hasSuffix(".tsv") || header.contains(0x09) && !header.contains(0x2c)
  }

  private func rows(delimiter: UInt8, isQuoting: Bool = true) throws(IngestError) -> [Row] {
    var builder = BlockBuilder(
      file: 0,
      delimiter: delimiter,
      isQuoting: isQuoting,
      columns: 0,
      line: 1,
      options: IngestOptions()
    )
    var block = RecordBlock(bytes: file.bytes, start: 0)
    _ = builder.fill(&block, isFinal: true)
    if let problem = block.problems.first(where: {
      $0.code.isReject || $0.code == .repairedQuote
    }) {
      throw .damagedRow(path: path, problem: problem)
    }
    var rows: [Row] = []
    for index in block.starts.indices {
      let start = block.starts[index]
      let record = Array(file.bytes[Int(start)..<Int(block.ends[index])])
      guard let row = CSVParser.row(record, delimiter: delimiter, isQuoted: isQuoting) else {
        throw .broken(path: path, byte: UInt64(start), expected: 1, found: 0)
      }
      rows.append((Int(block.lines[index]), row.map(text)))
    }
    return rows
  }

  private func text(_ cell: [UInt8]) -> String {
    String(decoding: file.decoder.text(cell), as: UTF8.self)
  }
}

/// A cell's text: UTF-8, else GB18030, in which spreadsheets of Chinese systems save.
package func cellText(_ cell: [UInt8]) -> String {
  String(decoding: CellDecoder(encoding: .utf8).text(cell), as: UTF8.self)
}
