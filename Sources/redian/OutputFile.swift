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

  /// Opens an output; nil and `-` are standard output.
  ///
  /// Ends with status 64 where the output is one of the inputs, or has the name of an archive.
  init(_ path: String?, inputs: [String] = []) throws {
    let path = path == "-" ? nil : path
    self.path = path ?? "stdout"
    let isReplaced = try path.map { try Self.isReplaced($0, inputs) } ?? false
    target = path.map { isReplaced ? behindLinks($0) : $0 } ?? ""
    let opened: UnsafeMutablePointer<FILE>?
    if isReplaced {
      (opened, temporary) = Self.openTemporary(beside: target)
    } else {
      // Standard output by its descriptor: the C library's `stdout` is a global variable.
      (opened, temporary) = (path == nil ? fdopen(1, "wb") : fopen(target, "wb"), nil)
    }
    guard let opened else {
      throw fail("\(self.path): \(String(cString: strerror(errno)))", .outputNotWritable)
    }
    file = opened
    if let temporary { removeOnSignals(temporary) }
  }

  /// A new file of an unforeseeable name, with the permissions of the file that it will replace, or of any new one.
  private static func openTemporary(
    beside target: String
  ) -> (file: UnsafeMutablePointer<FILE>?, path: String?) {
    var name = Array("\(target).XXXXXX.tmp".utf8CString)
    let descriptor = mkstemps(&name, 4)
    guard descriptor >= 0 else { return (nil, nil) }
    let mask = umask(0)
    umask(mask)
    fchmod(descriptor, status(target).map { $0.st_mode & 0o777 } ?? 0o666 & ~mask)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (fdopen(descriptor, "wb"), path)
  }

  /// True for a plain file, which is new as a whole.
  var isFile: Bool { temporary != nil }

  /// Whether an output becomes a new plain file; ends the command where it must not be written.
  private static func isReplaced(_ path: String, _ inputs: [String]) throws -> Bool {
    if [".gz", ".zst"].contains(where: path.lowercased().hasSuffix) {
      throw fail(Words.outputIsPlain(path), .usage)
    }
    guard let status = status(path) else {
      guard errno == ENOENT, !path.isEmpty else {
        throw fail("“\(path)”: \(String(cString: strerror(errno)))", .outputNotWritable)
      }
      return true
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw fail(Words.isFolder(path), .outputNotWritable) }
    guard kind == S_IFREG else { return false }
    if inputs.contains(where: { isSame(status, as: $0) }) {
      throw fail(Words.outputIsInput(path), .usage)
    }
    return true
  }

  /// False where nothing more can be written, as when the reader has seen enough; ``close()`` says why.
  var isOpen: Bool { failure == 0 }

  /// False where nothing more can be written.
  @discardableResult
  func write(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard failure == 0 else { return false }
    let written = bytes.withUnsafeBufferPointer { fwrite($0.baseAddress, 1, $0.count, file) }
    if written != bytes.count { failure = errno }
    return isOpen
  }

  /// Forgets what was written where it has no name yet.
  func abandon() {
    guard let temporary else { return }
    fclose(file)
    unlink(temporary)
  }

  /// Ends the file; a reader that has closed the pipe is no failure.
  func close() throws {
    if fflush(file) != 0 && failure == 0 { failure = errno }
    if let temporary {
      if failure == 0 && fsync(fileno(file)) != 0 { failure = errno }
      if fclose(file) != 0 && failure == 0 { failure = errno }
      if failure == 0 && rename(temporary, target) != 0 { failure = errno }
      if failure != 0 { unlink(temporary) }
    }
    guard failure != 0, failure != EPIPE else { return }
    throw fail("\(path): \(String(cString: strerror(failure)))", .inputOutput)
  }
}

/// What stands under a name, links followed; nil with `errno` where that cannot be told.
///
/// `-` is standard input.
private func status(_ path: String) -> stat? {
  var found = stat()
  return (path == "-" ? fstat(0, &found) : stat(path, &found)) == 0 ? found : nil
}

private func isSame(_ file: stat, as input: String) -> Bool {
  guard let other = status(input) else { return false }
  return file.st_dev == other.st_dev && file.st_ino == other.st_ino
}

/// The path that a link leads to, whether there is a file or not; other paths as they are.
private func behindLinks(_ path: String) -> String {
  var path = path
  // As many links in a row as the kernel follows.
  for _ in 0..<40 {
    guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
    // Joined as text: the kernel resolves `..` behind linked folders.
    let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
    path = next.hasPrefix("/") || !path.contains("/") ? next : folder + next
  }
  return path
}
