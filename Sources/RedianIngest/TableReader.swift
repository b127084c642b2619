import RedianCore

/// Reads a small table whole, with the line each row begins on: labelled tickets, customers, frames.
///
/// It is opened as an export is: a file or `-`, packed or not, UTF-8, GB18030 or UTF-16. A `.tsv` file, and one whose
/// first line has tabs and no comma, is lines of cells between tabs, without quoting; anything else is CSV by libcsv, between
/// semicolons where the first line has these alone. Rows that are damaged (a quote that is never closed, text behind one)
/// end the reading with ``IngestError/damagedRow(path:problem:)``: of a table that figures rest on none is left out.
package func readTable(path: String) throws(IngestError) -> [(line: Int, cells: [String])] {
  let table = Table(path: path, file: try WholeFile(path: path))
  return try table.isTabbed ? table.tabbed() : table.quoted()
}

private struct Table {
  let path: String
  let file: WholeFile

  private var bytes: [UInt8] { file.bytes }
  private var header: ArraySlice<UInt8> { bytes.prefix { $0 != 0x0a } }

  /// Archives of a `.tsv` are told by their first line.
  var isTabbed: Bool {
    path.lowercased().hasSuffix(".tsv") || header.contains(0x09) && !header.contains(0x2c)
  }

  private var delimiter: UInt8 { header.contains(0x3b) && !header.contains(0x2c) ? 0x3b : 0x2c }

  func tabbed() -> [(line: Int, cells: [String])] {
    var result: [(Int, [String])] = []
    let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let plain = line.last == 0x0d ? line.dropLast() : line
      guard !plain.isEmpty else { continue }
      let cells = plain.split(separator: 0x09, omittingEmptySubsequences: false)
      result.append((index + 1, cells.map { text(Array($0)) }))
    }
    return result
  }

  func quoted() throws(IngestError) -> [(line: Int, cells: [String])] {
    var builder = BlockBuilder(
      file: 0,
      delimiter: delimiter,
      columns: 0,
      line: 1,
      options: IngestOptions()
    )
    var block = RecordBlock(bytes: bytes, start: 0)
    _ = builder.fill(&block, isFinal: true)
    if let problem = block.problems.first(where: {
      $0.code.isReject || $0.code == .repairedQuote
    }) {
      throw .damagedRow(path: path, problem: problem)
    }
    var rows: [(Int, [String])] = []
    for index in block.starts.indices {
      let start = block.starts[index]
      let record = Array(bytes[Int(start)..<Int(block.ends[index])])
      guard let row = CSVParser.row(record, delimiter: delimiter, isQuoted: true) else {
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
