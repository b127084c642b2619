internal import CZlib

/// Unpacks gzip (RFC 1952): every member, its check sum and its length.
///
/// zlib checks both; the end of the input inside a member, or bytes behind the last member that are
/// neither a member nor zeros, are errors. Positions are those of the unpacked stream.
final class GzipSource: ByteSource {
  private let path: String
  private let stream: UnsafeMutablePointer<z_stream>
  private var packed: PackedBytes
  /// Between two members: the end may come.
  private var isBetween = true
  private var unpackedCount: UInt64 = 0

  init(_ source: any ByteSource, path: String) {
    packed = PackedBytes(source)
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    gzip_begin(stream)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    let wanted = buffer.count + limit
    while buffer.count < wanted {
      try packed.refill()
      if isBetween { skipPadding() }
      if packed.isAtEnd {
        guard isBetween else { throw .truncatedArchive(path: path, byte: unpackedCount) }
        return true
      }
      try inflateSome(wanted - buffer.count, into: &buffer)
    }
    return false
  }

  /// Zeros that fill a tape's last block.
  private func skipPadding() {
    while packed.used < packed.bytes.count, packed.bytes[packed.used] == 0 { packed.used += 1 }
  }

  private func inflateSome(_ room: Int, into buffer: inout [UInt8]) throws(IngestError) {
    guard packed.used < packed.bytes.count else { return }
    isBetween = false
    var status = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: room) { space, count in
      packed.use { packed in
        stream.pointee.next_in = packed.baseAddress
        stream.pointee.avail_in = UInt32(packed.count)
        stream.pointee.next_out = space.baseAddress
        stream.pointee.avail_out = UInt32(room)
        status = inflate(stream, Z_NO_FLUSH)
        count = room - Int(stream.pointee.avail_out)
        return Int(stream.pointee.avail_in)
      }
    }
    buffer.append(contentsOf: output)
    unpackedCount += UInt64(output.count)
    if status == Z_STREAM_END {
      isBetween = true
      inflateReset(stream)
    } else if status != Z_OK && status != Z_BUF_ERROR {
      throw .damagedArchive(path: path, byte: unpackedCount)
    }
  }
}
