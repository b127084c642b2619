import Foundation

/// A file that appears under its name only when it is whole, or standard output.
///
/// A link is followed. What is no plain file (a device, a pipe) is written to as it stands, never replaced.
final class OutputFile {
  private let path: String
  /// What is written until it is whole; nil where there is nothing to rename.
  private let temporary: String?
  private let target: String
  private let file: UnsafeMutablePointer<FILE>
  private var failure: Int32 = 0

  /// Opens an output; nil is standard output.
  ///
  /// Ends with status 64 where the output is one of the inputs, or has the name of an archive.
  init(_ path: String?, inputs: [String] = []) throws {
    self.path = path ?? "stdout"
    let kind = path.map(OutputKind.init)
    if let path {
      if kind?.isFolder == true { throw fail(Words.outputIsFolder(path), .outputNotWritable) }
      if inputs.contains(where: { kind?.isSame(as: $0) == true }) {
        throw fail(Words.outputIsInput(path), .usage)
      }
      if [".gz", ".zst"].contains(where: path.lowercased().hasSuffix) {
        throw fail(Words.outputIsPlain(path), .usage)
      }
    }
    target = path.map(behindLinks) ?? ""
    temporary = kind?.isReplaced == true ? "\(target).\(getpid()).tmp" : nil
    // Standard output by its descriptor: the C library's `stdout` is a global variable.
    guard let opened = path == nil ? fdopen(1, "wb") : fopen(temporary ?? target, "wb") else {
      throw fail("\(self.path): \(String(cString: strerror(errno)))", .outputNotWritable)
    }
    file = opened
  }

  func write(_ bytes: ArraySlice<UInt8>) {
    guard failure == 0 else { return }
    let written = bytes.withUnsafeBufferPointer { fwrite($0.baseAddress, 1, $0.count, file) }
    if written != bytes.count { failure = errno }
  }

  func abandon() { if let temporary { unlink(temporary) } }

  /// Ends the file; a reader that has closed the pipe is no failure.
  func close() throws {
    if fflush(file) != 0 && failure == 0 { failure = errno }
    if temporary != nil {
      if failure == 0 && fsync(fileno(file)) != 0 { failure = errno }
      if fclose(file) != 0 && failure == 0 { failure = errno }
    }
    if failure == EPIPE { return }
    if failure == 0, let temporary, rename(temporary, target) != 0 { failure = errno }
    guard failure != 0 else { return }
    abandon()
    throw fail("\(path): \(String(cString: strerror(failure)))", .inputOutput)
  }
}

/// The path that a link leads to, whether there is a file or not; other paths as they are.
private func behindLinks(_ path: String) -> String {
  var path = path
  // As many links in a row as the kernel follows.
  for _ in 0..<40 {
    guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    path = URL(fileURLWithPath: next, relativeTo: folder).path
  }
  return path
}

/// What stands under the name of an output before it is written.
private struct OutputKind {
  private let status: stat?

  init(_ path: String) {
    var found = stat()
    status = stat(path, &found) == 0 ? found : nil
  }

  private var format: mode_t? { status.map { $0.st_mode & S_IFMT } }

  var isFolder: Bool { format == S_IFDIR }
  /// Nothing, or a plain file.
  var isReplaced: Bool { format == nil || format == S_IFREG }

  /// Whether an input of that name is the same plain file.
  func isSame(as input: String) -> Bool {
    guard let status, isReplaced, let other = Self(input).status else { return false }
    return status.st_dev == other.st_dev && status.st_ino == other.st_ino
  }
}
