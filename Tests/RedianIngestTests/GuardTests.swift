import Foundation
import RedianCore
import Testing

@testable import RedianIngest

/// Rows and words that look like something else, and what must not be lost to them.
@Suite struct GuardTests {
  /// A totals line has no ticket id; a ticket whose first cell begins like one is a ticket.
  @Test(arguments: [
    ("合计停电三次", "1", true), ("共青城供电所1班", "2", true), ("共3户停电", "3", true),
    ("合计", "", false), ("共3条", "", false), ("共 12 条记录", "", false),
    ("共青城供电所1班", "", true),
  ])
  func firstCellLikeTotals(cell: String, id: String, isTicket: Bool) throws {
    let text = "受理内容,工单编号,受理时间\n\(cell),\(id),2026-10-01 08:00:00\n停电,9,2026-10-01 08:00:00\n"
    let reading = try read(Array(text.utf8))
    #expect(reading.rows.count == (isTicket ? 2 : 1))
    #expect(reading.extents.sum == UInt64(text.utf8.count))
  }

  @Test(arguments: [
    ("已归档", true), ("归档工单", true), ("办结", true), ("作废", true), ("已取消", true),
    ("抢修完成", true), ("待归档", false), ("未办结", false), ("等待归档", false), ("未完成", false),
    ("到达现场", false), ("", false), ("不予办结", false), ("未派单，已作废", true),
  ])
  func finalState(text: String, expected: Bool) { #expect(isFinalState(text) == expected) }

  @Test func aParserInsideAQuoteIsNotAtARecordStart() {
    var parser = CSVParser(delimiter: 0x2c)
    func feed(_ text: String) -> Bool {
      parser.begin(blockSize: 0, copyRoom: text.utf8.count, columns: 0)
      return Array(text.utf8).withUnsafeBufferPointer { parser.feed($0) }
    }
    #expect(feed("a,b\n"))
    #expect(feed("a,b"))
    #expect(feed("a,\"b\"\n"))
    #expect(feed("a,\"b\""))
    #expect(!feed("a,\"b\n"))
    #expect(!feed("a,\"b\nc,d\n"))
    #expect(feed("a,b\n"))
  }

  @Test func aBadInputLeavesNoDescriptorOpen() throws {
    func open() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
    let path = FileManager.default.temporaryDirectory.path + "/redian-\(UUID().uuidString).csv"
    try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let before = try open()
    for _ in 0..<200 { _ = try? InputReader(path: path, number: 0, options: IngestOptions()) }
    #expect(try open() < before + 100)
  }

  @Test func gb18030MarkIsAMark() throws {
    let text = header + export(3).joined()
    let bytes = [0x84, 0x31, 0x95, 0x33] + (try #require(GB18030.encode(text)))
    let reading = try read(bytes)
    #expect(reading.rows.count == 3)
    #expect(reading.extents.mark == 4)
    #expect(reading.extents.sum == UInt64(bytes.count))
  }

  /// Two exports with marks, joined: the second header is a header, mark and all.
  @Test func joinedExportsWithMarks() throws {
    let one = "\u{feff}" + header + export(2).joined()
    let reading = try read(Array((one + one).utf8))
    #expect(reading.rows.count == 4)
    #expect(reading.problems.map(\.code) == [.repeatedHeader])
    #expect(reading.problems.map(\.line) == [4])
  }

  /// A line without an end is passed over in bounded memory, whatever it is made of.
  @Test(arguments: [" ", "a", "\"", "\0", ","], [1, 50, 1 << 20])
  func aLineBeyondTheLimit(filling: String, blockSize: Int) throws {
    let hole = (filling == " " ? "" : "7,\"") + String(repeating: filling, count: 5_001)
    var rows = export(30)
    rows[9] = hole + "\n"
    let bytes = Array((header + rows.joined()).utf8)
    var options = IngestOptions()
    options.recordByteLimit = 1_000
    options.blockSize = blockSize
    let reading = try read(bytes, options: options)
    #expect(reading.rows.count == 29)
    #expect(reading.problems.filter(\.code.isReject).map(\.line) == [11])
    #expect(reading.extents.sum == UInt64(bytes.count))
  }

  @Test func aFileThatIsRewrittenIsNoticed() throws {
    let path = FileManager.default.temporaryDirectory.path + "/redian-\(UUID().uuidString).csv"
    let text = header + export(50_000).joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reader = try InputReader(path: path, number: 0, options: IngestOptions())
    _ = try reader.next()
    let later = Date(timeIntervalSinceNow: 60)
    try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: path)
    #expect(throws: IngestError.changed(path: path)) { while try reader.next() != nil {} }
  }

  /// One NUL is kept and counted; a hole of them costs the row it lies in.
  @Test func nulBytes() throws {
    let hole = String(repeating: "\0", count: 40)
    var rows = export(100)
    rows[1] = hole + rows[1]
    rows[2] = "7,停\0电,2026-10-01 08:00:00,x\n"
    rows[3] = hole + ",\n"
    let text = header + rows.joined()
    let reading = try read(Array(text.utf8))
    #expect(reading.rows.count == 98)
    #expect(reading.problems.map(\.code) == [.damagedBlock, .nulByte, .damagedBlock])
    #expect(reading.problems.map(\.line) == [3, 4, 5])
    #expect(reading.extents.sum == UInt64(text.utf8.count))
    #expect(reading.rowCount == 100)
  }

  /// A reject names the field whose quote was never closed.
  @Test(arguments: [
    ("7,\"停电,2026-10-01 08:00:00,x\n", 2), ("7,停电,\"2026-10-01 08:00:00,x\n", 3),
    ("\"7\",\"a,\"\"b\",2026-10-01 08:00:00, \"x\n", 4), ("\"7,停电,2026-10-01,x\n", 1),
  ])
  func columnOfTheOpeningQuote(row: String, column: Int) throws {
    var rows = export(20)
    rows[9] = row
    rows[12] = "8,\"带引号,的内容\",2026-10-01 08:00:00,x\n"
    let reading = try read(Array((header + rows.joined()).utf8))
    #expect(reading.problems.map(\.code) == [.unclosedQuote])
    #expect(reading.problems.map(\.line) == [11])
    #expect(reading.problems.map(\.column) == [column])
    #expect(reading.rows.count == 19)
  }

  /// Where the scanner says a field lies, libcsv finds the field's cell.
  @Test func fieldsAreLibcsvs() {
    var generator = SplitMix(seed: 7)
    let alphabet = Array("a,,\"\"\n\r \t".utf8)
    for delimiter in [UInt8(0x2c), 0x09] {
      let scanner = RecordScanner(delimiter: delimiter, byteLimit: 1_000, lineLimit: 100)
      var compared = 0
      for _ in 0..<6_000 {
        let length = Int.random(in: 1...16, using: &generator)
        let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0x61 }
        bytes.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          var finder = ByteFinder(buffer, base: base)
          let step = scanner.step(buffer, at: 0, finder: &finder, isFinal: true)
          guard case .record(let end, _, _) = step else { return }
          let row = CSVParser.rows(Array(bytes[..<end]), delimiter: delimiter).first ?? []
          for (column, cell) in row.enumerated() {
            let field = scanner.field(buffer, 0..<end, column)
            let raw = field.map { Array(bytes[$0]) } ?? []
            #expect((CSVParser.rows(raw, delimiter: delimiter).first ?? [[]]) == [cell], "\(bytes)")
          }
          #expect(scanner.field(buffer, 0..<end, row.count) == nil, "\(bytes)")
          compared += 1
        }
      }
      #expect(compared > 1_200)
    }
  }
}
