/// A table as CSV that Excel and WPS open without a wizard: UTF-8 with mark, CRLF, RFC 4180.
enum CSVFile {
  static func bytes(_ table: Table, _ language: Language) -> [UInt8] {
    var text = "\u{feff}"
    text += table.columns.map { cell(language($0.zh, $0.en)) }.joined(separator: ",") + "\r\n"
    for row in table.rows { text += row.map(cell).joined(separator: ",") + "\r\n" }
    return Array(text.utf8)
  }

  private static func cell(_ value: Table.Value) -> String {
    switch value {
    case .empty: ""
    case .text(let text): cell(defused(text))
    case .count(let count): String(count)
    case .share(let share): fixed(share, 4)
    case .number(let number): fixed(number, 2)
    case .probability(let value): significant(value)
    }
  }

  private static func cell(_ text: String) -> String {
    let plain = text.replacing("\r\n", with: "\n")
    let special = plain.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
    let hasEdge = plain.hasPrefix(" ") || plain.hasSuffix(" ")
    guard special || hasEdge else { return plain }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }

  /// A text that a spreadsheet would run as a formula gets an apostrophe (CWE-1236).
  ///
  /// Blanks before the sign do not help it; a plain number such as -5 is no formula.
  static func defused(_ text: String) -> String {
    let blanks: Set<Unicode.Scalar> = [" ", "\u{a0}", "\u{3000}"]
    let rest = text.unicodeScalars.drop { blanks.contains($0) }
    let risky: Set<Unicode.Scalar> = [
      "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0",
    ]
    guard let first = rest.first, risky.contains(first) else { return text }
    return Double(String(String.UnicodeScalarView(rest))) == nil ? "'" + text : text
  }
}
