import ArgumentParser
import Foundation
import RedianCore
import RedianIngest
import RedianPipeline

/// `redian inspect`: what redian makes of a file.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Encoding, delimiter, header mapping, sample, problems; nothing is written.",
    discussion: "EXAMPLE\n  redian inspect 2026-10.csv"
  )

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let options = try reading.ingest(try Configuration.read(reading.config))
    for (number, path) in try reading.paths().enumerated() {
      do throws(IngestError) {
        try inspect(path, number, options)
      } catch {
        let (message, hint, status) = Words.describe(error)
        throw fail(message, hint: hint, status)
      }
    }
  }

  private func inspect(
    _ path: String,
    _ number: Int,
    _ options: IngestOptions
  ) throws(IngestError) {
    let reader = try InputReader(path: path, number: number, options: options)
    let layout = reader.layout
    print("文件 (file)        \(path)")
    let mark = layout.hasByteOrderMark ? " + BOM" : ""
    print("编码 (encoding)    \(layout.encoding.name)\(mark)")
    let delimiters: [UInt8: String] = [
      0x2c: "逗号 (comma)", 0x09: "制表符 (tab)", 0x3b: "分号 (semicolon)",
    ]
    print(
      "分隔符 (delimiter) \(delimiters[layout.delimiter] ?? String(UnicodeScalar(layout.delimiter)))"
    )
    print(
      "表头 (header)      第 \(layout.headerLine) 行 (line), \(layout.columns.count) 列 (columns)"
    )
    let names = Dictionary(uniqueKeysWithValues: layout.fields.map { ($0.value, $0.key.rawValue) })
    for (index, column) in layout.columns.enumerated() {
      print("  \(index + 1)  \(column)  ->  \(names[index] ?? "-")")
    }
    try sample(reader, layout, options)
  }

  private func sample(
    _ reader: InputReader,
    _ layout: InputLayout,
    _ options: IngestOptions
  ) throws(IngestError) {
    var parser = RecordParser(layout: layout)
    let extractor = FactExtractor(layout: layout, options: options)
    var log = ProblemLog(limit: 20)
    var rows = 0
    var shown = 0
    while let block = try reader.next() {
      let records = try parser.parse(block)
      rows += records.rows
      var batch = TicketBatch()
      var problems = records.problems
      extractor.append(records, to: &batch, problems: &problems)
      log.append(problems)
      for ticket in batch.tickets.prefix(max(0, 3 - shown)) {
        if shown == 0 { print("样例 (sample)") }
        print("  受理 (accepted) \(ticket.accepted)  到达 (arrived) \(ticket.arrived)")
        shown += 1
      }
    }
    print("行 (rows)          \(rows), 拒绝 (rejected) \(log.rejected)")
    for entry in log.counts {
      print("  " + Words.problem(entry.first, file: layout.path) + " × \(entry.count)")
    }
  }
}
