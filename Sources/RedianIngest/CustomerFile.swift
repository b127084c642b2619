/// Why a table of customers cannot be used; lines are counted from 1.
package enum CustomerFileError: Error, Equatable {
  case unreadable(IngestError)
  /// No column `unit` (单位) and `customers` (客户数, 户数) in the first row.
  case noHeader(path: String)
  /// Fewer cells than the header asks for.
  case shortRow(path: String, line: Int)
  case notANumber(path: String, line: Int, value: String)
  case twice(path: String, line: Int, unit: String)
}

/// Reads a table of units and their customers: CSV in UTF-8 or GB18030, or `.tsv`.
///
/// The first row names the columns; others than unit and customers are passed over. A number may have
/// thousands separators; it must be above zero.
package func readCustomers(
  path: String
) throws(CustomerFileError) -> [(unit: String, customers: Int)] {
  let table: [(line: Int, cells: [String])]
  do throws(IngestError) { table = try readTable(path: path) } catch { throw .unreadable(error) }
  guard let header = table.first?.cells.map(normalizedHeader),
    let unit = header.firstIndex(where: unitHeaders.contains),
    let customers = header.firstIndex(where: customerHeaders.contains)
  else { throw .noHeader(path: path) }
  var seen: Set<String> = []
  var rows: [(unit: String, customers: Int)] = []
  for row in table.dropFirst() {
    guard row.cells.count > max(unit, customers) else {
      throw .shortRow(path: path, line: row.line)
    }
    let name = row.cells[unit].trimmingBlanks
    let text = row.cells[customers].trimmingBlanks
    guard let number = Int(text.filter { $0 != "," && $0 != "，" }), number > 0 else {
      throw .notANumber(path: path, line: row.line, value: text)
    }
    guard seen.insert(name).inserted else {
      throw .twice(path: path, line: row.line, unit: name)
    }
    rows.append((name, number))
  }
  return rows
}

private let unitHeaders: Set<String> = ["unit", "单位", "单位名称", "供电单位", "供电所"]
private let customerHeaders: Set<String> = ["customers", "客户数", "户数", "用户数", "营业户数"]
