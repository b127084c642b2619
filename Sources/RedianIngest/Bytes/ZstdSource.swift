internal import CZstd

/// Unpacks Zstandard (RFC 8878): every frame, its check sum where it has one.
///
/// The end of the input inside a frame is an error. Positions are those of the unpacked stream.
final class ZstdSource: ByteSource {
  private let path: String
  private let stream: OpaquePointer?
  private var packed: PackedBytes
  /// Between two frames: the end may come.
  private var isBetween = true
  private var unpackedCount: UInt64 = 0

  init(_ source: any ByteSource, path: String) {
    packed = PackedBytes(source)
    self.path = path
    stream = ZSTD_createDCtx()
  }

  deinit { ZSTD_freeDCtx(stream) }

  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    let wanted = buffer.count + limit
    while buffer.count < wanted {
      try packed.refill()
      if packed.isAtEnd && isBetween { return true }
      let before = buffer.count
      try unpackSome(wanted - buffer.count, into: &buffer)
      // Nothing is left below, and nothing is held back inside.
      if packed.isAtEnd && !isBetween && buffer.count == before {
        throw .truncatedArchive(path: path, byte: unpackedCount)
      }
    }
    return false
  }

  private func unpackSome(_ room: Int, into buffer: inout [UInt8]) throws(IngestError) {
    var hint = 0
    let output = [UInt8](unsafeUninitializedCapacity: room) { space, count in
      packed.use { packed in
        var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
        var target = ZSTD_outBuffer(dst: space.baseAddress, size: room, pos: 0)
        hint = ZSTD_decompressStream(stream, &target, &input)
        count = target.pos
        return input.size - input.pos
      }
    }
    buffer.append(contentsOf: output)
    unpackedCount += UInt64(output.count)
    if ZSTD_isError(hint) != 0 { throw .damagedArchive(path: path, byte: unpackedCount) }
    isBetween = hint == 0
  }
}
