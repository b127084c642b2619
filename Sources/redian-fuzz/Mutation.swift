import RedianCore
import RedianIngest

/// What files are damaged by: quotes, delimiters, line ends, marks, holes, cut characters, formulas.
private let tokens: [[UInt8]] = [
  Array("\"".utf8), Array("\"\"".utf8), Array(",".utf8), Array("\n".utf8), Array("\r".utf8),
  Array("\r\n".utf8), Array("\r\r\n".utf8), Array("\t".utf8), Array("\",\"".utf8),
  Array("\n\"".utf8), Array("\"\n".utf8), Array("=\"1\"".utf8), Array("合计,".utf8), [0],
  [UInt8](repeating: 0, count: 20), [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff],
  [0x84, 0x31, 0x95, 0x33], [0xe5, 0x81], [0xcd, 0xa3], [0x81, 0x30, 0x81], [0xff], [0x80],
  [0x1f, 0x8b], [0x28, 0xb5, 0x2f, 0xfd], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
]

/// A few random changes to a file.
func mutated(_ bytes: [UInt8], using generator: inout SplitMix) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 0...8, using: &generator) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let other = min(bytes.count, place + Int.random(in: 0...64, using: &generator))
    switch Int.random(in: 0..<7, using: &generator) {
    case 0 where place < bytes.count:
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes.removeSubrange(place..<other)
    case 2: bytes.insert(contentsOf: bytes[place..<other], at: place)
    case 3: bytes.removeSubrange(place...)
    default:
      bytes.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: place)
    }
  }
  return bytes
}

/// The same text in UTF-16, now and then.
func inAnotherEncoding(_ bytes: [UInt8], using generator: inout SplitMix) -> [UInt8] {
  let choice = Int.random(in: 0..<8, using: &generator)
  guard choice < 2 else { return bytes }
  let units = Array(String(decoding: bytes, as: UTF8.self).utf16)
  return units.flatMap { unit in
    let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    return choice == 0 ? pair : pair.reversed()
  }
}
