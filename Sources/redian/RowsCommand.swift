import ArgumentParser
import Foundation
import RedianCore
import RedianIngest
import RedianPipeline

/// `redian rows`: how a file is really read.
struct RowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: "The records and rejects of a file as JSON lines.",
    discussion: """
      Without --dialect a ticket export is read as `run` reads it. With --dialect any delimited text is \
      read, as FILE describes it: delimiter, quote, escape, encoding, header and so on; {} for defaults.

      EXAMPLES
        redian rows 2026-10.csv
        echo '{"delimiter": ";", "header": true}' > semicolon.json
        redian rows other.csv --dialect semicolon.json
      """
  )

  @OptionGroup var reading: ReadingOptions

  @Option(help: "A JSON file that says how to read any delimited text.")
  var dialect: String?

  func run() throws {
    endOnSignals()
    var options = try reading.ingest(try Configuration.read(reading.config))
    let description = try dialect.map { try DialectFile(path: $0) }
    if let encoding = try description?.textEncoding() {
      options.encoding = options.encoding ?? encoding
    }
    let sink = try OutputFile(nil)
    for (number, path) in try reading.paths().enumerated() where sink.isOpen {
      do throws(IngestError) {
        if let description {
          try rows(path, description.dialect(options), options, sink)
        } else {
          try rows(path, number, options, sink)
        }
      } catch {
        let (message, hint, status) = Words.describe(error)
        sink.write(jsonLine("error", [("reason", message)])[...])
        try sink.close()
        throw fail(message, hint: hint, status)
      }
    }
    try sink.close()
  }

  /// An export, as `run` reads it.
  private func rows(
    _ path: String,
    _ number: Int,
    _ options: IngestOptions,
    _ sink: OutputFile
  ) throws(IngestError) {
    let reader = try InputReader(path: path, number: number, options: options)
    var parser = RecordParser(layout: reader.layout)
    while sink.isOpen, let block = try reader.next() {
      let records = try parser.parse(block)
      var output: [UInt8] = []
      records.forEachRecord { record, cell in
        let cells = (0..<records.columns).map { cell($0) }
        appendRow(line: records.lines[record], cells, to: &output)
      }
      for problem in records.problems {
        if problem.code.isReject {
          let raw = reader.layout.text(ofRaw: problem.raw)
          appendReject(problem.line, nil, problem.code, raw, to: &output)
        } else {
          output += jsonLine("note", [("code", problem.code.rawValue)], line: problem.line)
        }
      }
      sink.write(output[...])
    }
  }

  /// Any delimited text.
  private func rows(
    _ path: String,
    _ dialect: Dialect,
    _ options: IngestOptions,
    _ sink: OutputFile
  ) throws(IngestError) {
    let reader: DialectReader
    do throws(IngestError) {
      reader = try DialectReader(path: path, dialect: dialect, options: options)
    } catch .empty where dialect.header == nil {
      return
    }
    try reader.read(while: sink.isOpen) { item in
      var output: [UInt8] = []
      switch item {
      case .row(let line, let cells): appendRow(line: line, cells, to: &output)
      case .reject(let line, let record, let code, let raw):
        appendReject(line, record, code, raw, to: &output)
      }
      sink.write(output[...])
    }
  }

  private func appendRow(
    line: UInt64,
    _ cells: some Sequence<some Collection<UInt8>>,
    to output: inout [UInt8]
  ) {
    output += Array("{\"type\":\"row\",\"line\":\(line),\"cells\":[".utf8)
    for (column, cell) in cells.enumerated() {
      if column > 0 { output.append(0x2c) }
      Array(cell).withUnsafeBufferPointer { appendJSON($0, to: &output) }
    }
    output += Array("]}\n".utf8)
  }

  private func appendReject(
    _ line: UInt64,
    _ record: Int?,
    _ code: ProblemCode,
    _ raw: [UInt8],
    to output: inout [UInt8]
  ) {
    output += Array("{\"type\":\"reject\",\"line\":\(line)".utf8)
    if let record { output += Array(",\"record\":\(record)".utf8) }
    output += Array(",\"reason\":\"\(code.rawValue)\",\"raw\":".utf8)
    let text = Array(String(decoding: raw, as: UTF8.self).utf8)
    text.withUnsafeBufferPointer { appendJSON($0, to: &output) }
    output += Array("}\n".utf8)
  }

  private func jsonLine(
    _ type: String,
    _ members: [(String, String)],
    line: UInt64? = nil
  ) -> [UInt8] {
    var output = Array("{\"type\":\"\(type)\"".utf8)
    if let line { output += Array(",\"line\":\(line)".utf8) }
    for (key, value) in members {
      output += Array(",\"\(key)\":".utf8)
      Array(value.utf8).withUnsafeBufferPointer { appendJSON($0, to: &output) }
    }
    return output + Array("}\n".utf8)
  }
}
