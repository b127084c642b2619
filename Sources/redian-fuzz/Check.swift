import Glibc
import RedianCore
import RedianIngest

/// What must hold for every input, however it is damaged.
enum Broken: Error {
  case notConserved(counts: ByteCounts, size: Int)
  case wrongCellCount
  case notUTF8
  case dependsOnBlockSize(Int)
  case lineOutOfOrder
}

/// Reads a file in one block and in small ones, by the export reader and by the generic view.
///
/// A refusal of the whole file (no header, cut archive) is a right answer.
func check(_ path: String, blockSize: Int) throws {
  do {
    let whole = try Reading(path, blockSize: 1 << 20)
    let parts = try Reading(path, blockSize: blockSize)
    guard whole == parts else { throw Broken.dependsOnBlockSize(blockSize) }
  } catch let error as IngestError {
    if case .broken = error { throw error }
  }
  var dialect = Dialect()
  dialect.headerLines = 1
  do throws(IngestError) {
    let reader = try DialectReader(path: path, dialect: dialect, options: IngestOptions())
    try reader.read { _ in }
  } catch {
    // Refused.
  }
}

/// All that a file is read as.
struct Reading: Equatable {
  private var cells: [[UInt8]] = []
  private var lines: [UInt64] = []
  private var problems: [Problem] = []

  init(_ path: String, blockSize: Int) throws {
    var options = IngestOptions()
    options.blockSize = blockSize
    options.recordByteLimit = 4_096
    let reader = try InputReader(path: path, number: 0, options: options)
    var parser = RecordParser(layout: reader.layout)
    let extractor = FactExtractor(layout: reader.layout, options: options)
    var counts = ByteCounts()
    counts.titles = reader.layout.titleBytes
    counts.mark = reader.layout.markBytes
    while let block = try reader.next() {
      let records = try parser.parse(block)
      var batch = TicketBatch()
      var found: [Problem] = []
      extractor.append(records, to: &batch, problems: &found)
      guard batch.tickets.count == records.count else { throw Broken.wrongCellCount }
      records.forEachRecord { _, cell in
        for column in 0..<records.columns { cells.append(Array(cell(column))) }
      }
      counts += records.extents
      lines += records.lines
      problems += records.problems + found
    }
    guard counts.sum == reader.position else {
      throw Broken.notConserved(counts: counts, size: Int(reader.position))
    }
    let isText = cells.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    guard isText else { throw Broken.notUTF8 }
    guard zip(lines, lines.dropFirst()).allSatisfy({ $0 < $1 }) else { throw Broken.lineOutOfOrder }
  }
}
