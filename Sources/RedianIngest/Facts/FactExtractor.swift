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
      reader.begin(line: records.lines[record], byte: records.places[record])
      var ticket = reader.ticket(cell, batch: &batch)
      ticket.source = SourceLocation(file: layout.number, byte: records.offsets[record])
      batch.tickets.append(ticket)
    }
    batch.latest = max(batch.latest, reader.latest)
    problems.append(contentsOf: reader.problems)
  }

  /// Lends every record's text, in order; without a text column nothing is lent.
  package func forEachText(
    _ records: RecordBatch,
    _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let column = layout.fields[.content] else { return }
    records.forEachRecord { record, cell in body(record, cell(column)) }
  }
}
