import RedianCore

/// Finds encoding, delimiter and header from the first bytes of an input.
struct LayoutFinder {
  let path: String
  let number: Int
  let options: IngestOptions
  /// The first bytes, a mark included; everything when `isFinal`.
  let prefix: [UInt8]
  let isFinal: Bool

  /// Records among which the header is looked for.
  private static let headerDepth = 50

  func find() throws(IngestError) -> InputLayout {
    if prefix.isEmpty { throw .empty(path: path) }
    if let kind = foreignKind { throw .notText(path: path, kind: kind) }
    let mark = byteOrderMark
    let encoding = options.encoding ?? mark?.encoding ?? detectedEncoding
    let markBytes = mark?.count ?? 0
    let text = Array(prefix.dropFirst(markBytes))
    let delimiters: [UInt8] = options.delimiter.map { [$0] } ?? [0x2c, 0x09, 0x3b]
    var best: Candidate?
    for delimiter in delimiters {
      for candidate in candidates(text, delimiter, encoding)
      where candidate.matches > (best?.matches ?? -1) {
        best = candidate
      }
    }
    guard let best, best.matches >= 2 || (best.matches == 1 && best.hasContent) else {
      throw .noHeader(path: path, best: best.map { Array($0.cells.prefix(12)) } ?? [])
    }
    return InputLayout(
      number: number,
      path: path,
      encoding: encoding,
      hasByteOrderMark: mark != nil,
      delimiter: best.delimiter,
      columns: unique(best.cells),
      fields: fields(of: best.cells),
      dataByte: UInt64(markBytes + best.end),
      dataLine: best.nextLine,
      titleBytes: UInt64(best.end),
      markBytes: UInt64(markBytes),
      titleLines: best.titleLines
    )
  }

  /// A record that might be the header.
  private struct Candidate {
    var delimiter: UInt8
    var cells: [String]
    var matches: Int
    var hasContent: Bool
    var end: Int
    var nextLine: UInt64
    var titleLines: Int
  }

  private func candidates(
    _ text: [UInt8],
    _ delimiter: UInt8,
    _ encoding: TextEncoding
  ) -> [Candidate] {
    var builder = BlockBuilder(
      file: number,
      delimiter: delimiter,
      columns: 0,
      line: 1,
      options: options
    )
    var block = RecordBlock(bytes: text, start: 0)
    _ = builder.fill(&block, isFinal: isFinal, recordLimit: Self.headerDepth)
    return block.starts.indices.compactMap { index in
      let span = Int(block.starts[index])..<Int(block.ends[index])
      guard let row = CSVParser.rows(Array(text[span]), delimiter: delimiter).first else {
        return nil
      }
      let cells = row.map { decodeText($0, encoding).trimmingBlanks }
      let found = fields(of: cells)
      let lines = text.withUnsafeBufferPointer { countLines($0, span) }
      return Candidate(
        delimiter: delimiter,
        cells: cells,
        matches: found.count,
        hasContent: found[.content] != nil,
        end: span.upperBound,
        nextLine: block.lines[index] + UInt64(lines),
        titleLines: Int(block.lines[index]) - 1
      )
    }
  }

  /// The column of every field: the user's headers first, then the best alias.
  private func fields(of cells: [String]) -> [TicketField: Int] {
    let normalized = cells.map(normalizedHeader)
    var result: [TicketField: Int] = [:]
    var claimed: Set<Int> = []
    func claim(_ field: TicketField, _ name: String) {
      guard result[field] == nil,
        let column = normalized.indices.first(where: {
          normalized[$0] == name && !claimed.contains($0)
        })
      else { return }
      result[field] = column
      claimed.insert(column)
    }
    for (field, header) in options.headers { claim(field, normalizedHeader(header)) }
    // An exact name of any field goes before a second-best alias of another.
    for field in TicketField.allCases {
      for alias in field.aliases { claim(field, alias) }
    }
    return result
  }

  private func unique(_ cells: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return cells.map { cell in
      seen[cell, default: 0] += 1
      let count = seen[cell] ?? 1
      return count == 1 ? cell : "\(cell)_\(count)"
    }
  }

  /// The mark the input begins with (U+FEFF in UTF-8 or GB18030), and the encoding it proves.
  private var byteOrderMark: (count: Int, encoding: TextEncoding)? {
    if prefix.starts(with: [0xef, 0xbb, 0xbf]) { return (3, .utf8) }
    return prefix.starts(with: [0x84, 0x31, 0x95, 0x33]) ? (4, .gb18030) : nil
  }

  private var detectedEncoding: TextEncoding {
    prefix.withUnsafeBufferPointer { bytes in
      if isUTF8(bytes, allowTruncated: !isFinal) { return .utf8 }
      if GB18030.isValidPrefix(bytes) { return .gb18030 }
      // Damaged either way: the encoding of most lines.
      let lines = bytes.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d })
      let damaged = lines.filter { !isUTF8(.init(rebasing: $0)) }
      return damaged.count * 2 > lines.count ? .gb18030 : .utf8
    }
  }

  private var foreignKind: String? {
    let magic: [([UInt8], String)] = [
      ([0x50, 0x4b, 0x03, 0x04], "xlsx"), ([0xd0, 0xcf, 0x11, 0xe0], "xls"),
      ([0x1f, 0x8b], "gzip"), ([0x28, 0xb5, 0x2f, 0xfd], "zstd"), ([0xff, 0xfe], "utf-16"),
      ([0xfe, 0xff], "utf-16"),
    ]
    if let known = magic.first(where: { prefix.starts(with: $0.0) }) { return known.1 }
    let head = prefix.prefix(65_536)
    let controls = head.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
    return controls * 50 > head.count ? "binary" : nil
  }
}
