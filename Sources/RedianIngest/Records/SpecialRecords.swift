import RedianCore

/// Records among the data that are no tickets: totals lines, rows without any content, and the header
/// again where files were joined.
///
/// A totals line has no ticket id, or has the totals word in its place; `共` counts only before a number
/// of rows (共 12 条), because names begin with it too (共青城).
struct SpecialRecords: Sendable {
  private static let totals = ["合计", "总计", "小计", "共计"]
  private static let counters = ["条", "件", "单", "行", "项", "笔", "宗"]

  private let layout: InputLayout
  private let idColumn: Int?
  /// First character of a totals word.
  private let leads = ["合", "总", "小", "共"].map { Array($0.utf8) }
  /// The header's first column.
  private let header: [UInt8]

  init(layout: InputLayout) {
    self.layout = layout
    idColumn = layout.fields[.ticketID]
    header = Array((layout.columns.first ?? "").utf8)
  }

  /// The records of a batch that are special, with what they are.
  ///
  /// Nothing is copied for a record whose first cells are not suspect.
  func indices(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ cells: [CellRange]
  ) -> [(index: Int, code: ProblemCode)] {
    let columns = layout.columns.count
    var result: [(Int, ProblemCode)] = []
    for record in 0..<cells.count / columns {
      let row = cells[record * columns..<(record + 1) * columns]
      guard let first = row.first(where: { $0.start < $0.end }) else {
        result.append((record, .emptyRow))
        continue
      }
      guard isSuspect(bytes, first, isFirst: first == row.first) else { continue }
      let texts = row.map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }
      if let code = code(texts) { result.append((record, code)) }
    }
    return result
  }

  /// By the record's first filled cell, which may also be the first of all.
  private func isSuspect(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ cell: CellRange,
    isFirst: Bool
  ) -> Bool {
    let text = bytes[Int(cell.start)..<Int(cell.end)]
    if bytes[Int(cell.start)] >= 0x80, leads.contains(where: text.starts(with:)) { return true }
    // A mark, blanks or quotes may stand round the header where files were joined.
    let spare = text.count - header.count
    guard isFirst, spare >= 0 && spare <= 16, !header.isEmpty else { return false }
    return (0...spare).contains { text.dropFirst($0).starts(with: header) }
  }

  /// What a row is whose number of cells is not the header's, if it is no damaged ticket.
  func code(ofMisfit cells: [[UInt8]]) -> ProblemCode? {
    if cells.allSatisfy(\.isEmpty) { return .emptyRow }
    let decoder = CellDecoder(encoding: layout.encoding.ofCells)
    return code(cells.map { String(decoding: decoder.text($0), as: UTF8.self) })
  }

  private func code(_ cells: [String]) -> ProblemCode? {
    if isTotals(cells) { return .totalsLine }
    return isHeader(cells) ? .repeatedHeader : nil
  }

  private func isTotals(_ cells: [String]) -> Bool {
    guard let first = cells.firstIndex(where: { !$0.isEmpty }), cells[first].utf8.count < 32 else {
      return false
    }
    if cells.count == layout.columns.count, let idColumn, idColumn != first,
      !cells[idColumn].isEmpty
    {
      return false
    }
    let text = cells[first].trimmingBlanks
    if Self.totals.contains(where: text.hasPrefix) { return true }
    guard text.hasPrefix("共") else { return false }
    let rest = text.dropFirst().drop { " :：".contains($0) }
    let unit = rest.drop(while: \.isNumber).drop { $0 == " " }
    return unit.count < rest.count
      && (unit.isEmpty || Self.counters.contains(where: unit.hasPrefix))
  }

  private func isHeader(_ cells: [String]) -> Bool {
    guard cells.count == layout.columns.count, let cell = cells.first, !cell.isEmpty else {
      return false
    }
    return zip(cells, layout.columns).allSatisfy { text, column in
      let plain = text.trimmingBlanks
      return plain == column || column.hasPrefix(plain + "_")
    }
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
