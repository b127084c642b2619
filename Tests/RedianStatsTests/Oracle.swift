import Foundation
import Testing

/// A reference table with its columns by name; see the README beside the tables.
struct Oracle {
  let rows: [[String: String]]

  /// `REDIAN_ORACLES`, else `../shared/oracles` beside the package; nil where there is neither.
  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["REDIAN_ORACLES"].map { URL(filePath: $0) }
    var package = URL(filePath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    let candidates = [
      named, package.appending(path: "../shared/oracles"),
      package.appending(path: "../../shared/oracles"),
    ]
    return candidates.compactMap(\.self).first {
      FileManager.default.fileExists(atPath: $0.appending(path: "README.md").path)
    }
  }()

  /// True where every table is at hand; ``Oracles`` beside this file has extracts of some.
  static var isPresent: Bool { folder != nil }

  private static let extracts = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Oracles")

  init(_ name: String) throws {
    let folder = Self.folder ?? Self.extracts
    let text = try String(contentsOf: folder.appending(path: name + ".csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// The rows by the value of a column, in the order of the file.
  func groups(_ column: String) -> [[[String: String]]] {
    var order: [String] = []
    var groups: [String: [[String: String]]] = [:]
    for row in rows {
      let key = row[column] ?? ""
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    return order.compactMap { groups[$0] }
  }
}

extension [String: String] {
  func number(_ column: String) throws -> Double { try #require(Double(self[column] ?? "")) }
  func integer(_ column: String) throws -> Int { try #require(Int(self[column] ?? "")) }
}

/// True where two values differ by at most `tolerance` of the expected one.
func isClose(_ value: Double?, _ expected: Double, relative tolerance: Double) -> Bool {
  guard let value else { return false }
  return value == expected || abs(value - expected) <= tolerance * abs(expected)
}
