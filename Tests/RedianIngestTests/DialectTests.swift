import RedianCore
import Testing

@testable import RedianIngest

/// The generic view: what each key of a dialect does, and that it is the export reader's plain twin.
@Suite struct DialectTests {
  private func items(_ bytes: [UInt8], _ dialect: Dialect) throws -> [DialectItem] {
    try temporaryFile(bytes) { path in
      var options = IngestOptions()
      options.encoding = .utf8
      var items: [DialectItem] = []
      try DialectReader(path: path, dialect: dialect, options: options).read { items.append($0) }
      return items
    }
  }

  private func rows(
    _ text: String,
    _ change: (inout Dialect) -> Void = { _ in }
  ) throws -> [[String]] {
    var dialect = Dialect()
    change(&dialect)
    return try items(Array(text.utf8), dialect).map { item in
      switch item {
      case .row(_, let cells): cells.map { String(decoding: $0, as: UTF8.self) }
      case .reject(let line, _, let code, _): ["\(line) \(code.rawValue)"]
      }
    }
  }

  @Test func keys() throws {
    #expect(try rows("a;b\n1;2\n") == [["a", "b"], ["1", "2"]])
    #expect(try rows("a, b \n") { $0.trims = true } == [["a", "b"]])
    #expect(try rows("'a,b',c\n") { $0.quote = UInt8(ascii: "'") } == [["a,b", "c"]])
    #expect(try rows("\"a,b\",c\n") { $0.quote = nil } == [["\"a", "b\"", "c"]])
    #expect(try rows("\"a\\\"b\",c\n") { $0.escape = UInt8(ascii: "\\") } == [["a\"b", "c"]])
    #expect(try rows("#x\na,b\n") { $0.comment = Array("#".utf8) } == [["a", "b"]])
    #expect(try rows("a£b\n") { $0.delimiter = Array("£".utf8) } == [["a", "b"]])
    #expect(try rows("x\ny\na,b\n1,2\n") { $0.skippedLines = 2 } == [["a", "b"], ["1", "2"]])
    #expect(try rows("a,b\n\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(
      try rows("a,b\n\n1,2\n") { $0.skipsBlankLines = false } == [["a", "b"], [""], ["1", "2"]]
    )
    #expect(try rows("a\n\nb\n") == [["a"], [""], ["b"]])
  }

  @Test func textAfterAClosingQuote() throws {
    #expect(try rows("\"a\"b,c\n") == [["ab", "c"]])
    #expect(try rows("\"a\"b,c\"\n") { $0.textAfterQuote = .reopens } == [["a\"b,c"]])
    #expect(
      try rows("\"a\"b,c\nd,e\n") { $0.textAfterQuote = .isError } == [
        ["1 text_after_quote"], ["d", "e"],
      ]
    )
  }

  @Test func tablesRejectWhatDoesNotFit() throws {
    #expect(
      try rows("a,b\n1\n1,2\n1,2,3\n1,2,\n") { $0.headerLines = 1 }
        == [["a", "b"], ["2 too_few_fields"], ["1", "2"], ["4 too_many_fields"], ["1", "2", ""]]
    )
    #expect(
      try rows("a,b\n1,\"2\n3,4\n") { $0.headerLines = 1 }
        == [["a", "b"], ["2 unclosed_quote"], ["3", "4"]]
    )
    // A declared width proves that the quote was meant as text.
    #expect(
      try rows("a,b\n1,\"2\n3,4\n") { ($0.headerLines, $0.columns) = (1, 2) }
        == [["a", "b"], ["1", "\"2"], ["3", "4"]]
    )
  }

  /// Two readers, written apart, read every short text the same where none of them has to repair.
  @Test func theExportReaderAgrees() throws {
    let alphabet = Array("a,\"\n ".utf8)
    var strings: [[UInt8]] = [[]]
    for _ in 0..<5 { strings += strings.flatMap { text in alphabet.map { text + [$0] } } }
    var dialect = Dialect()
    dialect.trims = true
    let scanner = DialectScanner(dialect, delimiter: [0x2c])
    var compared = 0
    for text in Set(strings) where !text.isEmpty {
      var rest = text[...]
      var rows: [[[UInt8]]] = []
      var isPlain = true
      while !rest.isEmpty {
        let record = scanner.record(rest)
        isPlain = isPlain && !record.isOpen && !record.hasTextAfterQuote
        if !record.isBlank { rows.append(record.cells) }
        rest = rest[record.end...]
      }
      guard isPlain else { continue }
      #expect(rows == CSVParser.rows(text, delimiter: 0x2c), "\(text)")
      compared += 1
    }
    #expect(compared > 1_500)
  }
}
