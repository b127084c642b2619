package import RedianCore

/// Makes ticket facts of records: ids, times, place, area, caller.
///
/// Ticket `n` of the batch is record `n`: every good record becomes a ticket. A cell that cannot be
/// read is empty in the facts and a problem with its line and column; it never costs the row.
package struct FactExtractor: Sendable {
  private let layout: InputLayout
  private let callerKey: (UInt64, UInt64)

  package init(layout: InputLayout, options: IngestOptions) {
    self.layout = layout
    callerKey = options.callerKey
  }

  /// Appends one ticket per record to `batch`, and what could not be read to `problems`.
  package func append(
    _ records: RecordBatch,
    to batch: inout TicketBatch,
    problems: inout [Problem]
  ) {
    var reader = CellReader(layout: layout, callerKey: callerKey)
    batch.tickets.reserveCapacity(batch.tickets.count + records.count)
    records.forEachRecord { record, cell in
      reader.begin(line: records.lines[record], byte: records.offsets[record])
      var ticket = reader.ticket(cell, batch: &batch)
      ticket.source = SourceLocation(file: layout.number, byte: records.offsets[record])
      batch.tickets.append(ticket)
    }
    batch.latest = max(batch.latest, reader.latest)
    problems.append(contentsOf: reader.problems)
  }

  /// Lends every record's text as UTF-8, in order; without a text column nothing is lent.
  package func forEachText(
    _ records: RecordBatch,
    problems: inout [Problem],
    _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let column = layout.fields[.content] else { return }
    var decoder = TextDecoder(encoding: layout.encoding)
    var found: [Problem] = []
    records.forEachRecord { record, cell in
      let status = decoder.withText(cell(column)) { body(record, $0) }
      if let status {
        found.append(
          Problem(
            status,
            file: layout.number,
            line: records.lines[record],
            byte: records.offsets[record],
            column: column + 1
          )
        )
      }
    }
    problems.append(contentsOf: found)
  }
}

/// Decodes cells to UTF-8 with one buffer for all of them.
package struct TextDecoder {
  private let encoding: TextEncoding
  private var buffer: [UInt8] = []

  package init(encoding: TextEncoding) { self.encoding = encoding }

  /// Lends the cell as well-formed UTF-8; returns what was wrong with it, if anything.
  package mutating func withText(
    _ cell: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> ProblemCode? {
    let isPlain = encoding == .utf8 ? isUTF8(cell) : cell.allSatisfy { $0 < 0x80 }
    if isPlain {
      body(cell)
      return nil
    }
    buffer.removeAll(keepingCapacity: true)
    var problem: ProblemCode?
    if !GB18030.decode(cell, into: &buffer) {
      // Neither its own encoding nor the other one: bad bytes become U+FFFD.
      problem = encoding == .gb18030 && isUTF8(cell) ? .mixedEncoding : .invalidText
      buffer = Array(String(decoding: cell, as: UTF8.self).utf8)
    } else if encoding == .utf8 {
      problem = .mixedEncoding
    }
    buffer.withUnsafeBufferPointer(body)
    return problem
  }
}
