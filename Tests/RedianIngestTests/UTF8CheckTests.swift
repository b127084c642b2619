import RedianCore
import Testing

@testable import RedianIngest

/// The check in long stretches against the standard library's validation of every beginning.
@Suite struct UTF8CheckTests {
  private let characters = ["a", "停", "。", "é", "𠀀", "ก", "한", "\u{e000}", "\u{ffff}"]
    .map { Array($0.utf8) }
  /// A continuation byte, cut characters, a surrogate, an overlong form, bytes that never stand in UTF-8.
  private let broken: [[UInt8]] = [
    [0x80], [0xe5, 0x81], [0xe5], [0xed, 0xa0, 0x80], [0xe0, 0x80, 0x80], [0xc0, 0x80], [0xff],
    [0xf0, 0x9f], [0xf4, 0x90, 0x80, 0x80],
  ]

  private func longestValid(_ bytes: [UInt8]) -> Int {
    (0...bytes.count).last { String(validating: bytes[..<$0], as: UTF8.self) != nil } ?? 0
  }

  /// Long runs of plain text, with one other piece at a time.
  @Test(arguments: [0, 1, 2])
  func everyPieceIsSeenInALongText(kind: Int) {
    let pieces = kind == 0 ? characters : broken
    var generator = SplitMix(seed: UInt64(kind))
    for round in 0..<300 {
      var bytes: [UInt8] = []
      let wanted = Int.random(in: 0...260, using: &generator)
      while bytes.count < wanted {
        bytes +=
          round % 2 == 0
          ? characters[1] : characters.prefix(3).randomElement(using: &generator) ?? []
      }
      if kind < 2 || round % 3 > 0 { bytes += pieces.randomElement(using: &generator) ?? [] }
      let more = bytes.count + Int.random(in: 0...150, using: &generator)
      while bytes.count < more { bytes += characters[Int.random(in: 0...2, using: &generator)] }
      if kind == 2 { bytes.removeLast(min(bytes.count, round % 4)) }
      let found = bytes.withUnsafeBufferPointer(validUTF8Prefix)
      #expect(found == longestValid(bytes), "\(bytes)")
    }
  }
}
