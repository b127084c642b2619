internal import CLibxlsxwriter
import RedianCore
import RedianStats

/// Owns a libxlsxwriter workbook; closing it is the only way to finish.
///
/// The only file that touches it.
struct Workbook: ~Copyable {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let path: String
  private let header: UnsafeMutablePointer<lxw_format>
  private let percent: UnsafeMutablePointer<lxw_format>
  private let decimal: UnsafeMutablePointer<lxw_format>
  private let warning: UnsafeMutablePointer<lxw_format>
  /// The first refusal of a cell; reported by `close`.
  private var failure = 0

  /// `created` is the time written into the file: the same input gives the same bytes.
  ///
  /// Of a large book a row is written once the next one begins, its texts in the row: nothing is sorted,
  /// nothing is kept. Its charts hold no copy of their values, which programs that calculate do not need
  /// and previews would draw.
  init(path: String, created: CivilDay, isLarge: Bool) throws(ReportError) {
    var options = lxw_workbook_options()
    options.constant_memory = isLarge ? 1 : 0
    guard let book = workbook_new_opt(path, &options) else {
      throw .workbook(path: path, code: 1)
    }
    var properties = lxw_doc_properties()
    properties.created = time_t(created.number) * 86_400
    workbook_set_properties(book, &properties)
    guard let header = workbook_add_format(book), let percent = workbook_add_format(book),
      let decimal = workbook_add_format(book), let warning = workbook_add_format(book)
    else { throw .workbook(path: path, code: 1) }
    format_set_bold(header)
    format_set_bg_color(header, 0xe8eef5)
    format_set_bottom(header, 1)
    format_set_num_format(percent, "0.0%")
    format_set_num_format(decimal, "#,##0.0")
    format_set_bg_color(warning, 0xf8d7d3)
    self.book = book
    self.path = path
    self.header = header
    self.percent = percent
    self.decimal = decimal
    self.warning = warning
  }

  /// Adds a sheet with a frozen, filtered header; at most 1,048,575 rows are written.
  mutating func add(_ table: Table, _ language: Language) -> UnsafeMutableRawPointer? {
    guard let sheet = workbook_add_worksheet(book, String(language(table.zh, table.en).prefix(31)))
    else {
      if failure == 0 { failure = 1 }
      return nil
    }
    for (column, item) in table.columns.enumerated() {
      let title = language(item.zh, item.en)
      note(worksheet_write_string(sheet, 0, UInt16(column), title, header))
      worksheet_set_column(sheet, UInt16(column), UInt16(column), width(table, column, title), nil)
    }
    let rows = table.rows.prefix(1_048_575)
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() {
        write(value, sheet, UInt32(row + 1), UInt16(column))
      }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    let last = UInt16(table.columns.count - 1)
    worksheet_autofilter(sheet, 0, 0, UInt32(rows.count), last)
    bars(table, sheet, rows.count)
    warnings(table, sheet, rows.count)
    return UnsafeMutableRawPointer(sheet)
  }

  /// A chart of some columns of a table's sheet, put to the right of the data.
  mutating func chart(
    _ table: Table,
    _ language: Language,
    on sheet: UnsafeMutableRawPointer?,
    isLine: Bool,
    labels: Int,
    values: [Int]
  ) {
    guard let sheet, !table.rows.isEmpty,
      let chart = workbook_add_chart(
        book,
        UInt8(isLine ? LXW_CHART_LINE.rawValue : LXW_CHART_BAR.rawValue)
      )
    else { return }
    let name = String(language(table.zh, table.en).prefix(31))
    let last = UInt32(table.rows.count)
    for column in values {
      guard let series = chart_add_series(chart, nil, nil) else { continue }
      chart_series_set_categories(series, name, 1, UInt16(labels), last, UInt16(labels))
      chart_series_set_values(series, name, 1, UInt16(column), last, UInt16(column))
      let title = language(table.columns[column].zh, table.columns[column].en)
      chart_series_set_name(series, title)
    }
    chart_title_set_name(chart, name)
    if !isLine { chart_axis_set_reverse(chart.pointee.y_axis) }
    var options = lxw_chart_options()
    options.x_scale = 1.5
    options.y_scale = 1.4
    let target = sheet.assumingMemoryBound(to: lxw_worksheet.self)
    worksheet_insert_chart_opt(target, 1, UInt16(table.columns.count + 1), chart, &options)
  }

