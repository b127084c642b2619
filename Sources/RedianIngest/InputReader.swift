import Glibc
import RedianCore

/// Reads one input from the first byte to the last, once, in order, in blocks of whole records.
///
/// A class because it owns a file descriptor that is closed when the last holder lets go; it is used
/// by one task at a time.
package final class InputReader {
  package let layout: InputLayout
  private let descriptor: Int32
  private let options: IngestOptions
  private var builder: BlockBuilder
  /// Bytes read and not yet handed out, and where the first of them lies.
  private var carry: [UInt8]
  private var carryStart: UInt64
  private var isAtEnd: Bool
  /// What the file was when it was opened; nil for pipes and standard input.
  private let fileAtStart: FileState?

  /// Size and time of the last change: an export that is still being written changes them.
  private struct FileState: Equatable {
    var size: UInt64
    var seconds: Int
    var nanoseconds: Int
  }

  /// Bytes that decide on encoding, delimiter and header.
  private static let prefixSize = 1 << 20

  /// Opens a file, or standard input for `-`, and finds its layout.
  package init(path: String, number: Int, options: IngestOptions) throws(IngestError) {
    let descriptor = try Self.open(path)
    var prefix: [UInt8] = []
    let isFinal: Bool
    do throws(IngestError) {
      fileAtStart = path == "-" ? nil : try Self.state(descriptor, path)
      isFinal = try Self.read(descriptor, path, upTo: Self.prefixSize, into: &prefix)
      layout = try LayoutFinder(
        path: path,
        number: number,
        options: options,
        prefix: prefix,
        isFinal: isFinal
      ).find()
    } catch {
      // No deinit runs for a reader that was never made.
      if descriptor > 2 { close(descriptor) }
      throw error
    }
    self.descriptor = descriptor
    self.options = options
    builder = BlockBuilder(
      file: number,
      delimiter: layout.delimiter,
      columns: layout.columns.count,
      line: layout.dataLine,
      options: options
    )
    carry = Array(prefix.dropFirst(Int(layout.dataByte)))
    carryStart = layout.dataByte
    isAtEnd = isFinal
  }

  deinit { if descriptor > 2 { close(descriptor) } }

  /// The input's size where it is a file: for progress.
  package var byteCount: UInt64? { fileAtStart?.size }

  /// Bytes handed out or passed over so far.
  package var position: UInt64 { carryStart }

  /// The next block, or nil at the end.
  package func next() throws(IngestError) -> RecordBlock? {
    while true {
      if isAtEnd && carry.isEmpty { return try finish() }
      let start = carryStart
      if !isAtEnd && carry.count < options.blockSize || needsMore {
        isAtEnd = try Self.read(descriptor, layout.path, upTo: options.blockSize, into: &carry)
      }
      var block = RecordBlock(bytes: carry, start: start)
      carry = []
      let used = builder.fill(&block, isFinal: isAtEnd)
      carry = Array(block.bytes[used...])
      carryStart = start + UInt64(used)
      needsMore = used == 0 && !isAtEnd
      if used > 0 || isAtEnd { return block }
    }
  }

  private var needsMore = false
  private var isFinished = false

  /// A last block for what was still pending, and the check that the file stood still.
  private func finish() throws(IngestError) -> RecordBlock? {
    if isFinished { return nil }
    isFinished = true
    if let fileAtStart {
      let state = try Self.state(descriptor, layout.path)
      guard state == fileAtStart, state?.size == carryStart else {
        throw .changed(path: layout.path)
      }
    }
    var block = RecordBlock(bytes: [], start: carryStart)
    _ = builder.fill(&block, isFinal: true)
    return block.problems.isEmpty ? nil : block
  }

  private static func open(_ path: String) throws(IngestError) -> Int32 {
    if path == "-" { return 0 }
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, errno: errno)
    }
    return descriptor
  }

  private static func state(
    _ descriptor: Int32,
    _ path: String
  ) throws(IngestError) -> FileState? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isFolder(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileState(
      size: UInt64(status.st_size),
      seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec
    )
  }

  /// Appends up to `limit` bytes; true at the end of the input.
  private static func read(
    _ descriptor: Int32,
    _ path: String,
    upTo limit: Int,
    into buffer: inout [UInt8]
  ) throws(IngestError) -> Bool {
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
    if failure == EISDIR { throw .isFolder(path: path) }
    if failure != 0 { throw .unreadable(path: path, errno: failure) }
    return isAtEnd
  }
}
