import RedianCore

/// Cuts a stretch of input into records and quarantined lines; keeps what spans two stretches.
///
/// Recovery is defined on the sequence of records, never on blocks: where no record can be cut, the
/// one physical line is quarantined and reading goes on at the next. Quarantined lines that follow
/// one another are one reject, and so is what follows them and is no row of the table. The result is
/// the same for every block size.
struct BlockBuilder {
  private let scanner: RecordScanner
  private let file: Int
  /// Fields of the header, or 0 while it is being looked for.
  private let columns: Int
  /// True for a row that is a piece of a damaged record, though it has the right number of cells.
  private let isFragment: ([[UInt8]]) -> Bool
  private(set) var line: UInt64
  /// Quarantined lines that the next line may still join.
  private var pending: Problem?
  /// Inside a quarantined line that is longer than the buffer.
  private var isSkippingLine = false
  /// How the first line of the data ends.
  private var lineBreak: LineBreak?
  /// Bytes of raw text kept of one reject.
  static let rawLimit = 65_536

  private enum LineBreak {
    case lineFeed
    case both
    case carriageReturn
  }

  /// The bytes that are being cut, and how far.
  private struct Stretch {
    let bytes: UnsafeBufferPointer<UInt8>
    let isFinal: Bool
    var finder: ByteFinder
    var places: PlaceMap
    var position = 0
    /// The next record lies directly behind the last one of the last segment.
    var isContinuing = false

