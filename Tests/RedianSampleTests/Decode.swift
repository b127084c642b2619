import Glibc

/// GB18030 to UTF-8 by the system's converter, or nil where the bytes are not GB18030.
func decodeGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  let converter = iconv_open("UTF-8", "GB18030")
  defer { iconv_close(converter) }
  var source = bytes
  var target = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
  let room = target.count
  let left = source.withUnsafeMutableBytes { from in
    target.withUnsafeMutableBytes { into -> Int? in
      var fromPointer = from.baseAddress?.assumingMemoryBound(to: CChar.self)
      var intoPointer = into.baseAddress?.assumingMemoryBound(to: CChar.self)
      var fromLeft = from.count
      var intoLeft = into.count
      _ = iconv(converter, &fromPointer, &fromLeft, &intoPointer, &intoLeft)
      return fromLeft == 0 ? intoLeft : nil
    }
  }
  return left.map { Array(target.prefix(room - $0)) }
}
