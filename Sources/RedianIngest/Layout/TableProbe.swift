import RedianCore

/// Looks at the first rows below the header: what their quotes are for, how wide they are, and whether a
/// spreadsheet has been at their ids.
struct TableProbe {
  private let header: HeaderCandidate
  /// What stands below the header.
  private let bytes: [UInt8]
  private let isFinal: Bool
  private let options: IngestOptions

  /// Rows that are looked at.
  private static let depth = 500

  /// How a sample reads with quotes that quote, or with quotes that are text.
  private struct Sample {
    var rows: [[[UInt8]]] = []
    /// Lines that could not be cut or had to be repaired.
    var broken = 0
    /// Records with well-formed quoted fields.
    var quoted = 0

    func misfits(_ columns: Int) -> Int { rows.count { $0.count != columns } + broken }
  }

  /// Takes the head of the input, header included; all of it when `isFinal`.
  init(header: HeaderCandidate, bytes: [UInt8], isFinal: Bool, options: IngestOptions) {
    self.header = header
    self.bytes = Array(bytes[header.end...])
    self.isFinal = isFinal
    self.options = options
  }

  private func sample(isQuoting: Bool) -> Sample {
    var builder = BlockBuilder(
      file: 0,
      delimiter: header.delimiter,
      isQuoting: isQuoting,
      columns: 0,
      line: 1,
      options: options
    )
    var block = RecordBlock(bytes: bytes, start: 0)
    _ = builder.fill(&block, isFinal: isFinal, recordLimit: Self.depth)
    var sample = Sample()
    // Consecutive quarantined lines are one reject, but each of them is evidence.
    sample.broken = block.problems.reduce(0) { sum, problem in
      if problem.code == .repairedQuote { return sum + 1 }
      return problem.code.isReject ? sum + Int(problem.lineEnd - problem.line) + 1 : sum
    }
    for segment in block.segments {
      if case .replaced = segment.kind { continue }
      for record in segment.records {
        let raw = Array(block.bytes[Int(block.starts[record])..<Int(block.ends[record])])
        let row = CSVParser.row(raw, delimiter: header.delimiter, isQuoted: isQuoting)
        sample.rows.append(row ?? [])
        if case .quoted = segment.kind { sample.quoted += 1 }
      }
    }
    return sample
  }

  /// True where quotes stand in the text and quote nothing: taken as quotes they break many lines,
  /// taken as text they break none of those.
  var hasIdleQuotes: Bool {
    guard bytes.contains(0x22) else { return false }
    let quoting = sample(isQuoting: true)
    let bad = quoting.misfits(header.cells.count)
    guard bad >= 3, bad * 20 >= quoting.rows.count + quoting.broken, quoting.quoted * 2 <= bad
    else { return false }
    return sample(isQuoting: false).misfits(header.cells.count) * 4 <= bad
  }

  /// The header's cells, as many as the rows have: spreadsheets write a row's empty cells to its end,
  /// or end every row with a delimiter.
  func fitted(isQuoting: Bool) -> [String] {
    let cells = header.cells
    let rows = sample(isQuoting: isQuoting).rows
    guard rows.count(where: { $0.count == cells.count }) * 2 < rows.count else { return cells }
    var widths: [Int: Int] = [:]
    for row in rows { widths[row.count, default: 0] += 1 }
    guard let width = widths.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
      return cells
    }
    if width < cells.count {
      return cells[width...].allSatisfy(\.isEmpty) ? Array(cells[..<width]) : cells
    }
    let surplus = rows.filter { $0.count == width }.flatMap { $0[cells.count...] }
    let isEmpty = surplus.allSatisfy(\.isEmpty)
    return isEmpty ? cells + Array(repeating: "", count: width - cells.count) : cells
  }

  /// True where at least nine in ten long ids have zeros from the sixteenth digit on: a spreadsheet
  /// keeps fifteen.
  func hasZeroedIDs(_ column: Int?, isQuoting: Bool) -> Bool {
    guard let column else { return false }
    let long = sample(isQuoting: isQuoting).rows.compactMap { row in
      column < row.count ? row[column].withUnsafeBufferPointer(isZeroed) : nil
    }
    return long.count >= 20 && long.count(where: \.self) * 10 >= long.count * 9
  }
}

/// For an id of sixteen digits or more whether they are zeros from the sixteenth on; nil for any other.
func isZeroed(_ cell: UnsafeBufferPointer<UInt8>) -> Bool? {
  let id = unwrapped(cell)
  guard id.count >= 16, id.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return id[15...].allSatisfy { $0 == 0x30 }
}
