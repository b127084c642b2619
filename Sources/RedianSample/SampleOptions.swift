package import RedianCore

/// The column names of a synthetic export.
package enum HeaderFamily: String, Sendable, CaseIterable {
  /// Chinese headers as the customer-service system prints them.
  case stateGrid = "state-grid"
  /// Code headers such as APP_NO and ACCEPT_CONTENT.
  case code
  /// Pinyin initials such as gdbh and slsj.
  case pinyin
  /// Chinese headers by their other names.
  case short
}

/// The encoding of a synthetic export.
package enum SampleEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf8WithMark = "utf-8-bom"
  case gb18030
}

/// What `redian sample` writes.
package struct SampleOptions: Sendable {
  /// Data rows, updates of earlier tickets included.
  package var rows: Int
  package var seed: UInt64
  package var header = HeaderFamily.stateGrid
  package var encoding = SampleEncoding.utf8
  /// One ASCII byte between cells.
  package var delimiter = UInt8(ascii: ",")
  /// First and last day of acceptance; two months by default, so that one precedes the other.
  package var from = CivilDay(number: 20_697)
  package var to = CivilDay(number: 20_757)
  /// Spreads the rows over the same days of the year before as well.
  package var yearBefore = false
  /// How many times its usual share the planted case has at its station in the last seven days.
  package var hotspot = 4
  /// A title line above the header.
  package var title = false
  /// A totals line below the last row.
  package var totals = false

  package init(rows: Int, seed: UInt64) {
    self.rows = rows
    self.seed = seed
  }
}

/// Why a sample could not be written.
package enum SampleError: Error, Equatable {
  /// The file could not be opened or written; `code` is the system's errno.
  case output(path: String, code: Int32)
  /// The last day lies before the first.
  case emptyPeriod
  /// Rows below zero or a delimiter that is a quote, a line end or not ASCII.
  case option(String)
  /// The system has no converter to the encoding.
  case encoding(String)
}
