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
    endOnSignals()
    let options = try reading.ingest(try Configuration.read(reading.config))
    for (number, path) in try reading.paths().enumerated() {
      try orFail { () throws(IngestError) in
        let reader = try InputReader(path: path, number: number, options: options)
        show(reader.layout, size: reader.fileSize)
        try showRows(reader, options)
      }
    }
  }

  private func show(_ layout: InputLayout, size: UInt64?) {
    let bytes = size.map { ", \($0) 字节 (bytes)" } ?? ""
    let packing = layout.packing == .none ? "" : ", \(layout.packing.rawValue)"
    print("文件 (file)        \(layout.path)\(bytes)\(packing)")
    let mark = layout.hasByteOrderMark ? " + BOM" : ""
    let why = Words.reason(layout.encodingReason)
    print("编码 (encoding)    \(layout.encoding.name)\(mark): \(why)")
    print("分隔符 (delimiter) \(Words.delimiter(layout.delimiter))")
    print("引号 (quoting)     \(Words.quoting(layout.isQuoting))")
    print(
      """
      表头 (header)      第 \(layout.headerLine) 行 (line), \(layout.columns.count) 列 (columns), \
      已识别 (known) \(layout.fields.count)
      """
    )
    let names = Dictionary(uniqueKeysWithValues: layout.fields.map { ($0.value, $0.key) })
    for (index, column) in layout.columns.enumerated() {
      let target = names[index]?.rawValue ?? "-"
      var suggestion = ""
      if names[index] == nil, let near = layout.suggestion(index) {
        suggestion = "  近似 (near): --map \(near.rawValue)=\(column)"
      }
      print("  \(index + 1)  \(column)  ->  \(target)\(suggestion)")
    }
  }

  private func showRows(_ reader: InputReader, _ options: IngestOptions) throws(IngestError) {
    let layout = reader.layout
    var parser = RecordParser(layout: layout)
    let extractor = FactExtractor(layout: layout, options: options)
    var log = ProblemLog(limit: 0)
    var counts = InputCounts(layout)
    var shown = 0
    log.append(layout.problems)
    // Also where the input fails on the way: what was read until then is shown.
    defer { show(log, counts, layout) }
    while let block = try reader.next() {
      let records = try parser.parse(block)
      counts.rows += records.rows
      counts.rejected += records.rows - records.count
      counts.extents += records.extents
      counts.bytes = reader.position
      var batch = TicketBatch()
      var problems = records.problems
      extractor.append(records, to: &batch, problems: &problems)
      log.append(problems)
      for ticket in batch.tickets.prefix(max(0, 3 - shown)) {
        if shown == 0 { print("样例 (sample)") }
        print("  " + Words.sample(ticket, batch))
        shown += 1
      }
    }
  }

  private func show(_ log: ProblemLog, _ counts: InputCounts, _ layout: InputLayout) {
    print("行 (rows)          \(Words.equation(counts))")
    for entry in log.counts {
      print("  \(Words.problem(entry.first, file: layout.path)) × \(entry.count)")
      if let hint = Words.hint(entry.code) { print("  " + hint) }
    }
  }
}
