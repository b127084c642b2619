/// A mistake in a small settings table, with its line from 1.
package struct SettingsError: Error, Equatable {
  package enum Reason: Sendable, Equatable {
    case missingColumn(String)
    case badDate(String)
    case unknownType(String)
    case emptyUnit
    /// A unit that becomes itself again by way of its successors.
    case cycle(String)
  }

  package let line: Int
  package let reason: Reason

  package init(line: Int, _ reason: Reason) {
    self.line = line
    self.reason = reason
  }
}

/// A small comma-separated table with a header: holiday calendar, unit mapping.
///
/// Lines that begin with `#` are comments; cells are trimmed; nothing is quoted, because the cells
/// are dates and names of units.
struct SettingsTable {
  private(set) var comments: [String] = []
  private(set) var rows: [(line: Int, cells: [String: String])] = []

  init(_ text: String, columns: [String]) throws(SettingsError) {
    var header: [String]?
    let plain = text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
    let lines = plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let line = Self.trimmed(line)
      if line.hasPrefix("#") {
        comments.append(Self.trimmed(line.dropFirst()))
        continue
      }
      if line.isEmpty { continue }
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
      guard let names = header else {
        header = cells
        continue
      }
      rows.append(
        (number + 1, Dictionary(zip(names, cells), uniquingKeysWith: { first, _ in first }))
      )
    }
    for column in columns where header?.contains(column) != true {
      throw SettingsError(line: 1, .missingColumn(column))
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

extension CivilDay {
  /// The day of `2026-10-15`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
