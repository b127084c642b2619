internal import CZlib

/// Bytes packed by zlib (RFC 1950) with Huffman codes alone.
///
/// A model's weights are mostly near nought and repeat in no order: codes halve them, and a search for
/// repeats finds none. The only file here that touches zlib.
enum PackedBytes {
  /// Most that ``unpack(_:count:)`` makes, so that a damaged file asks for no more memory than this.
  static let most = 64 << 20

  /// The packed form; the same bytes give the same with the same zlib.
  static func pack(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    precondition(huffman_begin(&stream) == Z_OK, "zlib has the memory it asks for")
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    var source = bytes
    return source.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: room) { target, count in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(room)
        precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflateBound is enough")
        count = room - Int(stream.avail_out)
      }
    }
  }

  /// The bytes, of which there must be `count`; nil for anything else.
  static func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
    guard (0...most).contains(count) else { return nil }
    var found = UInt(count)
    var used = UInt(packed.count)
    var status = Z_OK
    let bytes = packed.withUnsafeBufferPointer { packed in
      [UInt8](unsafeUninitializedCapacity: count) { target, size in
        status = uncompress2(target.baseAddress, &found, packed.baseAddress, &used)
        size = status == Z_OK ? Int(found) : 0
      }
    }
    return status == Z_OK && bytes.count == count && used == packed.count ? bytes : nil
  }
}
