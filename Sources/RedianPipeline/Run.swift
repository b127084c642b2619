import RedianClassify
package import RedianCore
package import RedianIngest
package import RedianStats

/// Why a run ends without a report: facts, with the words in the command line.
package enum RunError: Error {
  case ingest(IngestError)
  /// The bytes of an input do not add up: a defect of redian, never of the file.
  case notConserved(path: String, counts: ByteCounts, bytes: UInt64)
  /// An input has other columns than the first one, where all are written into one table.
  case otherColumns(path: String, first: String)
  /// What is written is not wanted any more, or cannot be: the writer knows why.
  case outputClosed
  /// Every row of every input was rejected, or there was none.
  case noTickets
  case summary(SummaryError)
}

/// What a run did, beside its figures.
package struct RunResult: Sendable {
  package var summary: Summary
  package var layouts: [InputLayout]
  package var problems: ProblemLog
}

/// The main job: reads every input, tags and counts every ticket, and makes the figures.
///
/// `progress` is told the bytes read so far, from the caller's task.
package func run(
  _ plan: Plan,
  progress: (_ bytes: UInt64) -> Void = { _ in }
) async throws(RunError) -> RunResult {
  var table = TicketTable()
  var problems = ProblemLog(limit: plan.listedProblems)
  var inputs: [InputCounts] = []
  var layouts: [InputLayout] = []
  var read: UInt64 = 0

  for (number, path) in plan.inputs.enumerated() {
    let reader = try open(path, number: number, options: plan.ingest)
    let worker = Worker(layout: reader.layout, plan: plan)
    var counts = InputCounts(reader.layout)
    problems.append(reader.layout.problems)
    try await inOrder(
      threads: plan.threads,
      next: { () throws(RunError) in try nextBlock(reader) },
      work: { worker.work($0) },
      fold: { (done: BlockResult) throws(RunError) in
        table.merge(done.tickets)
        problems.append(done.problems)
        counts.add(done)
        progress(read + reader.fileBytesRead)
      }
    )
    counts.bytes = reader.position
    guard counts.extents.sum == counts.bytes else {
      throw .notConserved(path: path, counts: counts.extents, bytes: counts.bytes)
    }
    read += reader.fileBytesRead
    inputs.append(counts)
    layouts.append(reader.layout)
  }

  guard table.count > 0 else { throw .noTickets }
  let rekeyed = table.apply(plan.summary.units)
  table.seal()
  returnFreedMemory()
  var summary = await summary(of: try basis(of: table, plan), layouts, plan)
  summary.detection.rekeyed = rekeyed
  summary.detection.modelVersion = plan.classifier.version
  summary.add(inputs: inputs, problems: problems, layouts: layouts)
  summary.addTexts(from: layouts, options: plan.ingest, plan.classifier)
  return RunResult(summary: summary, layouts: layouts, problems: problems)
}

private func open(
  _ path: String,
  number: Int,
  options: IngestOptions
) throws(RunError) -> InputReader {
  do throws(IngestError) {
    return try InputReader(path: path, number: number, options: options)
  } catch {
    throw .ingest(error)
  }
}

func nextBlock(_ reader: InputReader) throws(RunError) -> RecordBlock? {
  do throws(IngestError) { return try reader.next() } catch { throw .ingest(error) }
}

private func basis(of table: TicketTable, _ plan: Plan) throws(RunError) -> SummaryBasis {
  do throws(SummaryError) {
    return try SummaryBasis(
      table,
      taxonomy: plan.classifier.taxonomy,
      request: plan.period,
      options: plan.summary
    )
  } catch {
    throw .summary(error)
  }
}
