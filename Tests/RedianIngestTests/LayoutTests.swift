import RedianCore
import Testing

@testable import RedianIngest

/// What is found out above and about the first row.
@Suite struct LayoutTests {
  private func layout(_ text: String) throws -> InputLayout {
    try temporaryFile(Array(text.utf8)) {
      try InputReader(path: $0, number: 0, options: IngestOptions()).layout
    }
  }

  /// Quotes that quote nothing: taken as quotes they break lines, taken as text they break none.
  @Test func idleQuotes() throws {
    let rows = (1...40).map { "\($0)\t\($0 % 3 == 0 ? "\"停电" : "停电")\t2026-10-01 08:00:00\n" }
    let text = "工单编号\t受理内容\t受理时间\n" + rows.joined()
    #expect(try layout(text).isQuoting == false)
    let reading = try read(Array(text.utf8))
    #expect(reading.rows.count == 40)
    #expect(reading.rows[2][1] == "\"停电")
  }

  /// One damaged quote is no reason to give up quoting.
  @Test func oneDamagedQuoteIsNoDialect() throws {
    var rows = export(60)
    rows[20] = "7,\"停电,2026-10-01 08:00:00,x\n"
    #expect(try layout(header + rows.joined()).isQuoting)
  }

  /// Spreadsheets end rows with empty cells that the header does not have, and the other way round.
  @Test(arguments: [
    ("工单编号,受理内容\n1,停电,,\n2,停电,,\n", 4, 2), ("工单编号,受理内容,,\n1,停电\n2,停电\n", 2, 2),
    ("工单编号,受理内容\n1,停电,x\n2,停电,\n", 2, 0), ("工单编号,受理内容\n1,停电\n2,停电,\n", 2, 1),
  ])
  func widths(text: String, columns: Int, rows: Int) throws {
    #expect(try layout(text).columns.count == columns)
    #expect(try read(Array(text.utf8)).rows.count == rows)
  }

  @Test func titlesAndDoubledNamesAreProblems() throws {
    let text = "95598工单\n\n工单编号,受理内容,备注,备注\n1,停电,a,b\n"
    let layout = try layout(text)
    #expect(layout.columns == ["工单编号", "受理内容", "备注", "备注_2"])
    #expect(layout.problems.map(\.code) == [.titleLine, .duplicateHeader])
    #expect(layout.problems.map(\.line) == [1, 3])
    #expect(layout.problems.map(\.column) == [0, 4])
  }

  /// Two columns of one name that the figures depend on: which one is meant is asked, not guessed.
  @Test func aDoubledFieldIsAmbiguous() throws {
    let text = "工单编号,受理时间,受理内容,受理时间\n1,2026-10-01,停电,2026-10-02\n"
    #expect(
      throws: IngestError.ambiguousHeader(path: "", line: 1, header: "受理时间", columns: [2, 4])
    ) {
      do { _ = try layout(text) } catch IngestError.ambiguousHeader(
        _,
        let line,
        let header,
        let columns
      ) {
        throw IngestError.ambiguousHeader(path: "", line: line, header: header, columns: columns)
      }
    }
    var options = IngestOptions()
    options.headers = [(.acceptTime, "受理时间_2")]
    #expect(try read(Array(text.utf8), options: options).rows.count == 1)
  }

  @Test func zeroedIDs() throws {
    let rows = (1...30).map { "20261001\(10_000_00 + $0)0,停电,2026-10-01 08:00:00,x\n" }
    #expect(try layout(header + rows.joined()).hasZeroedIDs)
    #expect(try layout(header + export(30).joined()).hasZeroedIDs == false)
  }

  @Test(arguments: [("受理时问", TicketField.acceptTime as TicketField?), ("完全不同的列", nil)])
  func suggestions(name: String, field: TicketField?) throws {
    #expect(try layout("工单编号,受理内容,\(name)\n1,停电,x\n").suggestion(2) == field)
  }
}
