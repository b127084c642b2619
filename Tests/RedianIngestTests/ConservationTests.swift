import Foundation
import RedianCore
import Testing

@testable import RedianIngest

/// Every byte of every input is in exactly one of record, reject, blank, title and mark, and what
/// becomes of it does not depend on how the input is cut into pieces.
@Suite struct ConservationTests {
  private struct Outcome: Equatable {
    var cells: [[UInt8]] = []
    var lines: [UInt64] = []
    var problems: [Problem] = []
    var extents = ByteCounts()
  }

  private func layout(columns: Int, encoding: TextEncoding) -> InputLayout {
    InputLayout(
      number: 0,
      path: "",
      packing: .none,
      encoding: encoding,
      encodingReason: .given,
      hasByteOrderMark: false,
      delimiter: 0x2c,
      isQuoting: true,
      columns: (0..<columns).map { "c\($0)" },
      fields: [.ticketID: 0],
      dataByte: 0,
      dataPlace: 0,
      dataLine: 1,
      titleBytes: 0,
      markBytes: 0,
      headerLine: 0,
      hasZeroedIDs: false,
      problems: [],
      rawHeader: []
    )
  }

  /// Reads bytes as data rows, `pieces` bytes at a time.
  private func outcome(_ bytes: [UInt8], _ layout: InputLayout, pieces: Int) throws -> Outcome {
    var options = IngestOptions()
    options.recordByteLimit = 2_000
    var builder = BlockBuilder(layout, options: options)
    var parser = RecordParser(layout: layout)
    var outcome = Outcome()
    var carry: [UInt8] = []
    var start: UInt64 = 0
    var read = 0
    while true {
      let end = min(read + pieces, bytes.count)
      let isFinal = end == bytes.count
      var block = RecordBlock(bytes: carry + bytes[read..<end], start: start)
      read = end
      let used = builder.fill(&block, isFinal: isFinal)
      carry = Array(block.bytes[used...])
      start += UInt64(used)
      let batch = try parser.parse(block)
      batch.forEachRecord { _, cell in
        for column in 0..<batch.columns { outcome.cells.append(Array(cell(column))) }
      }
      outcome.lines += batch.lines
      outcome.problems += batch.problems
      outcome.extents += batch.extents
      if isFinal && (carry.isEmpty || used == 0) { return outcome }
    }
  }

  private func check(_ bytes: [UInt8], _ layout: InputLayout, _ name: String) throws {
    let whole = try outcome(bytes, layout, pieces: max(1, bytes.count))
    #expect(whole.extents.sum == UInt64(bytes.count), "\(name)")
    #expect(whole.cells.allSatisfy { String(validating: $0, as: UTF8.self) != nil }, "\(name)")
    for pieces in [1, 7, 61] where bytes.count / pieces < 20_000 {
      #expect(try outcome(bytes, layout, pieces: pieces) == whole, "\(name) by \(pieces)")
    }
  }

  /// The GB18030 twin of a UTF-8 file has the same cells.
  private func checkTwin(_ bytes: [UInt8], _ columns: Int, _ name: String) throws {
    guard let text = String(validating: bytes, as: UTF8.self), let twin = GB18030.encode(text)
    else {
      return
    }
    let plain = try outcome(bytes, layout(columns: columns, encoding: .utf8), pieces: bytes.count)
    let other = try outcome(twin, layout(columns: columns, encoding: .gb18030), pieces: twin.count)
    #expect(other.cells == plain.cells, "\(name)")
    #expect(other.lines == plain.lines, "\(name)")
  }

  @Test(arguments: [TextEncoding.utf8, .gb18030])
  func randomBytes(encoding: TextEncoding) throws {
    var generator = SplitMix(seed: 11)
    let alphabet =
      Array("ab,,\"\"\n\r \t=".utf8) + [0, 0xef, 0xbb, 0xbf, 0xe5, 0x81, 0x9c, 0xff, 0x30]
    for round in 0..<1_500 {
      let length = Int.random(in: 1...120, using: &generator)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0x61 }
      let layout = layout(columns: Int.random(in: 1...4, using: &generator), encoding: encoding)
      try check(bytes, layout, "\(encoding) \(round)")
    }
  }

  /// The inputs of the public suites, crashers included, where they are at hand.
  @Test func publicSuites() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["REDIAN_CSV_SUITE"]
    let folder =
      named.map { URL(fileURLWithPath: $0) } ?? package.appending(path: "../shared/csv-suite")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var count = 0
    for case let url as URL in files ?? .init() where url.path.contains("/input/") {
      guard let data = try? Data(contentsOf: url), !data.isEmpty else { continue }
      let bytes = Array(data.prefix(20_000))
      let first = bytes.prefix { $0 != 0x0a && $0 != 0x0d }
      let columns = first.count { $0 == 0x2c } + 1
      try check(bytes, layout(columns: columns, encoding: .utf8), url.path)
      try checkTwin(bytes, columns, url.path)
      count += 1
    }
    if count == 0 { print("skipped: no CSV suites in \(folder.path)") }
  }
}
