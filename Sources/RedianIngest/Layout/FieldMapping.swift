import RedianCore

/// Which column holds which field.
struct FieldMapping {
  /// The header's cells; a name that comes again has a number behind it.
  let columns: [String]
  private(set) var fields: [TicketField: Int] = [:]
  /// Columns whose name an earlier column has.
  private(set) var doubles: [Int] = []
  /// Headers that the user has named for fields of which none is there.
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
    unknown = headers.filter { result[$0.field] == nil }.map(\.header)
    // An exact name of any field goes before a second-best alias of another.
    for field in TicketField.allCases {
      for alias in field.aliases { claim(field, alias) }
    }
    fields = result
    var seen: Set<String> = []
    doubles = cells.indices.filter { !seen.insert(cells[$0]).inserted && !cells[$0].isEmpty }
  }

  /// Fields whose header the user has named.
  private let named: Set<TicketField>

  /// A field that the figures depend on and whose column has a double: which of them is meant is not
  /// guessed.
  var clash: (header: String, columns: [Int])? {
    TicketField.allCases.lazy.filter(\.decidesFigures).compactMap(clash).first
  }

  /// The same for one field.
  func clash(of field: TicketField) -> (header: String, columns: [Int])? {
    guard !named.contains(field), let column = fields[field] else { return nil }
    let same = cells.indices.filter { cells[$0] == cells[column] }
    return same.count > 1 ? (cells[column], same) : nil
  }
}

/// Which column of a header holds the ticket's text, or what else a header is named for.
package enum HeaderColumn: Equatable {
  case found(Int)
  case none
  /// Two columns have the name that decides.
  case ambiguous(header: String)

  /// The first of the `named` headers that is there; without any named, the best alias of exports.
  package init(of header: [String], named: [String]) {
    let mapping = FieldMapping(cells: header, headers: named.map { (.content, $0) })
    if !mapping.unknown.isEmpty {
      self = .none
    } else if let clash = mapping.clash(of: .content) {
      self = .ambiguous(header: clash.header)
    } else {
      self = mapping.fields[.content].map(HeaderColumn.found) ?? .none
    }
  }
}

/// The names with a number behind those that stand before, so that no two are the same.
private func unique(_ cells: [String]) -> [String] {
  var taken = Set(cells)
  var last: [String: Int] = [:]
  return cells.map { cell in
    guard var number = last[cell] else {
      last[cell] = 1
      return cell
    }
    repeat { number += 1 } while !taken.insert("\(cell)_\(number)").inserted
    last[cell] = number
    return "\(cell)_\(number)"
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
