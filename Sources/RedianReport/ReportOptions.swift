/// The language of headings and column names; identifiers and figures do not depend on it.
package enum Language: String, Sendable, CaseIterable {
  case zh
  case en

  /// The text of this language.
  func callAsFunction(_ chinese: String, _ english: String) -> String {
    self == .zh ? chinese : english
  }
}

/// The files a report can be written as.
package enum ReportFormat: String, Sendable, CaseIterable {
  case html
  case xlsx
  case csv
  case json
}

/// How to write a report.
package struct ReportOptions: Sendable {
  package var language: Language = .zh
  package var formats = ReportFormat.allCases
  /// Show personal data as the export has it.
  package var unmasked = false

  package init() {}
}

/// Why a report could not be published: nothing of it is under its final name then.
package enum ReportError: Error, Equatable {
  /// The reports folder cannot be made or written into.
  case cannotCreate(path: String, errno: Int32)
  /// Writing failed on the way, as on a full disk.
  case cannotWrite(path: String, errno: Int32)
  /// libxlsxwriter refused; its error number.
  case workbook(path: String, code: Int)
}
