import RedianClassify
import RedianCore
import RedianIngest

/// The form in which `classify` writes.
package enum TaggedFormat: String, Sendable, CaseIterable {
  case csv
  case tsv
  case jsonl
}

/// The filter: every input column, then category, case, confidence and the further tag, in order.
///
/// Columns that an earlier `classify` has added are left out: a file that is tagged again has one set of tags.
/// Only tickets with a confidence below `limit` are written. `write` gets UTF-8 bytes; the header of the first
/// input comes first; where it returns false, nothing more is read. Later inputs must have the same columns, else
/// ``RunError/otherColumns(path:first:)``, and every input a column of texts.
/// Returns how many rows there were, rejects among them, and what was odd.
package func classify(
  _ plan: Plan,
  format: TaggedFormat,
  below limit: Double = .infinity,
  write: (ArraySlice<UInt8>) -> Bool
) async throws(RunError) -> (rows: Int, problems: ProblemLog) {
  var rows = 0
  var problems = ProblemLog(limit: plan.listedProblems)
  var columns: [String]?
  for (number, path) in plan.inputs.enumerated() {
    let reader: InputReader
    do throws(IngestError) {
      reader = try InputReader(path: path, number: number, options: plan.ingest)
    } catch {
      throw .ingest(error)
    }
    let layout = reader.layout
    guard layout.fields[.content] != nil else {
      let unknown = layout.problems.first { $0.code == .unknownHeader }?.raw ?? []
      let names = String(decoding: unknown, as: UTF8.self)
      throw .ingest(.noContent(path: path, line: layout.headerLine, unknown: names))
    }
    problems.append(layout.problems)
    let writer = TaggedWriter(layout: layout, plan: plan, format: format, limit: limit)
    if let columns, columns != writer.names {
      throw .otherColumns(path: path, first: plan.inputs[0])
    }
    if columns == nil, !write(writer.header()[...]) { throw .outputClosed }
    columns = writer.names
    try await inOrder(
      threads: plan.threads,
      next: { () throws(RunError) in try nextBlock(reader) },
      work: { writer.work($0) },
      fold: { (done: TaggedBlock) throws(RunError) in
        if !write(done.bytes[...]) { throw .outputClosed }
        rows += done.rows
        problems.append(done.problems)
      }
    )
  }
  return (rows, problems)
}

struct TaggedBlock: Sendable {
  var bytes: [UInt8]
  /// Rows, rejects among them.
  var rows: Int
  var problems: [Problem]
}

/// Writes the records of a block with their tags.
struct TaggedWriter: Sendable {
  static let added = ["redian_category", "redian_case", "redian_confidence", "redian_also"]

  let layout: InputLayout
  let plan: Plan
  let format: TaggedFormat
  /// Tickets of this confidence and more are left out.
  let limit: Double
  /// The input's columns that are written.
  private let kept: [Int]
  let names: [String]
  /// The names as JSON keys, each with the mark before and behind it.
  private let keys: [[UInt8]]

  init(layout: InputLayout, plan: Plan, format: TaggedFormat, limit: Double) {
    (self.layout, self.plan, self.format, self.limit) = (layout, plan, format, limit)
    kept = layout.columns.indices.filter { !Self.isAdded(layout.columns[$0]) }
    names = kept.map { layout.columns[$0] } + Self.added
    keys = names.enumerated().map { number, name in
      var key: [UInt8] = number == 0 ? [] : [0x2c]
      Array(name.utf8).withUnsafeBufferPointer { appendJSON($0, to: &key) }
      return key + [0x3a]
    }
  }

  /// True for an added column, and for one of a second set, which has a number behind it.
  private static func isAdded(_ column: String) -> Bool {
    added.contains { added in
      column == added
        || column.hasPrefix(added + "_") && column.dropFirst(added.count + 1).allSatisfy(\.isNumber)
    }
  }

  func header() -> [UInt8] {
    if format == .jsonl { return [] }
    var output: [UInt8] = []
    for (index, column) in names.enumerated() {
      if index > 0 { output.append(separator) }
      Array(column.utf8).withUnsafeBufferPointer { append($0, to: &output) }
    }
    return output + [0x0a]
  }

  func work(_ block: RecordBlock) -> Result<TaggedBlock, RunError> {
    do throws(IngestError) {
      var parser = RecordParser(layout: layout)
      return .success(tagged(try parser.parse(block)))
    } catch {
      return .failure(.ingest(error))
    }
  }

  private var separator: UInt8 { format == .tsv ? 0x09 : 0x2c }

  private func tagged(_ records: RecordBatch) -> TaggedBlock {
    let classifier = plan.classifier
    let extractor = FactExtractor(layout: layout, options: plan.ingest)
    var tags = [Tagging](
      repeating: Tagging(tag: classifier.taxonomy.other, confidence: 0, also: .none),
      count: records.count
    )
    var scratch = classifier.makeScratch()
    extractor.forEachText(records) { record, text in
      tags[record] = classifier.classify(text, scratch: &scratch)
    }
    var output: [UInt8] = []
    records.forEachRecord { record, cell in
      guard Double(tags[record].confidence) / 255 < limit else { return }
      if format == .jsonl { output.append(0x7b) }
      for (index, column) in kept.enumerated() {
        key(index, to: &output)
        append(cell(column), to: &output)
      }
      for (index, text) in cells(tags[record]).enumerated() {
        key(kept.count + index, to: &output)
        Array(text.utf8).withUnsafeBufferPointer { append($0, to: &output) }
      }
      if format == .jsonl { output.append(0x7d) }
      output.append(0x0a)
    }
    return TaggedBlock(
      bytes: output,
      rows: records.rows,
      problems: records.problems
    )
  }

  private func cells(_ tagging: Tagging) -> [String] {
    let taxonomy = plan.classifier.taxonomy
    let percent = Int((Double(tagging.confidence) / 255 * 1_000).rounded())
    let digits = String(percent % 1_000)
    let confidence =
      percent >= 1_000
      ? "1.000" : "0." + String(repeating: "0", count: 3 - digits.count) + digits
    return [
      taxonomy.category(of: tagging.tag).id, taxonomy[tagging.tag].caseID, confidence,
      tagging.also == .none ? "" : taxonomy.name(of: tagging.also),
    ]
  }

  /// What stands before a cell: a separator, or a JSON key.
  private func key(_ column: Int, to output: inout [UInt8]) {
    if format == .jsonl {
      output += keys[column]
    } else if column > 0 {
      output.append(separator)
    }
  }

  private func append(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    switch format {
    case .csv: appendQuoted(cell, to: &output)
    case .tsv: appendTabbed(cell, to: &output)
    case .jsonl: appendJSON(cell, to: &output)
    }
  }
}
