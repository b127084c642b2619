import RedianClassify
package import RedianCore
package import RedianIngest

/// What a worker hands to the fold for one block.
struct BlockResult: Sendable {
  var tickets = TicketBatch()
  var problems: [Problem] = []
  var extents = ByteCounts()
  var rows = 0
}

/// Parses, extracts and tags one block; holds nothing that changes.
struct Worker: Sendable {
  let layout: InputLayout
  private let extractor: FactExtractor
  private let classifier: Classifier

  init(layout: InputLayout, plan: Plan) {
    self.layout = layout
    extractor = FactExtractor(layout: layout, options: plan.ingest)
    classifier = plan.classifier
  }

  func work(_ block: RecordBlock) -> Result<BlockResult, RunError> {
    do throws(IngestError) {
      var parser = RecordParser(layout: layout)
      return .success(result(of: try parser.parse(block)))
    } catch {
      return .failure(.ingest(error))
    }
  }

  private func result(of records: RecordBatch) -> BlockResult {
    var result = BlockResult()
    result.extents = records.extents
    result.rows = records.rows
    result.problems = records.problems
    extractor.append(records, to: &result.tickets, problems: &result.problems)
    var scratch = classifier.makeScratch()
    for index in result.tickets.tickets.indices {
      result.tickets.tickets[index].tag = classifier.taxonomy.other
    }
    var tickets = result.tickets.tickets
    extractor.forEachText(records) { record, text in
      let tagging = classifier.classify(text, scratch: &scratch)
      tickets[record].tag = tagging.tag
      tickets[record].also = tagging.also
      tickets[record].confidence = tagging.confidence
    }
    result.tickets.tickets = tickets
    result.problems.sort { ($0.byte, $0.column) < ($1.byte, $1.column) }
    return result
  }
}

extension InputCounts {
  /// What is known of an input before its first row.
  package init(_ layout: InputLayout) {
    self.init(file: layout.path)
    encoding = layout.encoding.name
    delimiter = String(UnicodeScalar(layout.delimiter))
    extents.titles = layout.titleBytes
    extents.mark = layout.markBytes
  }

  mutating func add(_ done: BlockResult) {
    extents += done.extents
    rows += done.rows
    rejected += done.rows - done.tickets.tickets.count
  }
}
