import RedianIngest
import RedianTrain

/// The header of a labelled file with every column that is read under the name by which it is read: `text`, `category`,
/// `case`, `also`.
///
/// A field is in the first of the columns named for it that there is. Where there is none, labels are in the columns of
/// their names or, in what `redian classify` wrote and somebody has corrected, in those that it added; the text is in
/// `text`, else in a column with an alias of exports.
struct LabelledHeader {
  private let line: Int
  private let cells: [String]
  private(set) var names: [String]
  /// The headers that are named for a field of which none is there.
  private(set) var unknown: [String] = []

  init(line: Int, cells: [String], named: [NamedLabelHeader]) throws(LabelError) {
    self.line = line
    self.cells = cells
    names = cells
    let wanted = Dictionary(grouping: named, by: \.field).mapValues { $0.map(\.header) }
    let content = try column(of: wanted[.content])
    var labels: [(name: String, column: Int)] = []
    for field in [LabelField.category, .caseID, .also] {
      if let column = try column(of: wanted[field]) { labels.append((field.rawValue, column)) }
    }
    if labels.isEmpty { try nameAdded() }
    for label in labels { name(label.column, label.name) }
    if let content {
      name(content, "text")
    } else if !names.contains("text"), let alias = try column(ContentColumn(of: cells, named: [])) {
      name(alias, "text")
    }
  }

  /// The column of the first header that is there.
  private mutating func column(of headers: [String]?) throws(LabelError) -> Int? {
    guard let headers else { return nil }
    let found = try column(ContentColumn(of: cells, named: headers))
    if found == nil { unknown += headers }
    return found
  }

  private func column(_ found: ContentColumn) throws(LabelError) -> Int? {
    switch found {
    case .found(let column): column
    case .ambiguous(let header): throw LabelError(line: line, header: .doubleColumn(header))
    case .none: nil
    }
  }

  /// Gives a column one of the names that are read, and no other column.
  private mutating func name(_ column: Int, _ name: String) {
    names = names.map { $0 == name ? "export: " + $0 : $0 }
    names[column] = name
  }

  /// The columns that `classify` adds hold the labels.
  private mutating func nameAdded() throws(LabelError) {
    guard cells.contains("redian_category") else { return }
    // Whose labels are meant is not guessed.
    if cells.contains("category") && cells.contains("case") {
      throw LabelError(line: line, header: .doubleColumn("category, redian_category"))
    }
    let added = ["redian_category": "category", "redian_case": "case", "redian_also": "also"]
    names = cells.map { added[$0] ?? "export: " + $0 }
  }
}
