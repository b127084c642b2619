import ArgumentParser
import Foundation
import RedianCore
import RedianPipeline
import RedianReport
import RedianStats

/// `redian run`: exports in, reports out.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "The main job: exports in, reports out.",
    discussion: """
      Writes REPORTS/<period>/ with report.html, report.xlsx, summary.json and the CSV tables.

      EXAMPLES
        redian run 2026-10.csv
        redian run 'exports/*.csv' --period 2026-10 --reports /srv/reports
        zcat year.csv.gz | redian run - --period all --language en
      """
  )

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var models: ModelOptions

  @Option(help: "Folder of the reports.")
  var reports = "Reports"

  @Option(
    help: "2026-10, 2026-W43, 2026-10-15, 2026-10-01..2026-10-20 or all (default: latest month)."
  )
  var period: String?

  @Option(
    help: """
      Judge arrivals as of this time, as '2026-10-31 18:00' or 2026-10-31 (default: latest in the \
      data).
      """
  )
  var asOf: String?

  @Option(help: "Language of the reports: zh or en.")
  var language: String?

  @Option(help: "Comma list of html, xlsx, csv, json (default: all).")
  var formats: String?

  @Option(help: "Holidays and worked weekends in place of the built-in ones (a CSV file).")
  var calendar: String?

  @Option(help: "What became of renamed, merged and split units (a CSV file).")
  var units: String?

  @OptionGroup var rejectLimit: RejectLimit

  @Option(help: "A CSV of unit,customers: gives rates per 10,000 customers.")
  var customers: String?

  @Option(
    help: """
      Folder for the raw rows that were rejected, one file per input, its header first: to be mended \
      and read again. They hold personal data as the export has it.
      """
  )
  var rejects: String?

  @Flag(help: "Do not mask personal data in the reports.")
  var unmasked = false

  func run() async throws {
    endOnSignals()
    let configuration = try Configuration.read(reading.config)
    let plan = try plan(configuration)
    if let rejects { try refuseInputs(plan.inputs, in: rejects) }
    let options = try reportOptions(configuration)
    let progress = ProgressLine(isOn: !reading.quiet, paths: plan.inputs)
    let result: RunResult
    do throws(RunError) {
      result = try await RedianPipeline.run(plan, progress: progress.show)
    } catch {
      progress.clear()
      let (message, hint, status) = Words.describe(error)
      throw fail(message, hint: hint, status)
    }
    progress.clear()
    let folder: String
    do throws(ReportError) {
      folder = try await publish(result.summary, to: reports, options: options)
    } catch {
      throw fail(error.message, error.exitStatus)
    }
    if let rejects { try writeRejects(result, to: rejects) }
    if !reading.quiet { report(result, folder) }
    let rows = result.summary.rows
    try rejectLimit.check(rows.rejected, of: rows.read, configuration, hint: "rejects.csv")
  }

  private func plan(_ configuration: Configuration) throws -> Plan {
    var options = try ArrivalSettings.options(configuration, customers: customers)
    options.calendar = try loadCalendar(calendar ?? configuration.calendar)
    options.units = try loadUnits(units ?? configuration.units)
    if let asOf {
      guard let time = Self.time(asOf) else {
        throw ValidationError("--as-of \(asOf): 2026-10-31 23:59:59")
      }
      options.asOf = time
    }
    var request = PeriodRequest.latestMonth
    if let period {
      guard let parsed = PeriodRequest.parse(period) else {
        throw ValidationError(
          "--period \(period): 2026-10 | 2026-W43 | 2026-10-15 | 2026-10-01..2026-10-20 | all"
        )
      }
      request = parsed
    }
    return Plan(
      inputs: try reading.paths(),
      ingest: try reading.ingest(configuration),
      classifier: try models.completed(by: configuration).classifier(isQuiet: reading.quiet),
      period: request,
      summary: options,
      threads: reading.width(configuration)
    )
  }

  private func reportOptions(_ configuration: Configuration) throws -> ReportOptions {
    var options = ReportOptions()
    if let name = language ?? configuration.language {
      guard let known = Language(rawValue: name) else {
        throw ValidationError("--language \(name): zh | en")
      }
      options.language = known
    }
    let names = formats.map { $0.split(separator: ",").map(String.init) } ?? configuration.formats
    if let names {
      options.formats = try names.map { name in
        guard let format = ReportFormat(rawValue: name) else {
          throw ValidationError("--formats \(name): html,xlsx,csv,json")
        }
        return format
      }
    }
    options.unmasked = unmasked
    return options
  }

  /// What was done, on standard error: the equation, the oddities, where the report is.
  private func report(_ result: RunResult, _ folder: String) {
    let summary = result.summary
    for input in summary.inputs {
      printError("\(input.file): \(input.encoding), \(Words.equation(input))")
    }
    for entry in result.problems.counts {
      let first = entry.first
      let place = Words.problem(first, file: summary.inputs[first.file].file)
      printError("\(place) × \(entry.count)")
      if entry.code.needsAction, let hint = Words.hint(entry.code) { printError(hint) }
    }
    if let rates = summary.customers { Words.customerWarnings(rates).forEach(printError) }
    let rows = summary.rows
    printError(
      """
      \(rows.read) 行 (rows) = \(rows.tickets) 工单 (tickets) + \(rows.duplicates) 更新 (updates) \
      + \(rows.rejected) 拒绝 (rejected); \(summary.period.period.label): \(summary.tickets)
      """
    )
    let years = summary.detection.missingYearsText
    if !years.isEmpty { printError(Words.missingYears(years)) }
    printError(folder)
  }

  private static func time(_ text: String) -> CivilTime? {
    let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard parts.count == 3 || parts.count == 5 || parts.count == 6 else { return nil }
    // A day alone is judged to its end.
    let clock = parts.count == 3 ? [23, 59, 59] : Array(parts[3...]) + [0]
    return CivilTime(
      year: parts[0],
      month: parts[1],
      day: parts[2],
      hour: clock[0],
      minute: clock[1],
      second: clock[2]
    )
  }
}
