import Glibc
import RedianCore

/// Reads single records of a file again, for the texts that a report shows.
package struct RecordFetcher: Sendable {
  private let layout: InputLayout

  package init(layout: InputLayout) { self.layout = layout }

  /// The text column of the record that begins at a byte, or nil where it cannot be read again
  /// (standard input, a file that is gone or has no text column).
  package func text(at byte: UInt64) -> String? {
    guard layout.path != "-", let column = layout.fields[.content] else { return nil }
    let descriptor = open(layout.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var size = 8_192
    while size <= 1 << 21 {
      let bytes = [UInt8](unsafeUninitializedCapacity: size) { space, count in
        count = max(0, pread(descriptor, space.baseAddress, size, off_t(byte)))
      }
      if let row = record(bytes, isFinal: bytes.count < size) {
        return column < row.count ? decodeText(row[column], layout.encoding) : nil
      }
      size *= 4
    }
    return nil
  }

  private func record(_ bytes: [UInt8], isFinal: Bool) -> [[UInt8]]? {
    var builder = BlockBuilder(
      file: layout.number,
      delimiter: layout.delimiter,
      columns: layout.columns.count,
      line: 1,
      options: IngestOptions()
    )
    var block = RecordBlock(bytes: bytes, start: 0)
    _ = builder.fill(&block, isFinal: isFinal, recordLimit: 1)
    guard let segment = block.segments.first else { return nil }
    let raw = segment.replacement ?? Array(bytes[segment.bytes])
    return CSVParser.rows(raw, delimiter: layout.delimiter).first
  }
}
