internal import CZstd

/// Unpacks Zstandard (RFC 8878): every frame, its check sum where it has one.
///
/// The end of the input inside a frame is an error. Positions are those of the unpacked stream.
final class ZstdSource: ByteSource {
  private let path: String
  private let source: any ByteSource
  private let stream: OpaquePointer?
  private var packed: [UInt8] = []
  private var used = 0
  private var isSourceAtEnd = false
  private var isBetween = true
  private var unpackedCount: UInt64 = 0

  init(_ source: any ByteSource, path: String) {
    self.source = source
    self.path = path
    stream = ZSTD_createDCtx()
  }

  deinit { ZSTD_freeDCtx(stream) }

  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    let wanted = buffer.count + limit
    while buffer.count < wanted {
      if used == packed.count {
        packed.removeAll(keepingCapacity: true)
        used = 0
        if !isSourceAtEnd { isSourceAtEnd = try source.read(1 << 17, into: &packed) }
      }
      if packed.isEmpty && isSourceAtEnd && isBetween { return true }
      let before = buffer.count
      try unpackSome(wanted - buffer.count, into: &buffer)
      if packed.isEmpty && isSourceAtEnd && buffer.count == before {
        throw .truncatedArchive(path: path, byte: unpackedCount)
      }
    }
    return false
  }

  private func unpackSome(_ room: Int, into buffer: inout [UInt8]) throws(IngestError) {
    var hint = 0
    let output = [UInt8](unsafeUninitializedCapacity: room) { space, count in
      packed.withUnsafeBufferPointer { packed in
        var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: used)
        var target = ZSTD_outBuffer(dst: space.baseAddress, size: room, pos: 0)
        hint = ZSTD_decompressStream(stream, &target, &input)
        used = input.pos
        count = target.pos
      }
    }
    buffer.append(contentsOf: output)
    unpackedCount += UInt64(output.count)
    if ZSTD_isError(hint) != 0 { throw .damagedArchive(path: path, byte: unpackedCount) }
    isBetween = hint == 0
  }
}
