/// Finds out what a dialect leaves open from the head of a text.
struct DialectProbe {
  let dialect: Dialect
  let bytes: ArraySlice<UInt8>

  /// Records that are looked at.
  private static let depth = 200

  /// The delimiter under which the widths differ least; among those, the one with most cells.
  func delimiter() -> [UInt8] {
    let candidates: [UInt8] = [0x2c, 0x09, 0x7c, 0x3b, 0x1e, 0x1f]
    var best: (delimiter: [UInt8], spread: Int, cells: Int)?
    for candidate in candidates {
      let widths = records(DialectScanner(dialect, delimiter: [candidate])).map(\.count)
      let cells = widths.reduce(0, +)
      guard cells > widths.count else { continue }
      let spread = zip(widths, widths.dropFirst()).reduce(0) { $0 + abs($1.0 - $1.1) }
      if best.map({ (spread, -cells) < ($0.spread, -$0.cells) }) ?? true {
        best = ([candidate], spread, cells)
      }
    }
    return best?.delimiter ?? [0x2c]
  }

  /// The width that records must have: the declared one or the header's, whichever more of them have;
  /// another where all of several records agree on it.
  func width(_ scanner: DialectScanner) -> Int? {
    guard dialect.isTable else { return nil }
    let rows = records(scanner)
    let first = rows.first?.count
    var candidates: [Int] = []
    if let columns = dialect.columns { candidates.append(columns) }
    if let first, dialect.headerLines > 0 || dialect.columnsOfFirst { candidates.append(first) }
    guard let declared = candidates.first else { return nil }
    let data = rows.dropFirst(dialect.headerLines)
    func matches(_ width: Int) -> Int {
      data.count { $0.count >= width && $0[width...].allSatisfy(isBlankCell) }
    }
    let best = candidates.max { matches($0) < matches($1) } ?? declared
    let width = matches(declared) >= matches(best) ? declared : best
    guard matches(width) == 0, dialect.header == nil, data.count > 1,
      let common = data.first?.count, data.allSatisfy({ $0.count == common })
    else { return width }
    return common
  }

  /// True where no record has a second cell: a blank line is then a record with an empty cell.
  func hasOneColumn(_ scanner: DialectScanner) -> Bool {
    records(scanner).allSatisfy { $0.count == 1 }
  }

  private func records(_ scanner: DialectScanner) -> [[[UInt8]]] {
    var rows: [[[UInt8]]] = []
    var rest = bytes
    for _ in 0..<dialect.skippedLines {
      let next = rest.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? rest.endIndex - 1
      rest = rest[min(next + 1, rest.endIndex)...]
    }
    while !rest.isEmpty, rows.count < Self.depth {
      let record = scanner.record(rest)
      let isComment = dialect.comment.map { rest.starts(with: $0) } ?? false
      if !record.isBlank && !record.isOpen && !isComment { rows.append(record.cells) }
      rest = rest[record.end...]
    }
    return rows
  }
}
