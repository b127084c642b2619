import RedianCore

/// Cuts a stretch of input into records and quarantined lines; keeps what spans two stretches.
///
/// Recovery is defined on the sequence of records, never on blocks: where no record can be cut, the
/// one physical line is quarantined and reading goes on at the next. The result is the same for every
/// block size.
struct BlockBuilder {
  private let scanner: RecordScanner
  private let file: Int
  /// Fields of the header, or 0 while it is being looked for.
  private let columns: Int
  /// True for a row that is a piece of a damaged record, though it has the right number of cells.
  private let isFragment: ([[UInt8]]) -> Bool
  private(set) var line: UInt64
  private var quarantine = Quarantine()
  /// How the first line of the data ends.
  private var lineBreak: LineBreak?

  init(
    file: Int,
    delimiter: UInt8,
    isQuoting: Bool = true,
    columns: Int,
    line: UInt64,
    options: IngestOptions,
    isFragment: @escaping ([[UInt8]]) -> Bool = { _ in false }
  ) {
    scanner = RecordScanner(
      delimiter: delimiter,
      isQuoting: isQuoting,
      byteLimit: options.recordByteLimit,
      lineLimit: options.recordLineLimit
    )
    self.file = file
    self.columns = columns
    self.line = line
    self.isFragment = isFragment
  }

