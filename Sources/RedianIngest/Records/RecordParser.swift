/// Parses blocks, decodes their cells and sorts out what is no ticket.
///
/// Records with quotes go through libcsv, whose work is checked against the scanner's; records
/// without are split directly. One per worker; buffers are used again for every block.
package struct RecordParser: ~Copyable {
  private let layout: InputLayout
  private let special: SpecialRecords
  private let decoder: CellDecoder
  private var parser: CSVParser

  package init(layout: InputLayout) {
    self.layout = layout
    special = SpecialRecords(layout: layout)
    decoder = CellDecoder(encoding: layout.encoding.ofCells)
    parser = CSVParser(delimiter: layout.delimiter)
  }

  /// The good records of a block; a row with another number of cells than the header is a reject.
  ///
  /// Throws ``IngestError/broken(path:byte:expected:found:)`` where libcsv and the scanner disagree.
  package mutating func parse(_ block: RecordBlock) throws(IngestError) -> RecordBatch {
    let room = block.segments.reduce(0) { $0 + $1.copyRoom }
    parser.begin(blockSize: block.bytes.count, copyRoom: room, columns: layout.columns.count)
    for segment in block.segments {
      let fed = feed(segment, of: block)
      guard fed, parser.rows == segment.records.upperBound else {
        throw .broken(
          path: layout.path,
          byte: block.start + UInt64(segment.bytes.lowerBound),
          expected: segment.records.upperBound,
          found: parser.rows
        )
      }
    }
    var sorter = BatchSorter(block: block, layout: layout, special: special)
    let wrong = parser.wrong
    sorter.rejectMisfits(wrong)
    let text = text(of: block)
    sorter.sortOut(text)
    return sorter.batch()
  }

  private mutating func feed(_ segment: RecordBlock.Segment, of block: RecordBlock) -> Bool {
    block.bytes.withUnsafeBufferPointer { bytes in
      switch segment.kind {
      case .plain:
        for record in segment.records {
          parser.split(bytes, Int(block.starts[record])..<Int(block.ends[record]))
        }
        return true
      case .quoted: return parser.feed(.init(rebasing: bytes[segment.bytes]))
      case .replaced(let record): return record.withUnsafeBufferPointer { parser.feed($0) }
      }
    }
  }

  /// The cells as UTF-8: where they lie already, if all of the block is that.
  private func text(of block: RecordBlock) -> BatchText {
    let (bytes, cells) = parser.take(block.bytes)
    let isClean =
      decoder.encoding == .utf8
      && block.bytes.withUnsafeBufferPointer { isUTF8(.init(rebasing: $0[..<block.used])) }
    if isClean { return BatchText(bytes: bytes, cells: cells, faults: []) }
    let (text, decoded, faults) = decoder.decode(bytes, cells: cells)
    return BatchText(bytes: text, cells: decoded, faults: faults)
  }
}

/// Decoded cells of the rows that have the right number of them.
struct BatchText {
  var bytes: [UInt8]
  var cells: [CellRange]
  var faults: [(cell: Int, fault: CellDecoder.Fault)]
}

extension RecordBlock.Segment {
  /// Room that its cells need when they are copied.
  fileprivate var copyRoom: Int {
    switch kind {
    case .plain: 0
    case .quoted: bytes.count
    case .replaced(let record): record.count
    }
  }
}
