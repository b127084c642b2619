import RedianCore

/// Records among the data that are no tickets: totals lines, and the header again where files were
/// joined.
///
/// A totals line has no ticket id, or has the totals word in its place; `共` counts only before a number
/// of rows (共 12 条), because names begin with it too (共青城).
struct SpecialRecords: Sendable {
  private static let totals = ["合计", "总计", "小计", "共计"]
  private static let counters = ["条", "件", "单", "行", "项", "笔", "宗"]

  private let layout: InputLayout
  private let idColumn: Int?
  /// First character of a totals word in any encoding that a file may be a mixture of.
  private let leads: [[UInt8]]
  /// The first column's header, in the same encodings.
  private let headers: [[UInt8]]

  init(layout: InputLayout) {
    self.layout = layout
    idColumn = layout.fields[.ticketID]
    func encoded(_ text: String) -> [[UInt8]] { [Array(text.utf8), GB18030.encode(text) ?? []] }
    leads = ["合", "总", "小", "共"].flatMap(encoded)
    headers = encoded(layout.columns.first ?? "").filter { !$0.isEmpty }
  }

  /// The records of a batch that are special, with what they are.
  ///
  /// Nothing is copied for a record whose first cells are not suspect.
  func indices(
    bytes: [UInt8],
    fieldEnds: [UInt32],
    count: Int
  ) -> [(index: Int, code: ProblemCode)] {
    let columns = layout.columns.count
    var result: [(Int, ProblemCode)] = []
    bytes.withUnsafeBufferPointer { bytes in
      for record in 0..<count {
        let first = record * columns
        let from = first == 0 ? 0 : Int(fieldEnds[first - 1])
        let end = Int(fieldEnds[first + columns - 1])
        guard from < end, isSuspect(bytes, from, Int(fieldEnds[first])) else { continue }
        var start = from
        let cells = fieldEnds[first..<first + columns].map { end in
          defer { start = Int(end) }
          return Array(bytes[start..<Int(end)])
        }
        if let code = code(cells) { result.append((record, code)) }
      }
    }
    return result
  }

  /// By the record's first bytes, which are its first filled cell's, and by its first cell.
  private func isSuspect(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) -> Bool {
    if bytes[from] >= 0x80, leads.contains(where: bytes[from...].starts(with:)) { return true }
    // A mark, blanks or quotes may stand round the header where files were joined.
    return headers.contains { header in
      let spare = end - from - header.count
      guard spare >= 0 && spare <= 16 else { return false }
      return (from...from + spare).contains { bytes[$0..<$0 + header.count].elementsEqual(header) }
    }
  }

  func code(rawRecord: [UInt8]) -> ProblemCode? {
    CSVParser.rows(rawRecord, delimiter: layout.delimiter).first.flatMap(code)
  }

  private func code(_ cells: [[UInt8]]) -> ProblemCode? {
    if isTotals(cells) { return .totalsLine }
    return isHeader(cells) ? .repeatedHeader : nil
  }

  private func isTotals(_ cells: [[UInt8]]) -> Bool {
    guard let first = cells.firstIndex(where: { !$0.isEmpty }), cells[first].count < 32 else {
      return false
    }
    if cells.count == layout.columns.count, let idColumn, idColumn != first,
      !cells[idColumn].isEmpty
    {
      return false
    }
    let text = decodeText(cells[first], layout.encoding).trimmingBlanks
    if Self.totals.contains(where: text.hasPrefix) { return true }
    guard text.hasPrefix("共") else { return false }
    let rest = text.dropFirst().drop { " :：".contains($0) }
    let unit = rest.drop(while: \.isNumber).drop { $0 == " " }
    return unit.count < rest.count
      && (unit.isEmpty || Self.counters.contains(where: unit.hasPrefix))
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
