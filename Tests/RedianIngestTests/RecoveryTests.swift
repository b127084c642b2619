import RedianCore
import Testing

@testable import RedianIngest

/// A damaged row costs that row, never its neighbours.
@Suite struct RecoveryTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    /// Replaces row 500, which is line 501.
    var row: String
    var good: Int
    var code: ProblemCode?
    var testDescription: String { name }
  }

  static let damages = [
    Damage(name: "whole", row: export(500)[499], good: 1_000, code: nil),
    Damage(
      name: "unclosed quote",
      row: "2026100000100500,\"客户报修停电,2026-10-01 08:00:00,x\n",
      good: 999,
      code: .unclosedQuote
    ),
    Damage(
      name: "text after the closing quote",
      row: "2026100000100500,\"停电\"投诉,2026-10-01 08:00:00,x\n",
      good: 1_000,
      code: .repairedQuote
    ),
    Damage(
      name: "quote inside a text",
      row: "2026100000100500,客户称\"停电\"多次,2026-10-01 08:00:00,x\n",
      good: 1_000,
      code: .strayQuote
    ),
    Damage(name: "short row", row: "2026100000100500,停电\n", good: 999, code: .tooFewFields),
    Damage(
      name: "long row",
      row: "2026100000100500,停电,2026-10-01 08:00:00,x,y,z\n",
      good: 999,
      code: .tooManyFields
    ),
    Damage(name: "header again", row: header, good: 999, code: .repeatedHeader),
    Damage(name: "totals line", row: "合计,999,,\n", good: 999, code: .totalsLine),
    Damage(name: "short totals line", row: "总计：999\n", good: 999, code: .totalsLine),
  ]

  @Test(arguments: damages)
  func oneDamagedRow(damage: Damage) throws {
    var rows = export(1_000)
    rows[499] = damage.row
    // A later quoted field: the trap into which an unclosed quote falls.
    rows[503] = "2026100000100504,\"带引号,的内容\",2026-10-01 08:00:00,x\n"
    let bytes = Array((header + rows.joined()).utf8)
    let reading = try read(bytes)
    #expect(reading.rows.count == damage.good)
    #expect(reading.problems.map(\.code) == (damage.code.map { [$0] } ?? []))
    #expect(reading.problems.allSatisfy { $0.line == 501 && $0.lineEnd == 501 })
    #expect(reading.extents.sum == UInt64(bytes.count))
    #expect(reading.rows.allSatisfy { $0.count == 4 })
    #expect(reading.lines.last == 1_001)
  }

  @Test func carriageReturnsAlone() throws {
    let text = (header + export(20).joined()).replacing("\n", with: "\r")
    let reading = try read(Array(text.utf8))
    #expect(reading.rows.count == 20)
    #expect(reading.lines.last == 21)
  }

  @Test func titleLinesAboveTheHeader() throws {
    let text = "95598工单明细\n统计时间：2026-10\n\n" + header + export(3).joined()
    let reading = try read(Array(text.utf8))
    #expect(reading.rows.count == 3)
    #expect(reading.lines.first == 5)
    #expect(reading.extents.sum == UInt64(text.utf8.count))
  }

  @Test func aCutLastRowIsKeptAndMarked() throws {
    let text = String((header + export(3).joined()).dropLast())
    let reading = try read(Array(text.utf8))
    #expect(reading.rows.count == 3)
    #expect(reading.problems.map(\.code) == [.unterminatedLastRecord])
  }

  @Test func anUnclosedQuoteInALargeFileCostsOneLine() throws {
    var rows = export(20_000)
    rows[9_999] = "7,\"没有结束,2026-10-01 08:00:00,x\n"
    let reading = try read(Array((header + rows.joined()).utf8))
    #expect(reading.rows.count == 19_999)
    #expect(reading.problems.map(\.line) == [10_001])
  }
}
