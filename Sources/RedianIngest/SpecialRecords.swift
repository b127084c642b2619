import RedianCore

/// Records among the data that are no tickets: totals lines, and the header again where files were
/// joined.
struct SpecialRecords: Sendable {
  private let layout: InputLayout
  /// 合计, 总计, 小计, 共 in the input's encoding.
  private let totals: [[UInt8]]
  private let firstHeaderByte: UInt8

  init(layout: InputLayout) {
    self.layout = layout
    let words = ["合计", "总计", "小计", "共计", "共"]
    totals = words.map { word in
      layout.encoding == .gb18030 ? GB18030.encode(word) ?? [] : Array(word.utf8)
    }
    let first = layout.columns.first ?? ""
    let raw = layout.encoding == .gb18030 ? GB18030.encode(first) ?? [] : Array(first.utf8)
    firstHeaderByte = raw.first ?? 0
  }

  /// The records of a batch that are special, with what they are.
  ///
  /// A ticket's first cell is nearly always a digit, so only the others are looked at.
  func indices(
    bytes: [UInt8],
    fieldEnds: [UInt32],
    count: Int
  ) -> [(index: Int, code: ProblemCode)] {
    let columns = layout.columns.count
    var result: [(Int, ProblemCode)] = []
    for record in 0..<count {
      let from = record == 0 ? 0 : Int(fieldEnds[record * columns - 1])
      let end = Int(fieldEnds[record * columns])
      let isSuspect = from == end || bytes[from] >= 0x80 || bytes[from] == firstHeaderByte
      guard isSuspect else { continue }
      var cells: [[UInt8]] = []
      var start = from
      for column in 0..<columns {
        let end = Int(fieldEnds[record * columns + column])
        cells.append(Array(bytes[start..<end]))
        start = end
      }
      if let code = code(cells) { result.append((record, code)) }
    }
    return result
  }

  func code(rawRecord: [UInt8]) -> ProblemCode? {
    CSVParser.rows(rawRecord, delimiter: layout.delimiter).first.flatMap(code)
  }

  private func code(_ cells: [[UInt8]]) -> ProblemCode? {
    if let first = cells.first(where: { !$0.isEmpty }) {
      let isWord = totals.dropLast().contains { first.starts(with: $0) && first.count < 24 }
      let isCount = totals.last.map { first.starts(with: $0) && first.count < 32 } ?? false
      if isWord || (isCount && first.contains { (0x30...0x39).contains($0) }) {
        return .totalsLine
      }
    }
    return isHeader(cells) ? .repeatedHeader : nil
  }

  private func isHeader(_ cells: [[UInt8]]) -> Bool {
    guard cells.count == layout.columns.count, let cell = cells.first, !cell.isEmpty else {
      return false
    }
    let texts = cells.map { decodeText($0, layout.encoding) }
    return zip(texts, layout.columns).allSatisfy { text, column in
      let plain = text.trimmingBlanks
      return plain == column || column.hasPrefix(plain + "_")
    }
  }
}

/// A cell as text: its own encoding, else the other one, else with U+FFFD.
func decodeText(_ bytes: [UInt8], _ encoding: TextEncoding) -> String {
  bytes.withUnsafeBufferPointer { raw in
    if encoding == .utf8 && isUTF8(raw) { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt8] = []
    if GB18030.decode(raw, into: &text) { return String(decoding: text, as: UTF8.self) }
    return String(decoding: raw, as: UTF8.self)
  }
}

extension String {
  /// Without blanks, tabs, no-break and ideographic spaces and byte-order marks at both ends.
  package var trimmingBlanks: String {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{a0}", "\u{3000}", "\u{feff}", "\r", "\n"]
    var scalars = unicodeScalars[...]
    while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
    return String(scalars)
  }
}
