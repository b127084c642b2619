import Foundation

/// A file that appears under its name only when it is whole, or standard output.
final class OutputFile {
  private let path: String?
  private let temporary: String
  private let file: UnsafeMutablePointer<FILE>
  private var failure: Int32 = 0

  init(_ path: String?) throws {
    self.path = path
    temporary = path.map { "\($0).\(getpid()).tmp" } ?? ""
    // Standard output by its descriptor: the C library's `stdout` is a global variable.
    guard let opened = path == nil ? fdopen(1, "wb") : fopen(temporary, "wb") else {
      throw fail("\(path ?? ""): \(String(cString: strerror(errno)))", .outputNotWritable)
    }
    file = opened
  }

  func write(_ bytes: ArraySlice<UInt8>) {
    guard failure == 0 else { return }
    let written = bytes.withUnsafeBufferPointer { fwrite($0.baseAddress, 1, $0.count, file) }
    if written != bytes.count { failure = errno }
  }

  func abandon() { if path != nil { unlink(temporary) } }

  /// Ends the file; a reader that has closed the pipe is no failure.
  func close() throws {
    if fflush(file) != 0 && failure == 0 { failure = errno }
    if path != nil {
      if failure == 0 && fsync(fileno(file)) != 0 { failure = errno }
      if fclose(file) != 0 && failure == 0 { failure = errno }
    }
    if failure == EPIPE { return }
    if failure == 0, let path, rename(temporary, path) != 0 { failure = errno }
    guard failure != 0 else { return }
    abandon()
    throw fail("\(path ?? "stdout"): \(String(cString: strerror(failure)))", .inputOutput)
  }
}
