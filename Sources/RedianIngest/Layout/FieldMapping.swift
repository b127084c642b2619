import RedianCore

/// Which column holds which field.
struct FieldMapping {
  /// The header's cells; a name that comes again has a number behind it.
  let columns: [String]
  private(set) var fields: [TicketField: Int] = [:]
  /// Columns whose name an earlier column has.
  private(set) var doubles: [Int] = []
  /// Headers that the user has named and that are not there.
  private(set) var unknown: [String] = []
  private let cells: [String]

  /// The user's headers go first, then the best alias of every field.
  init(cells: [String], headers: [NamedHeader]) {
    self.cells = cells
    columns = unique(cells)
    let names = columns.map(normalizedHeader)
    var claimed: Set<Int> = []
    var result: [TicketField: Int] = [:]
    func claim(_ field: TicketField, _ name: String) {
      guard result[field] == nil,
        let column = names.indices.first(where: { names[$0] == name && !claimed.contains($0) })
      else { return }
      result[field] = column
      claimed.insert(column)
    }
    for (field, header) in headers { claim(field, normalizedHeader(header)) }
    named = Set(result.keys)
    unknown = headers.map(\.header).filter { !names.contains(normalizedHeader($0)) }
    // An exact name of any field goes before a second-best alias of another.
    for field in TicketField.allCases {
      for alias in field.aliases { claim(field, alias) }
    }
    fields = result
    doubles = cells.indices.filter { !cells[$0].isEmpty && cells[..<$0].contains(cells[$0]) }
  }

  /// Fields whose header the user has named.
  private let named: Set<TicketField>

  /// A field that the figures depend on and whose column has a double: which of them is meant is not
  /// guessed.
  var clash: (header: String, columns: [Int])? {
    for field in TicketField.allCases where field.decidesFigures && !named.contains(field) {
      guard let column = fields[field] else { continue }
      let same = cells.indices.filter { cells[$0] == cells[column] }
      if same.count > 1 { return (cells[column], same) }
    }
    return nil
  }
}

/// The column of a header that holds the ticket's text.
package func contentColumn(of header: [String]) -> Int? {
  FieldMapping(cells: header, headers: []).fields[.content]
}

private func unique(_ cells: [String]) -> [String] {
  var seen: [String: Int] = [:]
  return cells.map { cell in
    seen[cell, default: 0] += 1
    let count = seen[cell] ?? 1
    return count == 1 || cell.isEmpty ? cell : "\(cell)_\(count)"
  }
}

extension InputLayout {
  /// For a column that no field claims: the field whose header is most like it, if one is near.
  package func suggestion(_ column: Int) -> TicketField? {
    let name = Array(normalizedHeader(columns[column]))
    guard name.count >= 2 else { return nil }
    var best: (field: TicketField, distance: Int)?
    for field in TicketField.allCases where fields[field] == nil {
      for alias in field.aliases {
        let distance = editDistance(name, Array(alias))
        // At most a third of the characters may differ.
        guard distance * 3 <= max(name.count, alias.count), distance < (best?.distance ?? .max)
        else { continue }
        best = (field, distance)
      }
    }
    return best?.field
  }
}
