import RedianCore
import Testing

@testable import RedianIngest

/// Boundaries and cells are libcsv's own wherever libcsv and a spreadsheet read the same.
@Suite struct BoundaryTests {
  /// Rows and whether the scanner met a place where it does not follow libcsv.
  private func scan(_ bytes: [UInt8], pieces: Int) -> (rows: [[[UInt8]]], isBroken: Bool) {
    var options = IngestOptions()
    options.recordByteLimit = 10_000
    var builder = BlockBuilder(file: 0, delimiter: 0x2c, columns: 0, line: 1, options: options)
    var rows: [[[UInt8]]] = []
    var isBroken = false
    var carry: [UInt8] = []
    var position = 0
    repeat {
      let end = min(position + pieces, bytes.count)
      let isFinal = end == bytes.count
      var block = RecordBlock(bytes: carry + bytes[position..<end], start: 0)
      let used = builder.fill(&block, isFinal: isFinal)
      rows += cells(block)
      isBroken =
        isBroken || block.problems.contains { $0.code.isReject || $0.code == .repairedQuote }
      carry = Array(block.bytes[used...])
      position = end
    } while position < bytes.count
    return (rows, isBroken || !carry.isEmpty)
  }

  /// Every record's cells, by the way that its segment asks for.
  private func cells(_ block: RecordBlock) -> [[[UInt8]]] {
    block.segments.flatMap { segment in
      switch segment.kind {
      case .replaced(let record): return CSVParser.rows(record, delimiter: 0x2c)
      case .quoted: return CSVParser.rows(Array(block.bytes[segment.bytes]), delimiter: 0x2c)
      case .plain:
        return segment.records.map { record in
          let range = Int(block.starts[record])..<Int(block.ends[record])
          return CSVParser.row(Array(block.bytes[range]), delimiter: 0x2c, isQuoted: false) ?? []
        }
      }
    }
  }

  @Test func randomBytesAtEveryBlockSize() {
    var generator = SplitMix(seed: 2_026)
    let alphabet = Array("a,\"\n\r ".utf8)
    var compared = 0
    for _ in 0..<6_000 {
      let length = Int.random(in: 1...14, using: &generator)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0x61 }
      let whole = scan(bytes, pieces: bytes.count)
      for pieces in 1..<max(2, bytes.count) {
        let part = scan(bytes, pieces: pieces)
        #expect(part.rows == whole.rows, "\(bytes) in pieces of \(pieces)")
        #expect(part.isBroken == whole.isBroken, "\(bytes) in pieces of \(pieces)")
      }
      if !whole.isBroken {
        #expect(whole.rows == CSVParser.rows(bytes, delimiter: 0x2c), "\(bytes)")
        compared += 1
      }
    }
    #expect(compared > 2_400)
  }

  @Test func everyShortString() {
    let alphabet = Array("a,\"\n\r ".utf8)
    var strings: [[UInt8]] = [[]]
    for _ in 0..<6 { strings += strings.flatMap { text in alphabet.map { text + [$0] } } }
    for bytes in Set(strings) where !bytes.isEmpty {
      let whole = scan(bytes, pieces: bytes.count)
      if !whole.isBroken { #expect(whole.rows == CSVParser.rows(bytes, delimiter: 0x2c)) }
    }
  }

  /// All of the reading, recovery included, against a reference that knows no blocks and no libcsv:
  /// every string of up to six characters.
  @Test func everyShortStringAgainstTheReference() {
    let alphabet = Array("a,\"\n\r ".utf8)
    var strings: [[UInt8]] = [[]]
    for _ in 0..<6 { strings = [[]] + strings.flatMap { text in alphabet.map { text + [$0] } } }
    for bytes in Set(strings) where !bytes.isEmpty {
      var builder = BlockBuilder(
        file: 0,
        delimiter: 0x2c,
        columns: 0,
        line: 1,
        options: IngestOptions()
      )
      var block = RecordBlock(bytes: bytes, start: 0)
      _ = builder.fill(&block, isFinal: true)
      let expected = reference(bytes)
      #expect(cells(block) == expected.rows, "\(bytes)")
      #expect(block.problems.filter(\.code.isReject).map(\.line) == expected.rejects, "\(bytes)")
    }
  }

  /// Rows, and the first lines of rejects.
  private func reference(_ bytes: [UInt8]) -> (rows: [[[UInt8]]], rejects: [UInt64]) {
    var dialect = Dialect()
    dialect.trims = true
    let spreadsheet = DialectScanner(dialect, delimiter: [0x2c])
    dialect.textAfterQuote = .reopens
    let inner = DialectScanner(dialect, delimiter: [0x2c])
    var rows: [[[UInt8]]] = []
    var rejects: [UInt64] = []
    var rest = bytes[...]
    var line: UInt64 = 1
    var isInReject = false
    while !rest.isEmpty {
      let whole = spreadsheet.record(rest)
      let first = rest[..<(rest.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? rest.endIndex)]
      let readings = [spreadsheet, inner].map { $0.record(first, isOneLine: true) }
      let repaired = readings.first { !$0.isOpen && $0.hasTextAfterQuote }
      var end = whole.end
      if whole.isBlank {
        isInReject = false
      } else if !whole.isOpen && !whole.hasTextAfterQuote {
        rows.append(whole.cells)
        isInReject = false
      } else {
        let isPair = rest[first.endIndex...].starts(with: [0x0d, 0x0a])
        end = min(first.endIndex + (isPair ? 2 : 1), rest.endIndex)
        if let repaired { rows.append(repaired.cells) } else if !isInReject { rejects.append(line) }
        isInReject = repaired == nil
      }
      line += UInt64(rest.withUnsafeBufferPointer { countLines($0, 0..<(end - rest.startIndex)) })
      rest = rest[end...]
    }
    return (rows, rejects)
  }

  @Test(arguments: [1, 7, 64, 1_000, 1 << 20])
  func blockSizesGiveTheSameReading(blockSize: Int) throws {
    let bytes = Array((header + damaged.joined()).utf8)
    var options = IngestOptions()
    options.blockSize = blockSize
    let expected = try read(bytes)
    let reading = try read(bytes, options: options)
    #expect(reading == expected)
    #expect(reading.extents.sum == UInt64(bytes.count))
  }

  private var damaged: [String] {
    var rows = export(60)
    rows[10] = "20261010,\"未闭合,2026-10-01 08:00:00,x\n"
    rows[20] = "20261020,\"停电\"投诉,2026-10-01 08:00:00,x\n"
    rows[30] = "20261030,\"两\n行\",2026-10-01 08:00:00,x\r\n"
    rows[40] = "\n  \n短,行\n"
    rows[50] = "合计,50,,\n"
    return rows
  }
}
