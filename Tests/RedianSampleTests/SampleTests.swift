import Foundation
import RedianCore
import Testing

@testable import RedianSample

/// Writes a sample into a temporary folder and returns its bytes and its truth lines.
func sample(_ options: SampleOptions) throws -> (rows: [UInt8], truth: [String]) {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "sample.csv").path
  try writeSample(options, to: file, truth: file + ".truth.csv")
  let truth = try String(contentsOfFile: file + ".truth.csv", encoding: .utf8)
  let lines = truth.split(separator: "\r\n").map(String.init)
  return (Array(try Data(contentsOf: URL(filePath: file))), lines)
}

/// A plain reader of RFC 4180 that shares no code with the writer.
func records(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var cell: [UInt8] = []
  var quoted = false
  for byte in bytes where byte != 13 {
    if byte == UInt8(ascii: "\"") {
      // A doubled quote opens again at once; the test compares counts and ids, not quotes.
      quoted.toggle()
    } else if !quoted, byte == delimiter || byte == 10 {
      record.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll()
      if byte == 10 {
        records.append(record)
        record.removeAll()
      }
    } else {
      cell.append(byte)
    }
  }
  return records
}

@Test func sameSeedSameBytes() throws {
  let first = try sample(SampleOptions(rows: 2_000, seed: 5))
  let second = try sample(SampleOptions(rows: 2_000, seed: 5))
  let other = try sample(SampleOptions(rows: 2_000, seed: 6))
  #expect(first.rows == second.rows)
  #expect(first.truth == second.truth)
  #expect(first.rows != other.rows)
}

@Test(arguments: HeaderFamily.allCases)
func everyRowHasTheHeadersColumns(family: HeaderFamily) throws {
  var options = SampleOptions(rows: 3_000, seed: 1)
  options.header = family
  let table = records(try sample(options).rows)
  #expect(table.count == 3_001)
  #expect(table.allSatisfy { $0.count == 27 })
}

@Test func truthHasOneLinePerRowInOrder() throws {
  let (rows, truth) = try sample(SampleOptions(rows: 5_000, seed: 3))
  let ids = records(rows).dropFirst().map { $0[0] }
  let truthIDs = truth.dropFirst().map { String($0.prefix { $0 != "," }) }
  #expect(ids == truthIDs)
  #expect(ids.allSatisfy { $0.count == 16 })
  let updates = truth.dropFirst().filter { $0.hasSuffix(",1,0") || $0.hasSuffix(",1,1") }
  #expect(ids.count - Set(ids).count == updates.count)
  #expect(!updates.isEmpty)
}

@Test func everyTagOccurs() throws {
  let truth = try sample(SampleOptions(rows: 40_000, seed: 2)).truth
  var tags: Set<String> = []
  for line in truth.dropFirst() {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    tags.insert("\(cells[1])|\(cells[2])")
  }
  #expect(tags.count == 71)
}

@Test func theBankCoversTheGuide() {
  let bank = TextBank()
  #expect(bank.tags.count == 71)
  #expect(bank.sentences.map(\.count).reduce(0, +) >= 250)
  #expect(bank.sentences.allSatisfy { $0.count >= 2 })
}

@Test func chineseEncodingHoldsTheSameText() throws {
  var options = SampleOptions(rows: 2_000, seed: 9)
  let plain = try sample(options)
  options.encoding = .gb18030
  let twin = try sample(options)
  #expect(decodeGB18030(twin.rows) == plain.rows)
  #expect(twin.truth == plain.truth)
}

@Test func titleMarkTotalsAndDelimiter() throws {
  var options = SampleOptions(rows: 50, seed: 1)
  options.encoding = .utf8WithMark
  options.title = true
  options.totals = true
  options.delimiter = 9
  let rows = try sample(options).rows
  #expect(rows.starts(with: [0xef, 0xbb, 0xbf]))
  let table = records(rows, delimiter: 9)
  #expect(table.count == 53)
  #expect(table[1].count == 27)
}

@Test func unusableOptionsAreRefused() {
  var options = SampleOptions(rows: 1, seed: 1)
  options.delimiter = UInt8(ascii: "\"")
  #expect(throws: SampleError.option("delimiter")) {
    try writeSample(options, to: "/dev/null", truth: nil)
  }
  #expect(throws: SampleError.self) {
    try writeSample(SampleOptions(rows: 1, seed: 1), to: "/nonexistent/x.csv", truth: nil)
  }
}

@Test func theExportShowsNoTimeAfterItWasTaken() throws {
  let (rows, truth) = try sample(SampleOptions(rows: 20_000, seed: 4))
  let table = records(rows).dropFirst()
  let times = table.flatMap { $0[17...23] }.filter { $0.count == 19 && $0.hasPrefix("2026-1") }
  #expect(times.allSatisfy { $0 < "2026-11-01" || $0.hasPrefix("2026-13") })
  #expect(table.contains { $0[25] == "处理中" })
  let arrivals = Set(
    truth.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[4] }
  )
  #expect(arrivals.count == 9, "every arrival class and none: \(arrivals)")
}

@Test func theHotspotLiesInTheLastDays() throws {
  let truth = try sample(SampleOptions(rows: 60_000, seed: 1)).truth
  let planted = truth.filter { $0.hasSuffix(",1") }
  #expect(!planted.isEmpty)
  #expect(planted.allSatisfy { $0.contains(",metering,4.2,") })
  #expect(planted.allSatisfy { $0 >= "20261025" && $0 < "20261101" })
}
