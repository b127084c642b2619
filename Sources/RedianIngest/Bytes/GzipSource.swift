internal import CZlib

/// Unpacks gzip (RFC 1952): every member, its check sum and its length.
///
/// zlib checks both; the end of the input inside a member, or bytes behind the last member that are
/// neither a member nor zeros, are errors. Positions are those of the unpacked stream.
final class GzipSource: ByteSource {
  private let path: String
  private let source: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private var packed: [UInt8] = []
  /// Bytes of `packed` that have been used.
  private var used = 0
  private var isSourceAtEnd = false
  /// Between two members: the end may come.
  private var isBetween = true
  private var unpackedCount: UInt64 = 0

  init(_ source: any ByteSource, path: String) {
    self.source = source
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
      if used == packed.count {
        packed.removeAll(keepingCapacity: true)
        used = 0
        if !isSourceAtEnd { isSourceAtEnd = try source.read(1 << 17, into: &packed) }
      }
      if packed.isEmpty {
        guard isSourceAtEnd else { continue }
        guard isBetween else { throw .truncatedArchive(path: path, byte: unpackedCount) }
        return true
      }
      if isBetween && skipPadding() { continue }
      try inflateSome(wanted - buffer.count, into: &buffer)
    }
    return false
  }

  /// Zeros that fill a tape's last block; true where nothing else is there.
  private func skipPadding() -> Bool {
    while used < packed.count, packed[used] == 0 { used += 1 }
    return used == packed.count
  }

  private func inflateSome(_ room: Int, into buffer: inout [UInt8]) throws(IngestError) {
    isBetween = false
    var status = Z_OK
    let rest = packed.count - used
    var left = 0
    let output = [UInt8](unsafeUninitializedCapacity: room) { space, count in
      packed.withUnsafeMutableBufferPointer { packed in
        stream.pointee.next_in = packed.baseAddress.map { $0 + used }
        stream.pointee.avail_in = UInt32(rest)
        stream.pointee.next_out = space.baseAddress
        stream.pointee.avail_out = UInt32(room)
        status = inflate(stream, Z_NO_FLUSH)
        left = Int(stream.pointee.avail_in)
        count = room - Int(stream.pointee.avail_out)
      }
    }
    used += rest - left
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
