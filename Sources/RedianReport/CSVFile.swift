/// A table as CSV that Excel and WPS open without a wizard: UTF-8 with mark, CRLF, RFC 4180.
enum CSVFile {
  static func bytes(_ table: Table, _ language: Language) -> [UInt8] {
    var text = "\u{feff}"
    let header = table.columns.map { cell(defused(language($0.zh, $0.en))) }
    text += header.joined(separator: ",") + "\r\n"
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
    let bytes = text.utf8
    let special = bytes.contains { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }
    guard special || bytes.first == 0x20 || bytes.last == 0x20 else { return text }
    let plain = bytes.contains(0x0d) ? text.replacing("\r\n", with: "\n") : text
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }

  /// A text that a spreadsheet would run as a formula gets an apostrophe (CWE-1236).
  ///
  /// Blanks before the sign do not help it; a plain number such as -5 is no formula.
  static func defused(_ text: String) -> String {
    let rest = text.unicodeScalars.drop { blanks.contains($0) }
    guard let first = rest.first, risky.contains(first) else { return text }
    return Double(String(String.UnicodeScalarView(rest))) == nil ? "'" + text : text
  }

  private static let blanks: Set<Unicode.Scalar> = [" ", "\u{a0}", "\u{3000}"]
  private static let risky: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0",
  ]
}
