/// Reads single records of an input again, for the texts and addresses that a report shows.
package struct RecordFetcher {
  private let layout: InputLayout
  private let options: IngestOptions

  package init(layout: InputLayout, options: IngestOptions) {
    self.layout = layout
    self.options = options
  }

  /// The text columns of the records that begin at these places; see ``cells(_:at:)``.
  package func texts(at places: some Sequence<UInt64>) -> [UInt64: String] {
    layout.fields[.content] == nil ? [:] : cells([.content], at: places).mapValues { $0[0] }
  }

  /// The columns of these fields, of the records that begin at these places of the stream, where they
  /// can be read again: not from standard input, and not from a file that is gone.
  ///
  /// A column that the input does not have is empty. A packed or transcoded input is read from its
  /// beginning to the last of the places.
  package func cells(
    _ fields: [TicketField],
    at places: some Sequence<UInt64>
  ) -> [UInt64: [String]] {
    var texts: [UInt64: [String]] = [:]
    guard layout.path != "-", let reader = try? StreamReader(layout: layout, options: options)
    else { return texts }
    let decoder = CellDecoder(encoding: layout.encoding.ofCells)
    var parser = CSVParser(delimiter: layout.delimiter)
    for place in Set(places).sorted() {
      guard let record = reader.record(at: place, find: record) else { continue }
      texts[place] = parser.read(record.bytes, isQuoted: record.isQuoted) { bytes, cells in
        fields.map { field in
          guard let column = layout.fields[field], column < cells.count else { return "" }
          let cell = Array(bytes[Int(cells[column].start)..<Int(cells[column].end)])
          return String(decoding: decoder.text(cell), as: UTF8.self)
        }
      }
    }
    return texts
  }

  /// The record that the bytes begin with; nil where they do not hold it whole.
  private func record(_ bytes: [UInt8], isFinal: Bool) -> SingleRecord? {
    var builder = BlockBuilder(layout, line: 1, options: options)
    var block = RecordBlock(bytes: bytes, start: 0)
    _ = builder.fill(&block, isFinal: isFinal, recordLimit: 1)
    guard let segment = block.segments.first else { return nil }
    if case .replaced(let record) = segment.kind {
      return SingleRecord(bytes: record, isQuoted: true)
    }
    return SingleRecord(bytes: Array(bytes[segment.bytes]), isQuoted: layout.isQuoting)
  }
}

private struct SingleRecord {
  var bytes: [UInt8]
  /// False where quotes are text.
  var isQuoted: Bool
}

/// The stream of an input, read again in ascending order of places.
private final class StreamReader {
  private let source: any ByteSource
  private let file: FileSource?
  private var buffer: [UInt8] = []
  private var start: UInt64 = 0
  private var isAtEnd = false

  init(layout: InputLayout, options: IngestOptions) throws(IngestError) {
    let isPlain = layout.packing == .none && layout.encoding.isReadAsItIs(options.delimiter)
    if isPlain {
      let file = try FileSource(path: layout.path)
      (source, self.file) = (file, file)
    } else {
      var named = options
      named.encoding = layout.encoding
      (source, file) = (try InputStack(path: layout.path, options: named).stream, nil)
    }
  }

  /// The record at a place; nil where it cannot be read.
  func record(
    at place: UInt64,
    find: (_ bytes: [UInt8], _ isFinal: Bool) -> SingleRecord?
  ) -> SingleRecord? {
    do {
      try move(to: place)
      var size = 2_048
      while true {
        if buffer.count < size && !isAtEnd {
          isAtEnd = try source.fill(size - buffer.count, into: &buffer)
        }
        if let record = find(Array(buffer.prefix(size)), isAtEnd && buffer.count <= size) {
          return record
        }
        if isAtEnd && buffer.count <= size || size > 1 << 21 { return nil }
        size *= 4
      }
    } catch {
      return nil
    }
  }

  private func move(to place: UInt64) throws(IngestError) {
    if let file, place < start || place >= start + UInt64(buffer.count) {
      try file.seek(to: place)
      (buffer, start, isAtEnd) = ([], place, false)
      return
    }
    while start + UInt64(buffer.count) <= place && !isAtEnd {
      start += UInt64(buffer.count)
      buffer = []
      isAtEnd = try source.read(1 << 20, into: &buffer)
    }
    let skipped = min(Int(place - start), buffer.count)
    buffer.removeFirst(skipped)
    start += UInt64(skipped)
  }
}

extension TextEncoding {
  /// True where the stream is the input itself, so that a place in one is a place in the other.
  fileprivate func isReadAsItIs(_ delimiter: UInt8?) -> Bool {
    switch self {
    case .utf8: true
    case .gb18030: !isUnsafeInGB18030(delimiter)
    default: false
    }
  }
}
