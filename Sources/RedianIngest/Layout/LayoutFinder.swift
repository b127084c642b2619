import RedianCore

/// Finds delimiter, quoting and header from the head of an input.
struct LayoutFinder {
  let path: String
  let number: Int
  let options: IngestOptions
  let stack: InputStack

  /// Records among which the header is looked for.
  private static let headerDepth = 50

  func find() throws(IngestError) -> InputLayout {
    let head = stack.stream.head
    let isFinal = stack.stream.isAll
    if head.isEmpty { throw .empty(path: path) }
    let header = try header(head, isFinal)
    let probe = TableProbe(
      header: header,
      bytes: head,
      isFinal: isFinal,
      options: options
    )
    let isQuoting = options.isQuoting ?? !probe.hasIdleQuotes
    let cells = probe.fitted(isQuoting: isQuoting)
    let mapping = FieldMapping(cells: cells, headers: options.headers)
    if let clash = mapping.clash {
      throw .ambiguousHeader(
        path: path,
        line: header.line,
        header: clash.header,
        columns: clash.columns.map { $0 + 1 }
      )
    }
    let block = block(head)
    let mark = markSize(head)
    return InputLayout(
      number: number,
      path: path,
      packing: stack.packing,
      encoding: stack.encoding,
      encodingReason: stack.encodingReason,
      hasByteOrderMark: mark > 0,
      delimiter: header.delimiter,
      isQuoting: isQuoting,
      columns: mapping.columns,
      fields: mapping.fields,
      dataByte: UInt64(header.end),
      dataPlace: block.inputSize(0..<header.end),
      dataLine: header.nextLine,
      titleBytes: block.inputSize(mark..<header.end),
      markBytes: block.inputSize(0..<mark),
      headerLine: header.line,
      hasZeroedIDs: probe.hasZeroedIDs(mapping.fields[.ticketID], isQuoting: isQuoting),
      problems: titles(header, block) + doubles(mapping, header, block)
        + unknown(mapping, header, block),
      rawHeader: Array(head[header.start..<header.end])
    )
  }

  private func block(_ head: [UInt8]) -> RecordBlock {
    RecordBlock(bytes: head, start: 0, isUTF16: stack.encoding.isUTF16)
  }

  /// The record with the most known columns, by the first delimiter that finds as many.
  private func header(_ head: [UInt8], _ isFinal: Bool) throws(IngestError) -> HeaderCandidate {
    let delimiters: [UInt8] = options.delimiter.map { [$0] } ?? [0x2c, 0x09, 0x3b]
    var best: HeaderCandidate?
    for delimiter in delimiters {
      for candidate in candidates(head, delimiter, isFinal)
      where candidate.matches > (best?.matches ?? -1) {
        best = candidate
      }
    }
    guard let best, best.matches >= 2 || (best.matches == 1 && best.hasContent) else {
      throw .noHeader(path: path, best: best.map { Array($0.cells.prefix(12)) } ?? [])
    }
    return best
  }

  private func candidates(
    _ head: [UInt8],
    _ delimiter: UInt8,
    _ isFinal: Bool
  ) -> [HeaderCandidate] {
    var builder = BlockBuilder(
      file: number,
      delimiter: delimiter,
      isQuoting: options.isQuoting ?? true,
      columns: 0,
      line: 1,
      options: options
    )
    var block = RecordBlock(bytes: head, start: 0)
    _ = builder.fill(&block, isFinal: isFinal, recordLimit: Self.headerDepth)
    let decoder = CellDecoder(encoding: stack.encoding.ofCells)
    var above: [HeaderCandidate.Title] = []
    return block.starts.indices.compactMap { index in
      let range = Int(block.starts[index])..<Int(block.ends[index])
      defer { above.append(.init(line: block.lines[index], byte: range.lowerBound)) }
      let isQuoted = options.isQuoting ?? true
      guard
        let row = CSVParser.row(Array(head[range]), delimiter: delimiter, isQuoted: isQuoted)
      else { return nil }
      let lines = head.withUnsafeBufferPointer { countLines($0, range) }
      return HeaderCandidate(
        delimiter: delimiter,
        cells: row.map { String(decoding: decoder.text($0), as: UTF8.self).trimmingBlanks },
        start: range.lowerBound,
        end: range.upperBound,
        line: block.lines[index],
        nextLine: block.lines[index] + UInt64(lines),
        titles: above,
        headers: options.headers
      )
    }
  }

  private func titles(_ header: HeaderCandidate, _ block: RecordBlock) -> [Problem] {
    header.titles.map {
      Problem(.titleLine, file: number, line: $0.line, byte: block.inputSize(0..<$0.byte))
    }
  }

  /// Headers that the user has named and the file has not, and a text that no column holds.
  private func unknown(
    _ mapping: FieldMapping,
    _ header: HeaderCandidate,
    _ block: RecordBlock
  ) -> [Problem] {
    let byte = block.inputSize(0..<header.start)
    var problems: [Problem] = []
    if !mapping.unknown.isEmpty {
      problems.append(
        .unknownHeaders(mapping.unknown, file: number, line: header.line, byte: byte)
      )
    }
    if mapping.fields[.content] == nil {
      problems.append(Problem(.missingContent, file: number, line: header.line, byte: byte))
    }
    return problems
  }

  private func doubles(
    _ mapping: FieldMapping,
    _ header: HeaderCandidate,
    _ block: RecordBlock
  ) -> [Problem] {
    mapping.doubles.map {
      Problem(
        .duplicateHeader,
        file: number,
        line: header.line,
        byte: block.inputSize(0..<header.start),
        column: $0 + 1
      )
    }
  }
}

/// A record that might be the header.
struct HeaderCandidate {
  /// A record above it.
  struct Title {
    var line: UInt64
    var byte: Int
  }

  var delimiter: UInt8
  var cells: [String]
  var matches: Int
  var hasContent: Bool
  var start: Int
  var end: Int
  var line: UInt64
  var nextLine: UInt64
  var titles: [Title]

  init(
    delimiter: UInt8,
    cells: [String],
    start: Int,
    end: Int,
    line: UInt64,
    nextLine: UInt64,
    titles: [Title],
    headers: [NamedHeader]
  ) {
    self.delimiter = delimiter
    self.cells = cells
    self.start = start
    self.end = end
    self.line = line
    self.nextLine = nextLine
    self.titles = titles
    let fields = FieldMapping(cells: cells, headers: headers).fields
    matches = fields.count
    hasContent = fields[.content] != nil
  }
}
