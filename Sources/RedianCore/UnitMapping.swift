/// What became of renamed, merged and split units, so that all periods are counted by today's.
///
/// A line says that tickets of `unit` from `valid_from` to `valid_to` (an empty date is no limit)
/// belong to `successor`. A unit is a name of any level, or a path `city/county/station` whose last
/// name is meant. A path as successor moves the unit to other parents. Several successors,
/// separated by `;`, are a split: past tickets cannot be dealt out, the old name stays, and all of
/// them have no history that can be compared.
package struct UnitMapping: Sendable, Equatable {
  package struct Rule: Sendable, Equatable {
    package var unit: [String]
    package var from: CivilDay?
    package var to: CivilDay?
    package var successors: [[String]]

    package var isSplit: Bool { successors.count > 1 }
  }

  package private(set) var rules: [Rule] = []

  package init() {}

  /// Reads `unit,valid_from,valid_to,successor`.
  package init(csv text: String) throws(SettingsError) {
    let table = try SettingsTable(text, columns: ["unit", "successor"])
    for (line, cells) in table.rows {
      let unit = Self.path(Substring(cells["unit"] ?? ""))
      let successors = (cells["successor"] ?? "").split(separator: ";").map { Self.path($0) }
      guard !unit.isEmpty, !successors.isEmpty, successors.allSatisfy({ !$0.isEmpty }) else {
        throw SettingsError(line: line, .emptyUnit)
      }
      rules.append(
        Rule(
          unit: unit,
          from: try Self.day(cells["valid_from"], line),
          to: try Self.day(cells["valid_to"], line),
          successors: successors
        )
      )
      if returns(unit) { throw SettingsError(line: line, .cycle(unit.joined(separator: "/"))) }
    }
  }

  private static func path(_ text: Substring) -> [String] {
    text.split(separator: "/").map(String.init)
  }

  private static func day(_ text: String?, _ line: Int) throws(SettingsError) -> CivilDay? {
    guard let text, !text.isEmpty else { return nil }
    guard let day = CivilDay(text) else { throw SettingsError(line: line, .badDate(text)) }
    return day
  }

  /// True where a unit's last name comes back by way of undated successors.
  private func returns(_ unit: [String]) -> Bool {
    var name = unit.last
    for _ in rules {
      let next = rules.first {
        $0.unit.last == name && !$0.isSplit && $0.from == nil && $0.to == nil
      }
      guard let next else { return false }
      name = next.successors[0].last
      if name == unit.last { return true }
    }
    return false
  }
}
