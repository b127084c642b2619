/// The length of the longest well-formed beginning (Unicode 15, table 3-7); all of it where it is UTF-8.
///
/// Most of an export is either ASCII, taken eight bytes at a time, or Chinese: characters of three
/// bytes, checked by one comparison.
func validUTF8Prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  guard let base = bytes.baseAddress else { return 0 }
  let raw = UnsafeRawPointer(base)
  let count = bytes.count
  var index = 0
  while index + 8 <= count {
    let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    if word & 0x8080_8080_8080_8080 == 0 {
      index += 8
    } else if word & 0x80 == 0 {
      index += (word & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
    } else if word & 0xc0c0f0 == 0x8080e0, isFree(word) {
      let isPair = word & 0xc0c0_f000_0000 == 0x8080_e000_0000 && isFree(word >> 24)
      index += isPair ? 6 : 3
    } else {
      let length = sequenceLength(bytes, index)
      if length <= 0 { return index }
      index += length
    }
  }
  while index < count {
    let length = sequenceLength(bytes, index)
    if length <= 0 { return index }
    index += length
  }
  return count
}

/// True for a lead byte of three whose second byte may be any continuation byte.
@inline(__always)
private func isFree(_ word: UInt64) -> Bool { word & 0xff != 0xe0 && word & 0xff != 0xed }

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
