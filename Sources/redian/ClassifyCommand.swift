import ArgumentParser
import Foundation
import RedianCore
import RedianPipeline
import RedianStats

/// `redian classify`: a filter that adds the tags.
struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "A filter: every input column, then category, case, confidence and further tag.",
    discussion: """
      Tags that an earlier run has added are replaced.

      EXAMPLES
        redian classify 2026-10.csv -o tagged.csv
        redian classify --format jsonl < 2026-10.csv | head
        redian classify 2026-10.csv --uncertain 0.5 -o review.csv
      """
  )

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var models: ModelOptions

  @Option(name: .shortAndLong, help: "File to write (default: standard output).")
  var output: String?

  @Option(help: "csv, tsv or jsonl (default: what the name of the output ends in, else csv).")
  var format: TaggedFormat?

  @Option(help: "Only tickets whose confidence is below this (0 to 1): a queue to review by hand.")
  var uncertain: Double?

  @OptionGroup var rejectLimit: RejectLimit

  func validate() throws {
    if let uncertain, !(0...1).contains(uncertain) {
      throw ValidationError("--uncertain must be between 0 and 1.")
    }
    if format == nil, ["xlsx", "xls", "ods", "json", "parquet"].contains(ending) {
      throw ValidationError("-o: \(ending) is not written: .csv, .tsv or .jsonl, or a --format.")
    }
  }

  func run() async throws {
    endOnSignals()
    let configuration = try Configuration.read(reading.config)
    let models = models.completed(by: configuration)
    let plan = Plan(
      inputs: try reading.paths(),
      ingest: try reading.ingest(configuration),
      classifier: try models.classifier(isQuiet: reading.quiet),
      period: .all,
      summary: SummaryOptions(),
      threads: reading.width(configuration)
    )
    let sink = try OutputFile(
      output,
      inputs: plan.inputs + models.files + [reading.config].compactMap { $0 }
    )
    let (rows, problems): (Int, ProblemLog)
    // As tables for spreadsheets have it; what reads a pipe would take it for a part of the first header.
    if form == .csv, sink.isFile { sink.write([0xef, 0xbb, 0xbf]) }
    do throws(RunError) {
      (rows, problems) = try await classify(plan, format: form, below: uncertain ?? .infinity) {
        sink.write($0)
      }
    } catch .outputClosed {
      return try sink.close()
    } catch {
      sink.abandon()
      let (message, hint, status) = Words.describe(error)
      throw fail(message, hint: hint, status)
    }
    try sink.close()
    if !reading.quiet { show(problems, plan) }
    try rejectLimit.check(problems.rejected, of: rows, configuration)
  }

  private var ending: String {
    output.map { URL(fileURLWithPath: $0).pathExtension.lowercased() } ?? ""
  }

  private var form: TaggedFormat { format ?? TaggedFormat(rawValue: ending) ?? .csv }

  private func show(_ problems: ProblemLog, _ plan: Plan) {
    for entry in problems.counts where entry.code.needsAction {
      let file = plan.inputs[entry.first.file]
      printError(Words.problem(entry.first, file: file) + " × \(entry.count)")
      if let hint = Words.hint(entry.code) { printError(hint) }
    }
  }
}

extension TaggedFormat: ExpressibleByArgument {}