  /// Writes the file and frees the workbook.
  consuming func close() throws(ReportError) {
    let code = Int(workbook_close(book).rawValue)
    if code != 0 { throw .workbook(path: path, code: code) }
    if failure != 0 { throw .workbook(path: path, code: failure) }
  }

  private mutating func note(_ code: lxw_error) {
    if failure == 0 { failure = Int(code.rawValue) }
  }

  private mutating func write(
    _ value: Table.Value,
    _ sheet: UnsafeMutablePointer<lxw_worksheet>,
    _ row: UInt32,
    _ column: UInt16
  ) {
    switch value {
    case .empty: return
    case .text(let text):
      if !text.isEmpty { note(worksheet_write_string(sheet, row, column, clean(text), nil)) }
    case .count(let count):
      note(worksheet_write_number(sheet, row, column, Double(count), nil))
    case .share(let share): note(worksheet_write_number(sheet, row, column, share, percent))
    case .number(let number): note(worksheet_write_number(sheet, row, column, number, decimal))
    case .probability(let value): note(worksheet_write_number(sheet, row, column, value, nil))
    }
  }

  /// Data bars in the columns of counts and shares that a reader compares.
  private func bars(_ table: Table, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ rows: Int) {
    guard rows > 1 else { return }
    let wanted: Set<String> = [
      "count", "rate", "extra", "minutes_late", "total", "episodes", "tickets_per_10000",
    ]
    for (column, item) in table.columns.enumerated() where wanted.contains(item.en) {
      var format = lxw_conditional_format()
      format.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      format.bar_color = 0x9dc3e6
      worksheet_conditional_format_range(
        sheet,
        1,
        UInt16(column),
        UInt32(rows),
        UInt16(column),
        &format
      )
    }
  }

  /// A red ground for what is above its average or its expectation with 95 % certainty or more.
  private func warnings(
    _ table: Table,
    _ sheet: UnsafeMutablePointer<lxw_worksheet>,
    _ rows: Int
  ) {
    let wanted: Set<String> = ["above_average", "above_expected"]
    for (column, item) in table.columns.enumerated() where rows > 0 && wanted.contains(item.en) {
      var format = lxw_conditional_format()
      format.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      format.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
      format.value = 0.95
      format.format = warning
      worksheet_conditional_format_range(
        sheet,
        1,
        UInt16(column),
        UInt32(rows),
        UInt16(column),
        &format
      )
    }
  }

  private func width(_ table: Table, _ column: Int, _ title: String) -> Double {
    func size(_ text: String) -> Int {
      text.unicodeScalars.reduce(0) { $0 + ($1.value < 128 ? 1 : 2) }
    }
    let cells = table.rows.prefix(100).map { row -> Int in
      if case .text(let text) = row[column] { return size(text) }
      return 8
    }
    return Double(min(max(size(title) + 4, cells.max() ?? 0) + 1, 60))
  }

  /// What Excel accepts: no control characters, LF line ends, at most 32,000 characters, and
  /// `_x000D_`-like scraps escaped, which Excel would decode.
  private func clean(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x5f) }
    if isPlain && text.utf8.count <= 32_000 { return text }
    var result = text.replacing("\r\n", with: "\n").replacing("_x", with: "_x005F_x")
    result.unicodeScalars.removeAll { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
    guard result.utf16.count > 32_000 else { return result }
    return String(result.prefix(30_000)) + "…"
  }
}
