import RedianIngest
import RedianTrain

/// The header of a labelled file with every column that is read under the name by which it is read: `text`, `category`,
/// `case`, `also`.
///
/// Each field is in the first of the columns named for it that there is. Where there is none, a label is in the column that
/// `redian classify` added (and somebody has corrected), else in the one of its name; the text is in `text`, else in a
/// column with an alias of exports. In a file of corrections the columns that were added go first.
struct LabelledHeader {
  private let line: Int
  private let cells: [String]
  private(set) var names: [String]
  /// The headers that are named for a field of which none is there.
  private(set) var unknown: [String] = []

  init(
    line: Int,
    cells: [String],
    named: [NamedLabelHeader],
    isCorrection: Bool
  ) throws(LabelError) {
    self.line = line
    self.cells = cells
    names = cells
    let isAdded = isCorrection && cells.contains("redian_category")
    let kept = named.filter {
      !isAdded || $0.field == .content || $0.header.hasPrefix("redian_")
    }
    let wanted = Dictionary(grouping: kept, by: \.field).mapValues { $0.map(\.header) }
    let content = try column(of: wanted[.content])
    var labels: [LabelField: Int] = [:]
    for field in LabelField.labels { labels[field] = try column(of: wanted[field]) }
    for (field, column) in try added(without: Set(labels.keys)) { labels[field] = column }
    for (field, column) in labels { name(column, field.rawValue) }
    let text = content == nil ? try alias(claimed: Set(labels.values)) : content
    if let text { name(text, "text") }
  }

  /// The column of the first header that is there.
  private mutating func column(of headers: [String]?) throws(LabelError) -> Int? {
    guard let headers else { return nil }
    let found = try column(HeaderColumn(of: cells, named: headers))
    if found == nil { unknown += headers }
    return found
  }

  private func column(_ found: HeaderColumn) throws(LabelError) -> Int? {
    switch found {
    case .found(let column): column
    case .ambiguous(let header): throw LabelError(line: line, header: .doubleColumn(header))
    case .none: nil
    }
  }

  /// The columns that `classify` added, but for fields that are named.
  private func added(without named: Set<LabelField>) throws(LabelError) -> [(LabelField, Int)] {
    guard cells.contains("redian_category") else { return [] }
    let hasOwn = cells.contains("category") && cells.contains("case")
    var found: [(LabelField, Int)] = []
    for field in LabelField.labels where !named.contains(field) {
      let (own, added) = (field.rawValue, "redian_" + field.rawValue)
      guard let column = cells.firstIndex(of: added) else { continue }
      // Whose labels are meant is not guessed.
      if hasOwn && cells.contains(own) {
        throw LabelError(line: line, header: .doubleColumn("\(own), \(added)"))
      }
      found.append((field, column))
    }
    return found
  }

  /// The column with the best alias of those without labels; nil where one is called `text` already.
  private func alias(claimed: Set<Int>) throws(LabelError) -> Int? {
    let free = cells.indices.map { claimed.contains($0) ? "" : cells[$0] }
    if free.contains("text") && !cells.contains("redian_category") { return nil }
    return try column(HeaderColumn(of: free, named: []))
  }

  /// Gives a column one of the names that are read, and no other column.
  private mutating func name(_ column: Int, _ name: String) {
    names = names.indices.map { $0 != column && names[$0] == name ? "export: " + name : names[$0] }
    names[column] = name
  }
}
