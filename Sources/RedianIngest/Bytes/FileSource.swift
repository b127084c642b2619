import Glibc

/// A file, a pipe or standard input, read with `read`: never mapped, because a mapped file that
/// shrinks kills the process.
final class FileSource: ByteSource {
  fileprivate let path: String
  fileprivate let descriptor: Int32
  /// What the file was when it was opened; nil for pipes and standard input.
  private let stateAtStart: FileState?
  /// Bytes read so far.
  private(set) var position: UInt64 = 0

  /// Size and time of the last change: an export that is still being written changes them.
  private struct FileState: Equatable {
    var size: UInt64
    var seconds: Int
    var nanoseconds: Int
  }

  /// Opens a file, or standard input for `-`.
  init(path: String) throws(IngestError) {
    self.path = path
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, errno: errno)
    }
    do throws(IngestError) {
      stateAtStart = try Self.state(descriptor, path)
    } catch {
      // No deinit runs for a source that was never made.
      if descriptor > 2 { close(descriptor) }
      throw error
    }
  }

  deinit { if descriptor > 2 { close(descriptor) } }

  /// The size where it is a file: for progress.
  var size: UInt64? { stateAtStart?.size }

  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    let old = buffer
    var failure: Int32 = 0
    var isAtEnd = false
    buffer = [UInt8](unsafeUninitializedCapacity: old.count + limit) { space, count in
      guard let base = space.baseAddress else { return }
      old.withUnsafeBufferPointer { if let from = $0.baseAddress { memcpy(base, from, $0.count) } }
      count = old.count
      while count < old.count + limit {
        let got = Glibc.read(descriptor, base + count, old.count + limit - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          isAtEnd = true
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    position += UInt64(buffer.count - old.count)
    if failure == EISDIR { throw .isFolder(path: path) }
    if failure != 0 { throw .unreadable(path: path, errno: failure) }
    return isAtEnd
  }

  /// Throws ``IngestError/changed(path:)`` where the file is not what it was when it was opened.
  func checkUnchanged() throws(IngestError) {
    guard let stateAtStart else { return }
    guard try Self.state(descriptor, path) == stateAtStart, stateAtStart.size == position else {
      throw .changed(path: path)
    }
  }

  private static func state(
    _ descriptor: Int32,
    _ path: String
  ) throws(IngestError) -> FileState? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isFolder(path: path) }
    // Standard input may be a file that was read in part before, or a log that goes on.
    guard status.st_mode & S_IFMT == S_IFREG, path != "-" else { return nil }
    return FileState(
      size: UInt64(status.st_size),
      seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec
    )
  }
}

extension FileSource {
  /// Goes on reading at another place.
  func seek(to place: UInt64) throws(IngestError) {
    guard lseek(descriptor, off_t(place), SEEK_SET) >= 0 else {
      throw .unreadable(path: path, errno: errno)
    }
  }

  /// The first stretch behind `offset` with a byte above 127 in it, from the line it stands in; nil for
  /// none, or where the input cannot be read twice.
  func firstText(after offset: Int) -> [UInt8]? {
    guard size != nil else { return nil }
    var offset = offset
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 20) { space, count in
        count = max(0, pread(descriptor, space.baseAddress, space.count, off_t(offset)))
      }
      if chunk.isEmpty { return nil }
      if let first = chunk.firstIndex(where: { $0 >= 0x80 }) {
        let line = chunk[..<first].lastIndex { $0 == 0x0a || $0 == 0x0d }.map { $0 + 1 } ?? first
        return Array(chunk[line...])
      }
      offset += chunk.count
    }
  }
}
