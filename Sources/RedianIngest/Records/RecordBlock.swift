import RedianCore

/// Whole records as they lie in the input, cut where a record truly ends.
package struct RecordBlock: Sendable {
  /// A run of records to be parsed in one go.
  struct Segment: Sendable {
    enum Kind: Sendable {
      /// No quote opens a field.
      case plain
      case quoted
      /// Repaired: these bytes are parsed in place of the record's.
      case replaced([UInt8])
    }
    var bytes: Range<Int>
    var records: Range<Int>
    var kind: Kind
  }

  /// The bytes of the stream from ``start`` on; only the first ``used`` are this block's.
  var bytes: [UInt8]
  var start: UInt64
  /// Where the block begins in the input, which is another place than ``start`` in UTF-16.
  var place: UInt64
  var isUTF16 = false
  /// Places in the stream where a transcoder put U+FFFD.
  var damage: [UInt64] = []
  var starts: [UInt32] = []
  var ends: [UInt32] = []
  /// Line of each record, counted from 1.
  var lines: [UInt64] = []
  var segments: [Segment] = []
  /// Quarantined lines, repairs and oddities found by the scanner.
  var problems: [Problem] = []
  var rejectedBytes: UInt64 = 0
  var rejectedRows = 0
  var blankBytes: UInt64 = 0
  var markBytes: UInt64 = 0
  /// Bytes that have been cut into what the other members hold.
  var used = 0

  init(bytes: [UInt8], start: UInt64, place: UInt64? = nil, isUTF16: Bool = false) {
    self.bytes = bytes
    self.start = start
    self.place = place ?? start
    self.isUTF16 = isUTF16
  }

  /// The size in the input of a stretch of the block.
  func inputSize(_ range: Range<Int>) -> UInt64 {
    guard isUTF16 else { return UInt64(range.count) }
    return bytes.withUnsafeBufferPointer { utf16Size($0, range) }
  }

  /// Where each record begins in the input.
  var rowPlaces: [UInt64] {
    var map = PlaceMap(self)
    return bytes.withUnsafeBufferPointer { bytes in
      starts.map { map.place(bytes, Int($0)) }
    }
  }
}

/// Places of a block in the input, asked for in ascending order.
struct PlaceMap {
  private let isUTF16: Bool
  private var index = 0
  private var place: UInt64

  init(_ block: RecordBlock) {
    isUTF16 = block.isUTF16
    place = block.place
  }

  /// The place of the byte at `target`.
  mutating func place(_ bytes: UnsafeBufferPointer<UInt8>, _ target: Int) -> UInt64 {
    guard isUTF16 else { return place + UInt64(target) }
    let step = index..<max(index, target)
    place += utf16Size(bytes, step)
    index = step.upperBound
    return place
  }
}

/// The size in UTF-16 of well-formed UTF-8: two bytes for each character, four beyond U+FFFF.
func utf16Size(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
  guard let base = bytes.baseAddress else { return 0 }
  let raw = UnsafeRawPointer(base)
  let top: UInt64 = 0x8080_8080_8080_8080
  var units = range.count
  var index = range.lowerBound
  // Eight bytes at a time: a later byte of a character has only the top bit of its two highest, the
  // first byte of a long one has the four highest.
  while index + 8 <= range.upperBound {
    let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    units -= (word & ~(word << 1) & top).nonzeroBitCount
    units += (word & word << 1 & word << 2 & word << 3 & top).nonzeroBitCount
    index += 8
  }
  for byte in bytes[index..<range.upperBound] {
    if byte & 0xc0 == 0x80 { units -= 1 }
    if byte >= 0xf0 { units += 1 }
  }
  return UInt64(units) * 2
}
