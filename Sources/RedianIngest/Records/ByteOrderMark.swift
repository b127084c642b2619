/// A byte-order mark where a record may begin: files with marks are joined as they are.
enum ByteOrderMark {
  case none
  /// The bytes end inside what may be one.
  case cut
  case whole(Int)

  /// What stands at a position: the mark of UTF-8 or of GB18030, or none.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
    self = .none
    let first = bytes[position]
    guard first == 0xef || first == 0x84 else { return }
    let mark: [UInt8] = first == 0xef ? [0xef, 0xbb, 0xbf] : [0x84, 0x31, 0x95, 0x33]
    let found = bytes[position...].prefix(mark.count)
    guard mark.starts(with: found) else { return }
    self = found.count == mark.count ? .whole(mark.count) : .cut
  }
}
