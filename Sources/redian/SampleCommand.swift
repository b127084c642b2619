import ArgumentParser
import Foundation
import RedianCore
import RedianSample

/// `redian sample`: a synthetic export with known labels.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write a synthetic export with known labels, for tests and benchmarks.",
    discussion: """
      The same options give the same bytes. Beside FILE, FILE.truth.csv holds one line per row:
      ticket_id, category, case, area, arrival, is_update, in_hotspot.

      Examples:
        redian sample --rows 10000 --seed 1 -o export.csv
        redian sample --rows 1000000 --seed 7 --header code --delimiter tab -o year.tsv
        redian sample --rows 5000 --seed 2 --encoding gb18030 --title --totals -o gbk.csv
      """
  )

  @Option(help: "Data rows, updates of earlier tickets included.")
  var rows = 10_000
  @Option(help: "Seed of the generator.")
  var seed: UInt64 = 1
  @Option(name: .shortAndLong, help: "The file to write; - is the standard output.")
  var output: String
  @Option(help: "Header family: state-grid, code, pinyin or short.")
  var header = "state-grid"
  @Option(help: "Encoding: utf-8, utf-8-bom or gb18030.")
  var encoding = "utf-8"
  @Option(help: "Delimiter: one ASCII character, or tab.")
  var delimiter = ","
  @Option(help: "First day of acceptance, as 2026-09-01.")
  var from: String?
  @Option(help: "Last day of acceptance, as 2026-10-31.")
  var to: String?
  @Flag(help: "Spread the rows over the same days of the year before as well.")
  var yearBefore = false
  @Option(help: "Strength of the planted hotspot: times the case's usual share; 1 plants none.")
  var hotspot = 4
  @Flag(help: "Put a title line above the header.")
  var title = false
  @Flag(help: "Put a totals line below the last row.")
  var totals = false
  @Option(help: "The truth file (default FILE.truth.csv; none with -o -).")
  var truth: String?

  func run() throws {
    do {
      try writeSample(options(), to: output, truth: truthPath)
    } catch SampleError.output(_, EPIPE) {
      // Who reads has seen enough.
    } catch SampleError.output(let path, let code) {
      throw fail("\(path): \(String(cString: strerror(code)))", .outputNotWritable)
    } catch SampleError.emptyPeriod {
      throw ValidationError("--to lies before --from")
    } catch SampleError.option(let name) {
      throw ValidationError("--\(name) has a value that cannot be used")
    } catch SampleError.encoding(let name) {
      throw ValidationError("this system cannot convert to \(name)")
    }
  }

  private var truthPath: String? {
    truth ?? (output == "-" ? nil : output + ".truth.csv")
  }

  private func options() throws -> SampleOptions {
    var options = SampleOptions(rows: rows, seed: seed)
    options.header = try choice(header, "header")
    options.encoding = try choice(encoding, "encoding")
    options.delimiter = try delimiterByte()
    options.from = try day(from, "from") ?? options.from
    options.to = try day(to, "to") ?? options.to
    options.yearBefore = yearBefore
    options.hotspot = max(1, hotspot)
    options.title = title
    options.totals = totals
    return options
  }

  private func choice<Choice: RawRepresentable<String>>(
    _ text: String,
    _ name: String
  ) throws
    -> Choice
  {
    guard let choice = Choice(rawValue: text) else {
      throw ValidationError("--\(name) does not know '\(text)'")
    }
    return choice
  }

  private func delimiterByte() throws -> UInt8 {
    if delimiter == "tab" || delimiter == "\\t" { return 9 }
    guard let byte = delimiter.utf8.first, delimiter.utf8.count == 1 else {
      throw ValidationError("--delimiter takes one ASCII character, or tab")
    }
    return byte
  }

  private func day(_ text: String?, _ name: String) throws -> CivilDay? {
    guard let text else { return nil }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let day = CivilDay(year: parts[0], month: parts[1], day: parts[2])
    else { throw ValidationError("--\(name) takes a day such as 2026-09-01") }
    return day
  }
}
