import RedianCore

/// Reads any delimited text by a ``Dialect``, in order, with rejects: the generic view.
///
/// It keeps the promises of the export reader where the dialect does not say otherwise: a damaged
/// record costs its first line, records that must fit a width and do not are rejects, nothing is
/// padded or cut.
package final class DialectReader {
  private let path: String
  private let stack: InputStack
  private let scanner: DialectScanner
  private let dialect: Dialect
  /// Cells a record must have, or nil for any number.
  private let width: Int?
  private let skipsBlankLines: Bool
  private let decoder: CellDecoder
  /// The encoding was named: no cell is in another.
  private let isGiven: Bool
  private var bytes: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line: UInt64 = 1
  private var records = 0
  private var headerLeft: Int
  private var isHeaderDone = false
  private var header: [[UInt8]] = []
  private var headerLine: UInt64 = 0
  /// The header that was found where another one was declared; empty where there was none.
  private var wrongHeader: [String]?
  /// Quarantined lines that the next one may join.
  private var pending: (line: UInt64, code: ProblemCode, raw: [UInt8])?

  package init(path: String, dialect: Dialect, options: IngestOptions) throws(IngestError) {
    self.path = path
    stack = try InputStack(path: path, options: options, isExport: false)
    decoder = CellDecoder(encoding: stack.encoding.ofCells)
    isGiven = options.encoding != nil
    isAtEnd = try stack.stream.read(1, into: &bytes)
    self.dialect = dialect
    headerLeft = dialect.headerLines
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { position = 4 }
    let probe = DialectProbe(dialect: dialect, bytes: bytes[position...])
    scanner = DialectScanner(dialect, delimiter: dialect.delimiter ?? probe.delimiter())
    width = probe.width(scanner)
    skipsBlankLines = dialect.skipsBlankLines ?? !probe.hasOneColumn(scanner)
    skipLines()
  }

  /// Calls `body` with everything that the text holds, in order, for as long as it is wanted.
  package func read(
    while isWanted: @autoclosure () -> Bool = true,
    _ body: (DialectItem) -> Void
  ) throws(IngestError) {
    while wrongHeader == nil, isWanted(), try step(body) {}
    guard isWanted() else { return }
    endHeader(body)
    flush(body)
    if let wrongHeader { throw .noHeader(path: path, best: wrongHeader) }
    try stack.file.checkUnchanged()
  }

  private func skipLines() {
    for _ in 0..<dialect.skippedLines {
      let end = endOfLine()
      position = end
      line += 1
    }
  }

  /// Position behind the physical line at the position.
  private func endOfLine() -> Int {
    var end = position
    while end < bytes.count, bytes[end] != 0x0a, bytes[end] != 0x0d { end += 1 }
    guard end < bytes.count else { return end }
    let isPair = bytes[end] == 0x0d && end + 1 < bytes.count && bytes[end + 1] == 0x0a
    return end + (isPair ? 2 : 1)
  }

  /// Takes the next record; false at the end.
  private func step(_ body: (DialectItem) -> Void) throws(IngestError) -> Bool {
    var record = scanner.record(bytes[position...])
    // A record that ends with the bytes may go on, and so may its line break.
    while record.end == bytes.count, !isAtEnd, record.end - position <= dialect.recordByteLimit {
      bytes.removeFirst(position)
      position = 0
      isAtEnd = try stack.stream.read(1 << 20, into: &bytes)
      record = scanner.record(bytes[position...])
    }
    if position == bytes.count { return false }
    if let comment = dialect.comment, bytes[position...].starts(with: comment) {
      position = endOfLine()
      line += 1
    } else if record.isBlank {
      blank(record, body)
    } else {
      take(record, body)
    }
    return true
  }

  private func blank(_ record: DialectScanner.Record, _ body: (DialectItem) -> Void) {
    flush(body)
    if dialect.reportsBlankLines {
      body(.row(line: line, cells: []))
    } else if !skipsBlankLines && headerLeft == 0 {
      records += 1
      body(.row(line: line, cells: record.cells))
    }
    advance(to: record.end)
  }

  private func take(_ record: DialectScanner.Record, _ body: (DialectItem) -> Void) {
    let lines = countLines(to: record.end)
    if let code = damage(record, lines) {
      quarantine(code, body)
    } else if headerLeft > 0 {
      takeHeader(record, body)
    } else if record.cells.allSatisfy(\.isEmpty), dialect.dropsEmptyRecords {
      advance(to: record.end)
    } else {
      emit(record.cells, to: record.end, body)
    }
  }

  /// Why a record cannot be taken as it was cut.
  private func damage(_ record: DialectScanner.Record, _ lines: Int) -> ProblemCode? {
    if record.isOpen && !dialect.closesAtEnd { return .unclosedQuote }
    if record.hasTextAfterQuote && dialect.textAfterQuote == .isError { return .textAfterQuote }
    if record.hasStrayQuote && dialect.rejectsStrayQuote { return .textAfterQuote }
    if record.end - position > dialect.recordByteLimit || lines > dialect.recordLineLimit {
      return lines > 1 ? .unclosedQuote : .recordTooLong
    }
    guard record.hasQuotes, let width, headerLeft == 0, !fits(record.cells, width) else {
      return nil
    }
    let mayBeOpen = lines > 1 || record.hasTextAfterQuote || dialect.columns != nil
    return mayBeOpen ? (lines > 1 ? .unclosedQuote : .textAfterQuote) : nil
  }

  /// Repairs the physical line if it then fits, else sets it aside: lines that follow one another are
  /// one reject.
  private func quarantine(_ code: ProblemCode, _ body: (DialectItem) -> Void) {
    let end = endOfLine()
    if dialect.textAfterQuote != .isError, let cells = repaired(bytes[position..<end]) {
      flush(body)
      if headerLeft > 0 {
        keepHeader(cells, body)
        advance(to: end)
      } else {
        emit(cells, to: end, body)
      }
      return
    }
    if pending == nil {
      records += headerLeft > 0 ? 0 : 1
      pending = (line, code, [])
    }
    let room = max(0, Quarantine.rawLimit - (pending?.raw.count ?? 0))
    pending?.raw += bytes[position..<end].prefix(room)
    if headerLeft > 0 { headerLeft -= 1 }
    advance(to: end)
  }

  /// The cells of a line under the first of the lenient readings that has the declared width.
  private func repaired(_ line: ArraySlice<UInt8>) -> [[UInt8]]? {
    guard let width else { return nil }
    for textAfterQuote in [Dialect.TextAfterQuote.literal, .reopens] {
      var lenient = dialect
      lenient.textAfterQuote = textAfterQuote
      let record = DialectScanner(lenient, delimiter: scanner.delimiter).record(
        line,
        isOneLine: true
      )
      if !record.isOpen && record.hasTextAfterQuote && fits(record.cells, width) {
        return record.cells
      }
    }
    // Only a width that was declared proves that a quote was meant as text.
    guard dialect.columns != nil else { return nil }
    let cells = scanner.recordWithTextQuotes(line).cells
    return fits(cells, width) ? cells : nil
  }

  /// A record fits with the width's cells, or with more of which the last are empty.
  private func fits(_ cells: [[UInt8]], _ width: Int) -> Bool {
    cells.count >= width && cells[width...].allSatisfy(isBlankCell)
  }

  /// A header is never a reject: it is repaired where that makes it fit, else taken as it is.
  private func takeHeader(_ record: DialectScanner.Record, _ body: (DialectItem) -> Void) {
    let end = endOfLine()
    if dialect.columns != nil, record.hasQuotes, let width, !fits(record.cells, width),
      let cells = repaired(bytes[position..<end])
    {
      keepHeader(cells, body)
      advance(to: end)
    } else {
      keepHeader(record.cells, body)
      advance(to: record.end)
    }
  }

  private func keepHeader(_ cells: [[UInt8]], _ body: (DialectItem) -> Void) {
    if header.isEmpty { headerLine = line }
    for (index, cell) in cells.enumerated() {
      if index == header.count {
        header.append(cell)
      } else if !cell.isEmpty {
        header[index] += (header[index].isEmpty ? [] : [0x20]) + cell
      }
    }
    headerLeft -= 1
    if headerLeft == 0 { endHeader(body) }
  }

  private func endHeader(_ body: (DialectItem) -> Void) {
    let cells = header.map(decoder.text)
    if let names = dialect.header, !isHeaderDone, cells != names.map({ Array($0.utf8) }) {
      wrongHeader = cells.map { String(decoding: $0, as: UTF8.self) }
    } else if !isHeaderDone && !header.isEmpty {
      body(.row(line: headerLine, cells: cells))
    }
    isHeaderDone = true
  }

  private func emit(_ cells: [[UInt8]], to end: Int, _ body: (DialectItem) -> Void) {
    flush(body)
    records += 1
    let raw = bytes[position..<end]
    var code: ProblemCode?
    if let width, !fits(cells, width) {
      code = cells.count < width ? .tooFewFields : .tooManyFields
    } else if let limit = dialect.lineByteLimit, lengthWithoutBreak(raw) > limit {
      code = .recordTooLong
    }
    var text: [[UInt8]] = []
    for cell in cells {
      var output: [UInt8] = []
      let fault = cell.withUnsafeBufferPointer { decoder.append($0, to: &output) }
      if let fault, isGiven || fault.code == .invalidText, dialect.isTable {
        code = code ?? .undecodable
      }
      text.append(output)
    }
    if let code {
      body(.reject(line: line, record: records, code: code, raw: Array(raw)))
    } else {
      body(.row(line: line, cells: text))
    }
    advance(to: end)
  }

  private func lengthWithoutBreak(_ raw: ArraySlice<UInt8>) -> Int {
    (raw.lastIndex { $0 != 0x0a && $0 != 0x0d }.map { $0 + 1 } ?? raw.startIndex) - raw.startIndex
  }

  private func flush(_ body: (DialectItem) -> Void) {
    guard let pending else { return }
    body(.reject(line: pending.line, record: records, code: pending.code, raw: pending.raw))
    self.pending = nil
  }

  private func countLines(to end: Int) -> Int {
    bytes.withUnsafeBufferPointer { RedianIngest.countLines($0, position..<end) }
  }

  private func advance(to end: Int) {
    line += UInt64(countLines(to: end))
    position = end
  }
}

/// True for a cell with nothing to see in it.
func isBlankCell(_ cell: [UInt8]) -> Bool {
  cell.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a || $0 == 0x0d }
}
