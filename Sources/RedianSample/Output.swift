import Glibc

/// A file written in large pieces, through the system's converter where it is not UTF-8.
struct Output: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private let converter: iconv_t?
  private var converted: [UInt8] = []

  /// Creates or truncates `path`; "-" is the standard output.
  init(path: String, encoding: SampleEncoding = .utf8) throws {
    let converter = try Self.converter(to: encoding)
    self.init(path: path, descriptor: try Self.create(path), converter: converter)
  }

  private init(path: String, descriptor: Int32, converter: iconv_t?) {
    self.path = path
    self.descriptor = descriptor
    self.converter = converter
  }

  private static func create(_ path: String) throws -> Int32 {
    let descriptor = path == "-" ? 1 : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw SampleError.output(path: path, code: errno) }
    return descriptor
  }

  private static func converter(to encoding: SampleEncoding) throws -> iconv_t? {
    guard encoding == .gb18030 else { return nil }
    let converter = iconv_open("GB18030", "UTF-8")
    if converter == iconv_t(bitPattern: -1) { throw SampleError.encoding("gb18030") }
    return converter
  }

  /// Writes whole characters.
  mutating func write(_ bytes: [UInt8]) throws {
    guard let converter else { return try writeAll(bytes) }
    // A UTF-8 character of one to four bytes is at most four bytes of GB18030.
    converted = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    let used = try convert(bytes, with: converter)
    converted.removeLast(converted.count - used)
    try writeAll(converted)
  }

  private mutating func convert(_ bytes: [UInt8], with converter: iconv_t) throws -> Int {
    var source = bytes
    let room = converted.count
    let left = source.withUnsafeMutableBytes { from in
      converted.withUnsafeMutableBytes { into -> Int? in
        var fromPointer = from.baseAddress?.assumingMemoryBound(to: CChar.self)
        var intoPointer = into.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromLeft = from.count
        var intoLeft = into.count
        let status = iconv(converter, &fromPointer, &fromLeft, &intoPointer, &intoLeft)
        return status == .max || fromLeft > 0 ? nil : intoLeft
      }
    }
    guard let left else { throw SampleError.encoding("gb18030") }
    return room - left
  }

  private func writeAll(_ bytes: [UInt8]) throws {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw SampleError.output(path: path, code: errno)
      }
      offset += written
    }
  }

  /// Closes the file; a full disk may be reported only here.
  consuming func finish() throws {
    if let converter { iconv_close(converter) }
    if descriptor != 1, close(descriptor) != 0 {
      throw SampleError.output(path: path, code: errno)
    }
  }
}
