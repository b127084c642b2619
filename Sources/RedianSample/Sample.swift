import RedianCore

/// Writes a synthetic export, and beside it a file with what is true of every row.
///
/// Same options, same bytes. `truth` has one line per data row, in the same order; "-" as `path`
/// is the standard output.
package func writeSample(_ options: SampleOptions, to path: String, truth: String?) throws {
  try options.check()
  var output = try Output(path: path, encoding: options.encoding)
  var truthOutput: Output? = nil
  if let truth { truthOutput = try Output(path: truth) }
  var run = SampleRun(options)
  try run.write { rows, truth in
    try output.write(rows)
    try truthOutput?.write(truth)
  }
  try output.finish()
  if let truthOutput { try truthOutput.finish() }
}

extension SampleOptions {
  /// The spans of days that rows are spread over, earliest first.
  var days: [ClosedRange<CivilDay>] {
    let span = from...to
    return yearBefore ? [from.advanced(by: -365)...to.advanced(by: -365), span] : [span]
  }

  func check() throws {
    if to < from { throw SampleError.emptyPeriod }
    if rows < 0 { throw SampleError.option("rows") }
    if delimiter >= 128 || [34, 10, 13].contains(delimiter) {
      throw SampleError.option("delimiter")
    }
  }
}

/// One run of the generator.
struct SampleRun {
  private let options: SampleOptions
  private var maker: TicketMaker
  private var writer: RowWriter
  private var random: Random
  /// Tickets written open whose closing row is still to come, by time of closing.
  private var pending: [Ticket] = []
  private var nextPending = 0

  init(_ options: SampleOptions) {
    self.options = options
    maker = TicketMaker(
      bank: TextBank(),
      seed: options.seed,
      lastDay: options.to,
      strength: options.hotspot
    )
    writer = RowWriter(delimiter: options.delimiter)
    random = Random(seed: options.seed ^ 0x5eed)
  }

  /// Hands over rows and truth in pieces of about a mebibyte that end at a row's end.
  mutating func write(_ sink: ([UInt8], [UInt8]) throws -> Void) throws {
    addHead()
    for hour in Calendar(days: options.days, rows: options.rows).hours {
      let seconds = (0..<hour.rows).map { _ in random.below(3_600) }.sorted()
      for second in seconds {
        add(at: hour.start + second)
        if writer.rows.bytes.count >= 1 << 20 { try flush(sink) }
      }
    }
    if options.totals { writer.add(line: "合计\(options.rows)件") }
    try flush(sink)
  }

  private mutating func flush(_ sink: ([UInt8], [UInt8]) throws -> Void) throws {
    try sink(writer.rows.bytes, writer.truth.bytes)
    writer.clear()
  }

  private mutating func addHead() {
    let mark = options.encoding == .utf8WithMark ? "\u{feff}" : ""
    let title = "95598工单明细 \(options.from)至\(options.to)"
    if options.title { writer.add(line: mark + title) }
    let separator = String(UnicodeScalar(options.delimiter))
    let names = options.header.columns.split(separator: ",").joined(separator: separator)
    writer.add(line: options.title ? names : mark + names)
    writer.addTruth(line: RowWriter.truthHeader)
  }

  /// Adds one row: the closing of an earlier ticket that is due, else a new ticket.
  private mutating func add(at time: CivilTime) {
    if nextPending < pending.count, pending[nextPending].archived < time {
      var ticket = pending[nextPending]
      nextPending += 1
      ticket.isUpdate = true
      return writer.add(ticket, maker: maker)
    }
    let ticket = maker.make(at: time)
    if ticket.isPending, !ticket.archived.isMissing {
      pending.append(ticket)
      return writer.add(ticket.openState, maker: maker)
    }
    writer.add(ticket, maker: maker)
  }
}