  /// Fills `block` from its bytes and returns how many of them were used.
  ///
  /// Stops before `recordLimit` records more; unused bytes come again with more behind them.
  mutating func fill(_ block: inout RecordBlock, isFinal: Bool, recordLimit: Int = .max) -> Int {
    let bytes = block.bytes
    block.used = bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else {
        if isFinal { quarantine.flush(into: &block) }
        return 0
      }
      var stretch = CutStretch(block, bytes, base: base, isFinal: isFinal)
      skipRest(&stretch, &block)
      while stretch.position < bytes.count, block.starts.count < recordLimit {
        guard step(&stretch, &block) else { return stretch.position }
      }
      if isFinal && stretch.position == bytes.count { quarantine.flush(into: &block) }
      return stretch.position
    }
    return block.used
  }

  /// Takes what begins at the position; false where more bytes are needed to know it.
  private mutating func step(_ stretch: inout CutStretch, _ block: inout RecordBlock) -> Bool {
    let position = stretch.position
    switch ByteOrderMark(stretch.bytes, at: position) {
    case .none: break
    case .cut where !stretch.isFinal: return false
    case .cut: break
    case .whole(let count):
      block.markBytes += block.inputSize(position..<position + count)
      stretch.position += count
      stretch.isContinuing = false
      return true
    }
    let step = scanner.step(
      stretch.bytes,
      at: position,
      finder: &stretch.finder,
      isFinal: stretch.isFinal
    )
    switch step {
    case .needsMore: return false
    case .blank(let end):
      blank(end, &stretch, &block)
      return true
    case .record(let end, let lines, let quotes):
      if let code = misfit(position..<end, lines, stretch) {
        return reject(code, &stretch, &block)
      }
      quarantine.flush(into: &block)
      note(end, quotes, &stretch, &block)
      append(end, lines, quotes.open ? .quoted : .plain, &stretch, &block)
      return true
    case .broken(let code, let place): return recover(code, place, &stretch, &block)
    }
  }

  private mutating func blank(_ end: Int, _ stretch: inout CutStretch, _ block: inout RecordBlock) {
    quarantine.flush(into: &block)
    block.blankBytes += block.inputSize(stretch.position..<end)
    noteBreak(end, &stretch, &block)
    // Blanks at the end of the input without a line break are no line.
    if LineBreak(stretch.bytes, before: end) != nil { line += 1 }
    stretch.position = end
  }

  /// Why a record that could be cut is none: a record of several lines with a wrong number of cells,
  /// or a piece of the damaged record before it.
  private func misfit(_ range: Range<Int>, _ lines: Int, _ stretch: CutStretch) -> ProblemCode? {
    guard columns > 0, lines > 1 || quarantine.isOpen else { return nil }
    let count = scanner.column(stretch.bytes, range, of: range.upperBound)
    if count != columns { return count < columns ? .tooFewFields : .tooManyFields }
    guard quarantine.isOpen else { return nil }
    let row = CSVParser.row(
      Array(stretch.bytes[range]),
      delimiter: scanner.delimiter,
      isQuoted: scanner.isQuoting
    )
    return row.map(isFragment) == true ? .tooFewFields : nil
  }

  private mutating func append(
    _ end: Int,
    _ lines: Int,
    _ kind: RecordBlock.Segment.Kind,
    _ stretch: inout CutStretch,
    _ block: inout RecordBlock
  ) {
    let number = block.starts.count
    block.starts.append(UInt32(stretch.position))
    block.ends.append(UInt32(end))
    block.lines.append(line)
    line += UInt64(lines)
    if stretch.isContinuing, let last = block.segments.indices.last,
      block.segments[last].continues(with: kind)
    {
      block.segments[last].bytes = block.segments[last].bytes.lowerBound..<end
      block.segments[last].records = block.segments[last].records.lowerBound..<number + 1
    } else {
      block.segments.append(
        .init(bytes: stretch.position..<end, records: number..<number + 1, kind: kind)
      )
    }
    stretch.position = end
    stretch.isContinuing = true
  }

  /// Oddities of a good record.
  private mutating func note(
    _ end: Int,
    _ quotes: RecordScanner.Quotes,
    _ stretch: inout CutStretch,
    _ block: inout RecordBlock
  ) {
    if let place = quotes.stray { problem(.strayQuote, at: place, &stretch, &block) }
    if LineBreak(stretch.bytes, before: end) == nil {
      problem(.unterminatedLastRecord, &stretch, &block)
    } else {
      noteBreak(end, &stretch, &block)
    }
  }

  private mutating func noteBreak(
    _ end: Int,
    _ stretch: inout CutStretch,
    _ block: inout RecordBlock
  ) {
    guard columns > 0, let kind = LineBreak(stretch.bytes, before: end), kind != lineBreak else {
      return
    }
    if lineBreak == nil {
      lineBreak = kind
    } else {
      problem(.mixedLineBreaks, &stretch, &block)
    }
  }

  private func problem(
    _ code: ProblemCode,
    at place: Int? = nil,
    _ stretch: inout CutStretch,
    _ block: inout RecordBlock
  ) {
    let rest = stretch.position..<stretch.bytes.count
    let column = place.map { scanner.column(stretch.bytes, rest, of: $0) } ?? 0
    let byte = stretch.place(place ?? stretch.position)
    block.problems.append(Problem(code, file: file, line: line, byte: byte, column: column))
  }

  /// Repairs the line or quarantines it; false where more bytes are needed.
  private mutating func recover(
    _ code: ProblemCode,
    _ place: Int,
    _ stretch: inout CutStretch,
    _ block: inout RecordBlock
  ) -> Bool {
    let lineBreak = stretch.finder.nextBreak(from: stretch.position)
    let isOnFirstLine = code == .textAfterQuote && place < lineBreak
    if isOnFirstLine, lineBreak < stretch.bytes.count || stretch.isFinal,
      let record = repaired(stretch.bytes[stretch.position..<lineBreak])
    {
      guard let end = endOfLine(lineBreak, stretch) else { return false }
      quarantine.flush(into: &block)
      problem(.repairedQuote, at: place, &stretch, &block)
      append(end, 1, .replaced(record), &stretch, &block)
      return true
    }
    if isOnFirstLine { return reject(code, at: place, &stretch, &block) }
    return reject(code == .textAfterQuote ? .unclosedQuote : code, &stretch, &block)
  }

  /// The line as a well-formed record, by the first rule under which it fits the header.
  private func repaired(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    for rule in LineRepair.allCases {
      guard let fields = rule.fields(line, delimiter: scanner.delimiter),
        columns == 0 || fields.count == columns
      else { continue }
      return LineRepair.record(fields, delimiter: scanner.delimiter)
    }
    return nil
  }

  /// Position behind the line break, or nil where that is not yet known.
  private func endOfLine(_ lineBreak: Int, _ stretch: CutStretch) -> Int? {
    lineBreak == stretch.bytes.count
      ? lineBreak : scanner.endOfBreak(stretch.bytes, at: lineBreak, isFinal: stretch.isFinal)
  }

  /// Quarantines the physical line at the position; false where its end is not yet there.
  private mutating func reject(
    _ code: ProblemCode,
    at place: Int? = nil,
    _ stretch: inout CutStretch,
    _ block: inout RecordBlock
  ) -> Bool {
    let position = stretch.position
    stretch.isContinuing = false
    let lineBreak = stretch.finder.nextBreak(from: position)
    guard let end = endOfLine(lineBreak, stretch) else { return false }
    let isWhole = lineBreak < stretch.bytes.count || stretch.isFinal
    guard isWhole || stretch.bytes.count - position > scanner.byteLimit else { return false }
    quarantine.add(stretch.bytes[position..<end], line: line, isWhole: isWhole) {
      let text = position..<min(lineBreak, end)
      let open = code == .unclosedQuote ? scanner.openColumn(stretch.bytes, text) : 0
      return Problem(
        code,
        file: file,
        line: line,
        byte: stretch.place(position),
        column: place.map { scanner.column(stretch.bytes, text, of: $0) } ?? open,
        expected: columns
      )
    }
    block.rejectedBytes += block.inputSize(position..<end)
    if isWhole { line += 1 }
    stretch.position = end
    return true
  }

  /// Goes on skipping a quarantined line that did not end in the stretch before.
  private mutating func skipRest(_ stretch: inout CutStretch, _ block: inout RecordBlock) {
    guard quarantine.isInsideLine else { return }
    let lineBreak = stretch.finder.nextBreak(from: 0)
    // A carriage return at the very end may be half of a pair: it is left for the next stretch.
    let end = lineBreak < stretch.bytes.count ? endOfLine(lineBreak, stretch) : nil
    if end != nil { line += 1 }
    stretch.position = end ?? lineBreak
    quarantine.goOn(stretch.bytes[..<stretch.position], isWhole: end != nil)
    block.rejectedBytes += block.inputSize(0..<stretch.position)
  }
}

extension RecordBlock.Segment {
  /// True where a record of this kind belongs to the same run.
  func continues(with other: Kind) -> Bool {
    switch (kind, other) {
    case (.plain, .plain), (.quoted, .quoted): true
    default: false
    }
  }
}
