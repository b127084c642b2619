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
/// input comes first. Later inputs must have the same columns, else ``RunError/otherColumns(path:first:)``.
/// Returns how many rows there were, rejects among them, and what was odd.
package func classify(
  _ plan: Plan,
  format: TaggedFormat,
  below limit: Double = .infinity,
  write: (ArraySlice<UInt8>) -> Void
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
    if let columns, columns != reader.layout.columns {
      throw .otherColumns(path: path, first: plan.inputs[0])
    }
    problems.append(reader.layout.problems)
    let writer = TaggedWriter(layout: reader.layout, plan: plan, format: format, limit: limit)
    if columns == nil { write(writer.header()[...]) }
    columns = reader.layout.columns
    try await inOrder(
      threads: plan.threads,
      next: { () throws(RunError) in try nextBlock(reader) },
      work: { writer.work($0) },
      fold: { (done: TaggedBlock) throws(RunError) in
        write(done.bytes[...])
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
  private let names: [String]

  init(layout: InputLayout, plan: Plan, format: TaggedFormat, limit: Double) {
    (self.layout, self.plan, self.format, self.limit) = (layout, plan, format, limit)
    kept = layout.columns.indices.filter { !Self.added.contains(layout.columns[$0]) }
    names = kept.map { layout.columns[$0] } + Self.added
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
    var also = ""
    if tagging.also != .none {
      let tag = taxonomy[tagging.also]
      also = tag.isRoutine ? taxonomy.category(of: tagging.also).id : tag.caseID
    }
    return [
      taxonomy.category(of: tagging.tag).id, taxonomy[tagging.tag].caseID, confidence, also,
    ]
  }

  /// What stands before a cell: a separator, or a JSON key.
  private func key(_ column: Int, to output: inout [UInt8]) {
    if format == .jsonl {
      if column > 0 { output.append(0x2c) }
      Array(names[column].utf8).withUnsafeBufferPointer { append($0, to: &output) }
      output.append(0x3a)
    } else if column > 0 {
      output.append(separator)
    }
  }

  private func append(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    switch format {
    case .csv: appendQuoted(cell, to: &output)
    case .tsv: for byte in cell { output.append(byte == 9 || byte == 10 || byte == 13 ? 32 : byte) }
    case .jsonl: appendJSON(cell, to: &output)
    }
  }
}

/// A CSV cell by RFC 4180, quoted where it must be.
private func appendQuoted(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  let special: Set<UInt8> = [0x22, 0x2c, 0x0a, 0x0d]
  let hasEdge = cell.first == 0x20 || cell.last == 0x20 || cell.first == 9 || cell.last == 9
  guard hasEdge || cell.contains(where: special.contains) else {
    output.append(contentsOf: cell)
    return
  }
  output.append(0x22)
  for byte in cell {
    if byte == 0x22 { output.append(byte) }
    output.append(byte)
  }
  output.append(0x22)
}

/// A JSON string by RFC 8259.
package func appendJSON(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  let hexadecimal = Array("0123456789abcdef".utf8)
  output.append(0x22)
  for byte in cell {
    switch byte {
    case 0x22, 0x5c: output += [0x5c, byte]
    case 0x0a: output += Array("\\n".utf8)
    case 0x0d: output += Array("\\r".utf8)
    case 0x09: output += Array("\\t".utf8)
    case 0..<0x20:
      output += Array("\\u00".utf8)
      output += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    default: output.append(byte)
    }
  }
  output.append(0x22)
}
