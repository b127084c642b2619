import Foundation
import RedianCore
import Testing

@testable import RedianIngest

/// What reading a whole input gives: the rows, the problems, the equation.
struct Reading: Equatable {
  var rows: [[String]] = []
  var offsets: [UInt64] = []
  var lines: [UInt64] = []
  var problems: [Problem] = []
  var extents = ByteCounts()
  var rowCount = 0
  var size = 0
}

/// Lends a temporary file with these bytes.
func temporaryFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.path + "/redian-\(UUID().uuidString).csv"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

/// Writes bytes to a temporary file and reads them through the ingest.
func read(_ bytes: [UInt8], options: IngestOptions = IngestOptions()) throws -> Reading {
  try temporaryFile(bytes) { try readFile($0, options: options) }
}

func readFile(_ path: String, options: IngestOptions = IngestOptions()) throws -> Reading {
  let reader = try InputReader(path: path, number: 0, options: options)
  var parser = RecordParser(layout: reader.layout)
  var result = Reading()
  result.extents.titles = reader.layout.titleBytes
  result.extents.mark = reader.layout.markBytes
  while let block = try reader.next() {
    let batch = try parser.parse(block)
    batch.forEachRecord { _, cell in
      result.rows.append(
        (0..<batch.columns).map { String(decoding: cell($0), as: UTF8.self) }
      )
    }
    result.offsets += batch.offsets
    result.lines += batch.lines
    result.problems += batch.problems
    result.extents += batch.extents
    result.rowCount += batch.rows
  }
  result.size = Int(reader.position)
  return result
}

let header = "工单编号,受理内容,受理时间,备注\n"

/// A well-formed export of `count` rows.
func export(_ count: Int) -> [String] {
  (1...count).map { "2026100000\(100_000 + $0),客户报修停电,2026-10-01 08:00:00,第\($0)行\n" }
}
