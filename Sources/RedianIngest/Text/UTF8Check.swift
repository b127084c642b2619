/// The length of the longest well-formed beginning (Unicode 15, table 3-7); all of it where it is UTF-8.
///
/// Most of an export is ASCII or Chinese, characters of three bytes: both are checked 64 bytes at a time, and
/// what else stands in such a stretch one character after the other.
func validUTF8Prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  guard let base = bytes.baseAddress else { return 0 }
  let raw = UnsafeRawPointer(base)
  var index = 0
  while index < bytes.count {
    var end = index
    if index > 0 {
      while end + 64 <= bytes.count, isPlainStretch(raw + end) { end += 64 }
      index = beginning(of: end, in: bytes, notBefore: index)
    }
    // The stretch that is not plain, or the first or last one.
    let next = min(end + 64, bytes.count)
    while index < next {
      let length = sequenceLength(bytes, index)
      if length <= 0 { return index }
      index += length
    }
  }
  return index
}

/// True where 64 bytes hold nothing but ASCII and characters of three bytes.
///
/// Not those led by 0xE0 and 0xED, whose second byte is not free. A continuation byte must stand where one of
/// the two bytes before is a lead, and nowhere else; the two bytes before the 64 are looked at.
@inline(__always)
private func isPlainStretch(_ bytes: UnsafeRawPointer) -> Bool {
  // Written out: comparisons with a scalar are made lane by lane.
  func all(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: byte) }
  var wrong = SIMDMask<SIMD16<Int8>>(repeating: false)
  for offset in stride(from: 0, to: 64, by: 16) {
    let here = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    let before = bytes.loadUnaligned(fromByteOffset: offset - 1, as: SIMD16<UInt8>.self)
    let twoBefore = bytes.loadUnaligned(fromByteOffset: offset - 2, as: SIMD16<UInt8>.self)
    let isContinuation = (here & all(0xc0)) .== all(0x80)
    let isDue =
      ((before & all(0xf0)) .== all(0xe0)) .| ((twoBefore & all(0xf0)) .== all(0xe0))
    let isOther = (here .>= all(0xc0)) .& ((here & all(0xf0)) .!= all(0xe0))
    let isBound = (here .== all(0xe0)) .| (here .== all(0xed))
    let isOff = isContinuation .^ isDue
    wrong .|= isOff .| (isOther .| isBound)
  }
  let words = unsafeBitCast(wrong, to: SIMD2<UInt64>.self)
  return words[0] | words[1] == 0
}

/// Where the character begins that `end` cuts; `end` where it cuts none.
@inline(__always)
private func beginning(
  of end: Int,
  in bytes: UnsafeBufferPointer<UInt8>,
  notBefore start: Int
) -> Int {
  for place in [end - 1, end - 2] where place >= start && bytes[place] & 0xf0 == 0xe0 {
    return place
  }
  return end
}

/// True where the bytes are well-formed UTF-8.
func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  validUTF8Prefix(bytes) == bytes.count
}

/// True where the bytes are well-formed UTF-8 but for a character that the end cuts.
func isUTF8Prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let valid = validUTF8Prefix(bytes)
  return valid == bytes.count || isCutSequence(bytes, valid)
}

/// True where a well-formed beginning of a character runs to the end of the bytes.
func isCutSequence(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
  let length = sequenceLength(bytes, index)
  return length < 0 && index - length == bytes.count
}

/// The length of the character at `index`; where it is ill-formed, minus the length of the part that
/// becomes one U+FFFD (the "maximal subpart" of the Unicode standard, 3.9).
func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
  let lead = bytes[index]
  if lead < 0x80 { return 1 }
  let length: Int
  var lowest: UInt8 = 0x80
  var highest: UInt8 = 0xbf
  switch lead {
  case 0xc2...0xdf: length = 2
  case 0xe0: (length, lowest) = (3, 0xa0)
  case 0xe1...0xec, 0xee, 0xef: length = 3
  case 0xed: (length, highest) = (3, 0x9f)
  case 0xf0: (length, lowest) = (4, 0x90)
  case 0xf1...0xf3: length = 4
  case 0xf4: (length, highest) = (4, 0x8f)
  default: return -1
  }
  for offset in 1..<length {
    guard index + offset < bytes.count, bytes[index + offset] >= lowest,
      bytes[index + offset] <= highest
    else { return -offset }
    lowest = 0x80
    highest = 0xbf
  }
  return length
}