    mutating func place(_ index: Int) -> UInt64 { places.place(bytes, index) }
  }

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
        if isFinal { flush(into: &block) }
        return 0
      }
      var stretch = Stretch(
        bytes: bytes,
        isFinal: isFinal,
        finder: ByteFinder(bytes, base: base),
        places: PlaceMap(block)
      )
      skipRest(&stretch, &block)
      while stretch.position < bytes.count, block.starts.count < recordLimit {
        guard step(&stretch, &block) else { return stretch.position }
      }
      if isFinal && stretch.position == bytes.count { flush(into: &block) }
      return stretch.position
    }
    return block.used
  }

  /// Takes what begins at the position; false where more bytes are needed to know it.
  private mutating func step(_ stretch: inout Stretch, _ block: inout RecordBlock) -> Bool {
    let position = stretch.position
    switch byteOrderMark(stretch.bytes, position) {
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
        return quarantine(code, &stretch, &block)
      }
      flush(into: &block)
      note(end, quotes, &stretch, &block)
      append(end, lines, quotes.open ? .quoted : .plain, &stretch, &block)
      return true
    case .broken(let code, let place): return recover(code, place, &stretch, &block)
    }
  }

  private mutating func blank(_ end: Int, _ stretch: inout Stretch, _ block: inout RecordBlock) {
    flush(into: &block)
    block.blankBytes += block.inputSize(stretch.position..<end)
    noteBreak(end, &stretch, &block)
    // Blanks at the end of the input without a line break are no line.
    if breakKind(stretch.bytes, end) != nil { line += 1 }
    stretch.position = end
  }

  /// Why a record that could be cut is none: a record of several lines with a wrong number of cells,
  /// or a piece of the damaged record before it.
  private func misfit(_ range: Range<Int>, _ lines: Int, _ stretch: Stretch) -> ProblemCode? {
    guard columns > 0, lines > 1 || pending != nil else { return nil }
    let count = scanner.column(stretch.bytes, range, of: range.upperBound)
    if count != columns { return count < columns ? .tooFewFields : .tooManyFields }
    guard pending != nil else { return nil }
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
    _ stretch: inout Stretch,
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
    _ stretch: inout Stretch,
    _ block: inout RecordBlock
  ) {
    if let place = quotes.stray { problem(.strayQuote, at: place, &stretch, &block) }
    if breakKind(stretch.bytes, end) == nil {
      problem(.unterminatedLastRecord, &stretch, &block)
    } else {
      noteBreak(end, &stretch, &block)
    }
  }

  private mutating func noteBreak(
    _ end: Int,
    _ stretch: inout Stretch,
    _ block: inout RecordBlock
  ) {
    guard columns > 0, let kind = breakKind(stretch.bytes, end), kind != lineBreak else { return }
    if lineBreak == nil {
      lineBreak = kind
    } else {
      problem(.mixedLineBreaks, &stretch, &block)
    }
  }

  private func breakKind(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> LineBreak? {
    switch bytes[end - 1] {
    case 0x0d: .carriageReturn
    case 0x0a: end > 1 && bytes[end - 2] == 0x0d ? .both : .lineFeed
    default: nil
    }
  }

  private func problem(
    _ code: ProblemCode,
    at place: Int? = nil,
    _ stretch: inout Stretch,
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
    _ stretch: inout Stretch,
    _ block: inout RecordBlock
  ) -> Bool {
    let lineBreak = stretch.finder.nextBreak(from: stretch.position)
    let isOnFirstLine = code == .textAfterQuote && place < lineBreak
    if isOnFirstLine, lineBreak < stretch.bytes.count || stretch.isFinal,
      let record = repaired(stretch.bytes[stretch.position..<lineBreak])
    {
      guard let end = endOfLine(lineBreak, stretch) else { return false }
      flush(into: &block)
      problem(.repairedQuote, at: place, &stretch, &block)
      append(end, 1, .replaced(record), &stretch, &block)
      return true
    }
    if isOnFirstLine { return quarantine(code, at: place, &stretch, &block) }
    return quarantine(code == .textAfterQuote ? .unclosedQuote : code, &stretch, &block)
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
  private func endOfLine(_ lineBreak: Int, _ stretch: Stretch) -> Int? {
    lineBreak == stretch.bytes.count
      ? lineBreak : scanner.endOfBreak(stretch.bytes, at: lineBreak, isFinal: stretch.isFinal)
  }

  /// Quarantines the physical line at the position; false where its end is not yet there.
  private mutating func quarantine(
    _ code: ProblemCode,
    at place: Int? = nil,
    _ stretch: inout Stretch,
    _ block: inout RecordBlock
  ) -> Bool {
    let position = stretch.position
    stretch.isContinuing = false
    let lineBreak = stretch.finder.nextBreak(from: position)
    guard let end = endOfLine(lineBreak, stretch) else { return false }
    if lineBreak == stretch.bytes.count && !stretch.isFinal {
      guard stretch.bytes.count - position > scanner.byteLimit else { return false }
      isSkippingLine = true
    }
    if pending == nil {
      let text = position..<min(lineBreak, end)
      let open = code == .unclosedQuote ? scanner.openColumn(stretch.bytes, text) : 0
      pending = Problem(
        code,
        file: file,
        line: line,
        byte: stretch.place(position),
        column: place.map { scanner.column(stretch.bytes, text, of: $0) } ?? open,
        expected: columns
      )
    }
    pending?.lineEnd = line
    keepRaw(stretch.bytes[position..<end])
    block.rejectedBytes += block.inputSize(position..<end)
    if !isSkippingLine { line += 1 }
    stretch.position = end
    return true
  }

  private mutating func keepRaw(_ raw: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let room = pending.map({ Self.rawLimit - $0.raw.count }), room > 0 else { return }
    pending?.raw.append(contentsOf: raw.prefix(room))
  }

  /// Goes on skipping a quarantined line that did not end in the stretch before.
  private mutating func skipRest(_ stretch: inout Stretch, _ block: inout RecordBlock) {
    guard isSkippingLine else { return }
    let lineBreak = stretch.finder.nextBreak(from: 0)
    // A carriage return at the very end may be half of a pair: it is left for the next stretch.
    var end = lineBreak
    if lineBreak < stretch.bytes.count, let behind = endOfLine(lineBreak, stretch) {
      end = behind
      isSkippingLine = false
      line += 1
    }
    keepRaw(stretch.bytes[0..<end])
    block.rejectedBytes += block.inputSize(0..<end)
    stretch.position = end
  }

  private mutating func flush(into block: inout RecordBlock) {
    guard let problem = pending else { return }
    block.problems.append(problem)
    block.rejectedRows += 1
    pending = nil
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

/// A byte-order mark where a record may begin: files with marks are joined as they are.
private enum ByteOrderMark {
  case none
  /// The bytes end inside what may be one.
  case cut
  case whole(Int)
}

private func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> ByteOrderMark {
  let first = bytes[position]
  guard first == 0xef || first == 0x84 else { return .none }
  let mark: [UInt8] = first == 0xef ? [0xef, 0xbb, 0xbf] : [0x84, 0x31, 0x95, 0x33]
  let found = bytes[position...].prefix(mark.count)
  guard mark.starts(with: found) else { return .none }
  return found.count == mark.count ? .whole(mark.count) : .cut
}
