import Foundation
import RedianIngest

/// The JSON description of a delimited text for `rows --dialect`: the keys that CSV libraries and
/// test suites use for the same things.
///
/// Unknown keys are ignored; every key may be missing.
struct DialectFile: Decodable {
  private var encoding: String?
  private var delimiter: String?
  /// Present and null: nothing is quoted.
  private var quote: String?? = nil
  private var escape: String?
  private var escapechar: String?
  private var doublequote: Bool?
  private var strict: Bool?
  private var lazyQuotes: Bool?
  private var trimUnquoted: Bool?
  private var trim: Bool?
  private var trimLeadingSpace: Bool?
  private var comment: String?
  private var skipBlankLines: Bool?
  private var skipLines: Int?
  private var preambleLines: Int?
  private var header: Bool?
  private var headerLines: Int?
  private var expectedHeader: [String]?
  private var expectedColumns: Int?
  private var fieldsPerRecord: Int?
  private var maxLineBytes: Int?
  private var libcsvOptions: [String]?
  /// Any value: records of any width are kept.
  private var isRagged = false

  private enum Keys: String, CodingKey {
    case encoding, delimiter, quote, escape, escapechar, doublequote, strict, trim, comment, header
    case ragged
    case lazyQuotes = "lazy_quotes"
    case trimUnquoted = "trim_unquoted"
    case trimLeadingSpace = "trim_leading_space"
    case skipBlankLines = "skip_blank_lines"
    case skipLines = "skip_lines"
    case preambleLines = "preamble_lines"
    case headerLines = "header_lines"
    case expectedHeader = "expected_header"
    case expectedColumns = "expected_columns"
    case fieldsPerRecord = "fields_per_record"
    case maxLineBytes = "max_line_bytes"
    case libcsvOptions = "libcsv_options"
  }

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw fail(Words.missing(path), .inputMissing)
    }
    do {
      self = try JSONDecoder().decode(DialectFile.self, from: data)
    } catch {
      throw fail(Words.badDialect(path, error), .configuration)
    }
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    func value<Value: Decodable>(_ key: Keys) throws -> Value? {
      try values.decodeIfPresent(Value.self, forKey: key)
    }
    encoding = try value(.encoding)
    delimiter = try value(.delimiter)
    if values.contains(.quote) { quote = .some(try value(.quote)) }
    escape = try value(.escape)
    escapechar = try value(.escapechar)
    doublequote = try value(.doublequote)
    strict = try value(.strict)
    lazyQuotes = try value(.lazyQuotes)
    trimUnquoted = try value(.trimUnquoted)
    trim = try value(.trim)
    trimLeadingSpace = try value(.trimLeadingSpace)
    comment = try value(.comment)
    skipBlankLines = try value(.skipBlankLines)
    skipLines = try value(.skipLines)
    preambleLines = try value(.preambleLines)
    header = try value(.header)
    headerLines = try value(.headerLines)
    expectedHeader = try value(.expectedHeader)
    expectedColumns = try value(.expectedColumns)
    fieldsPerRecord = try value(.fieldsPerRecord)
    maxLineBytes = try value(.maxLineBytes)
    libcsvOptions = try value(.libcsvOptions)
    isRagged = values.contains(.ragged)
  }

  /// The encoding, or nil where it is to be found out.
  func textEncoding() throws -> TextEncoding? {
    guard let encoding else { return nil }
    guard let known = TextEncoding(name: encoding) else {
      throw fail(Words.unknownEncoding(encoding), .usage)
    }
    return known
  }

  func dialect(_ options: IngestOptions) -> Dialect {
    var dialect = Dialect()
    dialect.delimiter = options.delimiter.map { [$0] } ?? bytes(delimiter)
    if case .some(let quote) = quote { dialect.quote = bytes(quote)?.first }
    dialect.escape = bytes(escape)?.first
    if dialect.escape == dialect.quote { dialect.escape = nil }
    dialect.universalEscape = bytes(escapechar)?.first
    dialect.isDoubledQuoteEscape = doublequote ?? true
    dialect.trims = trimUnquoted ?? trim ?? false
    dialect.trimsLeadingBlanks = trimLeadingSpace ?? false
    dialect.comment = bytes(comment)
    dialect.skipsBlankLines = skipBlankLines
    dialect.skippedLines = (skipLines ?? 0) + (preambleLines ?? 0)
    dialect.headerLines = headerLines ?? (header == true ? 1 : 0)
    dialect.header = expectedHeader
    dialect.columns = expectedColumns.flatMap { $0 > 0 ? $0 : nil }
    if let fieldsPerRecord {
      if fieldsPerRecord > 0 { dialect.columns = fieldsPerRecord }
      dialect.columnsOfFirst = fieldsPerRecord == 0
    }
    dialect.lineByteLimit = maxLineBytes
    dialect.allowsRagged = isRagged
    strictness(&dialect)
    return dialect
  }

  /// How much a quote in a wrong place is forgiven: `strict`, Go's lazy quotes, libcsv's options.
  private func strictness(_ dialect: inout Dialect) {
    if strict == true { dialect.textAfterQuote = .isError }
    if let lazyQuotes {
      dialect.textAfterQuote = lazyQuotes ? .reopens : .isError
      dialect.rejectsStrayQuote = !lazyQuotes
      dialect.closesAtEnd = lazyQuotes
    }
    guard let libcsvOptions else { return }
    let isStrict = libcsvOptions.contains("CSV_STRICT")
    dialect.textAfterQuote = isStrict ? .isError : .reopens
    dialect.rejectsStrayQuote = isStrict
    dialect.closesAtEnd = !(isStrict && libcsvOptions.contains("CSV_STRICT_FINI"))
    dialect.skipsBlankLines = true
    dialect.reportsBlankLines = libcsvOptions.contains("CSV_REPALL_NL")
  }

  /// The UTF-8 of a text, nil for none.
  private func bytes(_ text: String?) -> [UInt8]? {
    text.flatMap { $0.isEmpty ? nil : Array($0.utf8) }
  }
}
