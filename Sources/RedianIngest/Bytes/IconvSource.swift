import Glibc

/// Transcodes any encoding that the C library's `iconv` knows to UTF-8; only where the user names it.
///
/// A byte that stands for nothing becomes U+FFFD and is remembered by its place. Positions are those
/// of the transcoded stream.
final class IconvSource: ByteSource, DamageSource {
  private let source: any ByteSource
  private let converter: iconv_t
  private var raw: [CChar] = []
  private var transcoded: UInt64 = 0
  private var damage: [UInt64] = []

  /// Nil where the C library does not know the encoding.
  init?(_ source: any ByteSource, encoding: String) {
    guard let converter = Self.open(encoding) else { return nil }
    self.source = source
    self.converter = converter
  }

  deinit { iconv_close(converter) }

  static func knows(_ encoding: String) -> Bool {
    guard let converter = open(encoding) else { return false }
    iconv_close(converter)
    return true
  }

  private static func open(_ encoding: String) -> iconv_t? {
    let converter = iconv_open("UTF-8", encoding)
    return converter == iconv_t(bitPattern: -1) ? nil : converter
  }

  func takeDamage() -> [UInt64] {
    defer { damage = [] }
    return damage
  }

  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    var bytes: [UInt8] = []
    let isAtEnd = try source.read(max(16, limit / 4), into: &bytes)
    raw.append(contentsOf: bytes.map(CChar.init(bitPattern:)))
    let before = buffer.count
    convert(isAtEnd: isAtEnd, into: &buffer)
    transcoded += UInt64(buffer.count - before)
    return isAtEnd
  }

  private func convert(isAtEnd: Bool, into buffer: inout [UInt8]) {
    let start = buffer.count
    var index = 0
    while index < raw.count {
      let (used, output, failure) = run(from: index)
      buffer.append(contentsOf: output)
      index += used
      if failure == EINVAL && !isAtEnd { break }
      if failure == EILSEQ || failure == EINVAL {
        damage.append(transcoded + UInt64(buffer.count - start))
        appendUTF8(0xfffd, to: &buffer)
        index += 1
      }
    }
    raw.removeFirst(index)
  }

  /// Bytes used, what they became, and why it went no further; 0 for the end or a full buffer.
  private func run(from index: Int) -> (used: Int, output: [UInt8], failure: Int32) {
    var output = [CChar](repeating: 0, count: 1 << 16)
    var left = raw.count - index
    var room = output.count
    var failure: Int32 = 0
    raw.withUnsafeMutableBufferPointer { raw in
      output.withUnsafeMutableBufferPointer { output in
        var from = raw.baseAddress.map { $0 + index }
        var to = output.baseAddress
        if iconv(converter, &from, &left, &to, &room) == -1, errno != E2BIG { failure = errno }
      }
    }
    let made = output[..<(output.count - room)].map(UInt8.init(bitPattern:))
    return (raw.count - index - left, made, failure)
  }
}
