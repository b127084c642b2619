import CLibcsv
import Glibc

/// Why a measurement could not be made.
enum BenchError: Error {
  case cannotRead(String, errno: Int32)
  case parser(Int32)
  case cannotStart(String, errno: Int32)
  case failed(String, status: Int32)
  /// A benchmark's own check did not hold.
  case wrongCount(String)
  /// Memory was asked for where none should be needed.
  case allocations(Int)
}

/// What libcsv counted.
struct FieldCount {
  var bytes = 0
  var rows = 0
  var fields = 0
}

/// Counts rows and fields with libcsv as its manual shows: one thread, 1 MiB reads, not strict.
func countWithLibcsv(_ path: String) throws -> FieldCount {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { throw BenchError.cannotRead(path, errno: errno) }
  defer { close(descriptor) }
  var parser = csv_parser()
  guard csv_init(&parser, 0) == 0 else { throw BenchError.parser(0) }
  defer { csv_free(&parser) }
  var count = FieldCount()
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let length = read(descriptor, &buffer, buffer.count)
    if length < 0 { throw BenchError.cannotRead(path, errno: errno) }
    if length == 0 { break }
    count.bytes += length
    try feed(&parser, buffer, length, &count)
  }
  try withUnsafeMutablePointer(to: &count) { target in
    guard csv_fini(&parser, fieldDone, rowDone, target) == 0 else {
      throw BenchError.parser(csv_error(&parser))
    }
  }
  return count
}

private func feed(
  _ parser: inout csv_parser,
  _ buffer: [UInt8],
  _ length: Int,
  _ count: inout FieldCount
) throws {
  try withUnsafeMutablePointer(to: &count) { target in
    guard csv_parse(&parser, buffer, length, fieldDone, rowDone, target) == length else {
      throw BenchError.parser(csv_error(&parser))
    }
  }
}

private let fieldDone:
  @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void =
    { _, _, target in
      target?.assumingMemoryBound(to: FieldCount.self).pointee.fields += 1
    }

private let rowDone: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, target in
  target?.assumingMemoryBound(to: FieldCount.self).pointee.rows += 1
}
