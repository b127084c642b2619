import RedianCore

/// Finds where records truly end, by libcsv's own rules, without parsing them.
///
/// libcsv is an automaton of six states; after a line break only two are possible, and which of them
/// holds is known here because the scan is sequential and exact: a quote opens a field only at the
/// field's start (blanks before it do not count), and closes it only before a delimiter, a line
/// break or the end. Quote parity is never used: a stray quote inside a text would turn it round.
/// A record that libcsv would read differently from a spreadsheet (text after a closing quote), that
/// is longer than the limits, or that is open at the end of the input is ``Step/broken``.
struct RecordScanner {
  /// What begins at a position.
  enum Step: Equatable {
    /// A record up to `end`, line break included, over `lines` lines.
    case record(end: Int, lines: Int, quotes: Quotes)
    case blank(end: Int)
    /// Undecided until more bytes are there.
    case needsMore
    /// No record can be cut here; `position` is where that was seen.
    case broken(ProblemCode, position: Int)
  }

  /// What quotes do in a record.
  struct Quotes: Equatable {
    /// A quote opens a field.
    var open = false
    /// Where the first quote stands that is text in an unquoted field.
    var stray: Int?
  }

  let delimiter: UInt8
  /// False where quotes are text.
  var isQuoting = true
  let byteLimit: Int
  let lineLimit: Int

  func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte == 0x09 && delimiter != 0x09)
  }

  /// The step at `start`; `isFinal` when no bytes come after these.
  func step(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at start: Int,
    finder: inout ByteFinder,
    isFinal: Bool
  ) -> Step {
    var position = start
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    // A hole of blanks is not waited out: memory is bounded.
    if position - start > byteLimit { return .broken(.recordTooLong, position: start) }
    if position == bytes.count { return isFinal ? .blank(end: position) : .needsMore }
    if bytes[position] == 0x0a || bytes[position] == 0x0d {
      guard let end = endOfBreak(bytes, at: position, isFinal: isFinal) else { return .needsMore }
      return .blank(end: end)
    }
    return record(bytes, start, &finder, isFinal)
  }

  /// The position behind the line break at `position`: CRLF is one; nil where an LF may follow.
  func endOfBreak(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int, isFinal: Bool) -> Int? {
    guard bytes[position] == 0x0d else { return position + 1 }
    if position + 1 == bytes.count { return isFinal ? position + 1 : nil }
    return bytes[position + 1] == 0x0a ? position + 2 : position + 1
  }

  private func record(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ finder: inout ByteFinder,
    _ isFinal: Bool
  ) -> Step {
    var position = start
    var isMultiline = false
    var quotes = Quotes()
    while true {
      let quote = isQuoting ? finder.nextQuote(from: position) : bytes.count
      let lineBreak = finder.nextBreak(from: position)
      if min(quote, lineBreak) - start > byteLimit {
        return .broken(.recordTooLong, position: start)
      }
      guard quote < lineBreak else {
        if lineBreak == bytes.count {
          guard isFinal else { return .needsMore }
          return finish(bytes, start, lineBreak, isMultiline, quotes)
        }
        guard let end = endOfBreak(bytes, at: lineBreak, isFinal: isFinal) else {
          return .needsMore
        }
        return finish(bytes, start, end, isMultiline, quotes)
      }
      guard opensField(bytes, quote, start) else {
        quotes.stray = quotes.stray ?? quote
        position = quote + 1
        continue
      }
      quotes.open = true
      switch closing(bytes, after: quote, start, &finder, isFinal) {
      case .field(let next): position = next
      case .record(let end, let lineBreak):
        if finder.nextBreak(from: quote) < lineBreak { isMultiline = true }
        return finish(bytes, start, end, isMultiline, quotes)
      case .other(let step): return step
      }
      if finder.nextBreak(from: quote) < position { isMultiline = true }
    }
  }

  /// True where only blanks lie between the field's start and the quote.
  private func opensField(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ quote: Int,
    _ start: Int
  ) -> Bool {
    var before = quote - 1
    while before >= start, isBlank(bytes[before]) { before -= 1 }
    return before < start || bytes[before] == delimiter
  }

  private enum Closing {
    /// The field is closed and another one begins.
    case field(next: Int)
    /// The field is closed and the record ends.
    case record(end: Int, lineBreak: Int)
    case other(Step)
  }

  private func closing(
    _ bytes: UnsafeBufferPointer<UInt8>,
    after open: Int,
    _ start: Int,
    _ finder: inout ByteFinder,
    _ isFinal: Bool
  ) -> Closing {
    var position = open + 1
    while true {
      let quote = finder.nextQuote(from: position)
      if quote - start > byteLimit { return .other(.broken(.unclosedQuote, position: open)) }
      if quote == bytes.count {
        return .other(isFinal ? .broken(.unclosedQuote, position: open) : .needsMore)
      }
      var next = quote + 1
      while next < bytes.count, isBlank(bytes[next]) { next += 1 }
      if next == bytes.count {
        return isFinal ? .record(end: next, lineBreak: next) : .other(.needsMore)
      }
      switch bytes[next] {
      case delimiter: return .field(next: next + 1)
      case 0x0a, 0x0d:
        guard let end = endOfBreak(bytes, at: next, isFinal: isFinal) else {
          return .other(.needsMore)
        }
        return .record(end: end, lineBreak: next)
      case 0x22 where next == quote + 1: position = next + 1
      default: return .other(.broken(.textAfterQuote, position: next))
      }
    }
  }

  private func finish(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ isMultiline: Bool,
    _ quotes: Quotes
  ) -> Step {
    let lines = isMultiline ? countLines(bytes, start..<end) : 1
    if lines > lineLimit || end - start > byteLimit {
      return .broken(isMultiline ? .unclosedQuote : .recordTooLong, position: start)
    }
    return .record(end: end, lines: lines, quotes: quotes)
  }
}

/// Lines in a range: one per CRLF, CR or LF, and one for what follows the last of them.
func countLines(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
  var lines = 0
  var isOpen = false
  var index = range.lowerBound
  while index < range.upperBound {
    let byte = bytes[index]
    index += 1
    isOpen = byte != 0x0a && byte != 0x0d
    guard !isOpen else { continue }
    if byte == 0x0d, index < range.upperBound, bytes[index] == 0x0a { index += 1 }
    lines += 1
  }
  return lines + (isOpen ? 1 : 0)
}
