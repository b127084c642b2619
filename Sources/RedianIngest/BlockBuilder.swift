import RedianCore

/// Cuts a stretch of input into records and quarantined lines; keeps what spans two stretches.
///
/// Recovery is defined on the sequence of records, never on blocks: where no record can be cut, the
/// one physical line is quarantined and reading goes on at the next. Quarantined lines that follow
/// one another are one reject. The result is the same for every block size.
struct BlockBuilder {
  private let scanner: RecordScanner
  private let file: Int
  /// Fields of the header, or 0 while it is being looked for.
  private let columns: Int
  private(set) var line: UInt64
  /// Quarantined lines that the next line may still join.
  private var pending: Problem?
  /// Inside a quarantined line that is longer than the buffer.
  private var isSkippingLine = false
  /// Bytes of raw text kept of one reject.
  private static let rawLimit = 65_536

  init(file: Int, delimiter: UInt8, columns: Int, line: UInt64, options: IngestOptions) {
    scanner = RecordScanner(
      delimiter: delimiter,
      byteLimit: options.recordByteLimit,
      lineLimit: options.recordLineLimit
    )
    self.file = file
    self.columns = columns
    self.line = line
  }

  /// Fills `block` from its bytes and returns how many of them were used.
  ///
  /// Stops before `recordLimit` records more; unused bytes come again with more behind them.
  mutating func fill(_ block: inout RecordBlock, isFinal: Bool, recordLimit: Int = .max) -> Int {
    let bytes = block.bytes
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else {
        if isFinal { flush(into: &block) }
        return 0
      }
      var finder = ByteFinder(bytes, base: base)
      var position = skipRest(bytes, &finder, &block, isFinal)
      var isContinuing = false
      while position < bytes.count, block.starts.count < recordLimit {
        let step = scanner.step(bytes, at: position, finder: &finder, isFinal: isFinal)
        switch step {
        case .needsMore: return position
        case .blank(let end):
          flush(into: &block)
          block.blankBytes += UInt64(end - position)
          // Blanks at the end of the input without a line break are no line.
          if bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d { line += 1 }
          position = end
        case .record(let end, let lines, let stray):
          if lines > 1, let code = wrongCount(bytes, position..<end) {
            guard quarantine(bytes, &position, code, &finder, &block, isFinal) else {
              return position
            }
            isContinuing = false
          } else {
            flush(into: &block)
            note(bytes, position, end, stray, &block)
            append(position..<end, lines, nil, isContinuing, &block)
            isContinuing = true
            position = end
          }
        case .broken(let code, let place):
          isContinuing = false
          guard recover(bytes, &position, code, place, &finder, &block, isFinal) else {
            return position
          }
        }
      }
      if isFinal && position == bytes.count { flush(into: &block) }
      return position
    }
  }

  private mutating func append(
    _ range: Range<Int>,
    _ lines: Int,
    _ replacement: [UInt8]?,
    _ isContinuing: Bool,
    _ block: inout RecordBlock
  ) {
    let number = block.starts.count
    block.starts.append(UInt32(range.lowerBound))
    block.ends.append(UInt32(range.upperBound))
    block.lines.append(line)
    line += UInt64(lines)
    if isContinuing, let last = block.segments.indices.last {
      block.segments[last].bytes = block.segments[last].bytes.lowerBound..<range.upperBound
      block.segments[last].records = block.segments[last].records.lowerBound..<number + 1
    } else {
      block.segments.append(
        .init(bytes: range, records: number..<number + 1, replacement: replacement)
      )
    }
  }

  /// Oddities of a good record.
  private func note(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ stray: Bool,
    _ block: inout RecordBlock
  ) {
    let byte = block.start + UInt64(start)
    if stray { block.problems.append(Problem(.strayQuote, file: file, line: line, byte: byte)) }
    if bytes[end - 1] != 0x0a && bytes[end - 1] != 0x0d {
      block.problems.append(
        Problem(.unterminatedLastRecord, file: file, line: line, byte: byte)
      )
    }
  }

  /// The code for a record of several lines whose number of fields is not the header's.
  private func wrongCount(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> ProblemCode? {
    guard columns > 0 else { return nil }
    let found = scanner.fieldCount(bytes, range)
    if found == columns { return nil }
    return found < columns ? .tooFewFields : .tooManyFields
  }

  /// Repairs the line by the spreadsheet rule or quarantines it; false where more bytes are needed.
  private mutating func recover(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int,
    _ code: ProblemCode,
    _ place: Int,
    _ finder: inout ByteFinder,
    _ block: inout RecordBlock,
    _ isFinal: Bool
  ) -> Bool {
    finder.rewind()
    let lineBreak = finder.nextBreak(from: position)
    let isOnFirstLine = code == .textAfterQuote && place < lineBreak
    if isOnFirstLine, lineBreak < bytes.count || isFinal,
      let fields = SpreadsheetRule.fields(
        bytes[position..<lineBreak],
        delimiter: scanner.delimiter
      ), columns == 0 || fields.count == columns
    {
      let end =
        lineBreak == bytes.count
        ? lineBreak : scanner.endOfBreak(bytes, at: lineBreak, isFinal: isFinal)
      guard let end else { return false }
      flush(into: &block)
      let byte = block.start + UInt64(position)
      block.problems.append(Problem(.repairedQuote, file: file, line: line, byte: byte))
      let record = SpreadsheetRule.record(fields, delimiter: scanner.delimiter)
      append(position..<end, 1, record, false, &block)
      position = end
      return true
    }
    let reason: ProblemCode =
      code == .textAfterQuote && !isOnFirstLine ? .unclosedQuote : code
    return quarantine(bytes, &position, reason, &finder, &block, isFinal)
  }

  /// Quarantines the physical line at `position`; false where its end is not yet there.
  private mutating func quarantine(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int,
    _ code: ProblemCode,
    _ finder: inout ByteFinder,
    _ block: inout RecordBlock,
    _ isFinal: Bool
  ) -> Bool {
    finder.rewind()
    let lineBreak = finder.nextBreak(from: position)
    var end = bytes.count
    if lineBreak < bytes.count {
      guard let behind = scanner.endOfBreak(bytes, at: lineBreak, isFinal: isFinal) else {
        return false
      }
      end = behind
    } else if !isFinal {
      guard bytes.count - position > scanner.byteLimit else { return false }
      isSkippingLine = true
    }
    let raw = bytes[position..<min(end, position + Self.rawLimit)]
    let byte = block.start + UInt64(position)
    if pending == nil {
      let column =
        code == .unclosedQuote ? scanner.openColumn(bytes, position..<min(lineBreak, end)) : 0
      pending = Problem(
        code,
        file: file,
        line: line,
        byte: byte,
        column: column,
        expected: columns
      )
    }
    pending?.lineEnd = line
    if let room = pending.map({ Self.rawLimit - $0.raw.count }), room > 0 {
      pending?.raw.append(contentsOf: raw.prefix(room))
    }
    block.rejectedBytes += UInt64(end - position)
    if !isSkippingLine { line += 1 }
    position = end
    return true
  }

  /// Goes on skipping a quarantined line that did not end in the stretch before.
  private mutating func skipRest(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ finder: inout ByteFinder,
    _ block: inout RecordBlock,
    _ isFinal: Bool
  ) -> Int {
    guard isSkippingLine else { return 0 }
    let lineBreak = finder.nextBreak(from: 0)
    var end = bytes.count
    if lineBreak < bytes.count {
      guard let behind = scanner.endOfBreak(bytes, at: lineBreak, isFinal: isFinal) else {
        block.rejectedBytes += UInt64(lineBreak)
        return lineBreak
      }
      end = behind
      isSkippingLine = false
      line += 1
    }
    block.rejectedBytes += UInt64(end)
    return end
  }

  private mutating func flush(into block: inout RecordBlock) {
    guard let problem = pending else { return }
    block.problems.append(problem)
    block.rejectedRows += 1
    pending = nil
  }
}
