/// A small file read whole, opened as an export is: a file or `-`, packed or not, UTF-8, GB18030 or UTF-16.
struct WholeFile {
  /// Without the byte-order mark; UTF-8, or GB18030 where the decoder is for that.
  let bytes: [UInt8]
  let decoder: CellDecoder

  init(path: String) throws(IngestError) {
    let stack = try InputStack(path: path, options: IngestOptions())
    var bytes: [UInt8] = []
    while try !stack.stream.read(1 << 20, into: &bytes) {}
    try stack.file.checkUnchanged()
    bytes.removeFirst(markSize(bytes))
    self.bytes = bytes
    decoder = CellDecoder(encoding: stack.encoding.ofCells)
  }
}

/// The text of a file of settings: editors save it in GB18030 or UTF-16 as well.
///
/// An empty file is an empty text.
package func readText(path: String) throws(IngestError) -> String {
  do throws(IngestError) {
    let file = try WholeFile(path: path)
    return String(decoding: file.decoder.text(file.bytes), as: UTF8.self)
  } catch .empty {
    return ""
  }
}

/// The bytes of a file as they are.
package func readBytes(path: String) throws(IngestError) -> [UInt8] {
  let file = try FileSource(path: path)
  var bytes: [UInt8] = []
  while try !file.read(1 << 20, into: &bytes) {}
  try file.checkUnchanged()
  return bytes
}

/// Bytes of the byte-order mark that cut text begins with.
func markSize(_ head: [UInt8]) -> Int {
  if head.starts(with: [0xef, 0xbb, 0xbf]) { return 3 }
  return head.starts(with: [0x84, 0x31, 0x95, 0x33]) ? 4 : 0
}
