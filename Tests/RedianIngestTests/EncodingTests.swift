import RedianCore
import Testing

@testable import RedianIngest

/// Every encoding gives the same rows as its UTF-8 twin, and what is damaged is said with its place.
@Suite struct EncodingTests {
  private let text =
    "95598工单\n" + header + export(40).joined()
    + "9,\"带𠀀生僻字,\n和€号\",2026-10-01 08:00:00,〇\n\n合计,41,,\n"

  private func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xfeff] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return bigEndian ? pair.reversed() : pair
    }
  }

  @Test(arguments: [false, true], [false, true])
  func utf16Twins(bigEndian: Bool, mark: Bool) throws {
    let bytes = utf16(text, bigEndian: bigEndian, mark: mark)
    let twin = try read(bytes)
    let plain = try read(Array(text.utf8))
    #expect(twin.rows == plain.rows)
    #expect(twin.lines == plain.lines)
    #expect(twin.problems.map(\.code) == plain.problems.map(\.code))
    #expect(twin.extents.sum == UInt64(bytes.count))
    #expect(twin.size == bytes.count)
  }

  @Test func sizesInUTF16() {
    let text = Array("停a𠀀é\n".utf8) + Array("客户报修一户无电abc𠀀𠀀".utf8)
    text.withUnsafeBufferPointer { bytes in
      for start in text.indices where text[start] & 0xc0 != 0x80 {
        for end in start...text.count where end == text.count || text[end] & 0xc0 != 0x80 {
          let part = String(decoding: text[start..<end], as: UTF8.self)
          #expect(utf16Size(bytes, start..<end) == UInt64(part.utf16.count * 2))
        }
      }
    }
  }

  /// Places in UTF-16 are those of the file: the byte of the totals line's first character.
  @Test func placesInUTF16() throws {
    let bytes = utf16(text, bigEndian: false, mark: true)
    let totals = try #require(try read(bytes).problems.last { $0.code == .totalsLine })
    let place = Int(totals.byte)
    #expect(Array(bytes[place..<place + 4]) == utf16("合计", bigEndian: false, mark: false))
  }

  @Test func gb18030TwinIsFoundWithoutAMark() throws {
    let bytes = try #require(GB18030.encode(text))
    let twin = try read(bytes)
    #expect(twin.rows == (try read(Array(text.utf8)).rows))
    #expect(twin.extents.sum == UInt64(bytes.count))
  }

  /// The head is ASCII: the rest of the file decides.
  @Test func gb18030BehindAnASCIIHead() throws {
    let ascii = (1...30_000).map { "\($0),power cut,2026-10-01 08:00:00,x\n" }.joined()
    let rows =
      "APP_NO,ACCEPT_CONTENT,HANDLE_TIME,REMARK\n" + ascii + "7,停电,2026-10-01 08:00:00,联通\n"
    let reading = try read(try #require(GB18030.encode(rows)))
    #expect(reading.rows.last == ["7", "停电", "2026-10-01 08:00:00", "联通"])
    #expect(reading.problems.isEmpty)
  }

  /// Cells of the other encoding, damaged cells, and what they become.
  @Test(arguments: [
    (Array("停电".utf8), CellEncoding.utf8, "停电", nil as ProblemCode?),
    (GB18030.encode("停电三次") ?? [], .utf8, "停电三次", .mixedEncoding),
    (GB18030.encode("男") ?? [], .utf8, "男", .mixedEncoding),
    (Array("客户报修停".utf8.dropLast()), .utf8, "客户报修\u{fffd}", .invalidText),
    (Array("停".utf8.dropLast()), .utf8, "\u{fffd}", .invalidText),
    (Array("客户".utf8) + [0xff] + Array("报修停电".utf8), .utf8, "客户\u{fffd}报修停电", .invalidText),
    (Array("停电".utf8), .gb18030, "停电", .mixedEncoding),
    (GB18030.encode("𠀀号") ?? [], .gb18030, "𠀀号", nil),
    ([0xff, 0x41, 0xcd], .gb18030, "\u{fffd}A\u{fffd}", .invalidText),
    (GB18030.encode("联通") ?? [], .gb18030, "联通", nil),
  ])
  func cells(bytes: [UInt8], encoding: CellEncoding, text: String, code: ProblemCode?) {
    var output: [UInt8] = []
    let fault = bytes.withUnsafeBufferPointer {
      CellDecoder(encoding: encoding).append($0, to: &output)
    }
    #expect(String(decoding: output, as: UTF8.self) == text)
    #expect(fault?.code == code)
  }

  /// A batch decodes as its cells do one by one.
  @Test func batchesDecodeAsTheirCells() {
    var generator = SplitMix(seed: 5)
    let pieces =
      ["停", "电", "a", "，"].map { Array($0.utf8) } + [[0xcd, 0xa3], [0xff], [0x81, 0x30]]
    for encoding in [CellEncoding.utf8, .gb18030] {
      let decoder = CellDecoder(encoding: encoding)
      for _ in 0..<2_000 {
        var bytes: [UInt8] = []
        var ranges: [CellRange] = []
        for _ in 0..<4 {
          let start = UInt32(bytes.count)
          for _ in 0..<Int.random(in: 0...5, using: &generator) {
            bytes += pieces.randomElement(using: &generator) ?? []
          }
          ranges.append(CellRange(start: start, end: UInt32(bytes.count)))
        }
        let (text, cells, _) = decoder.decode(bytes, cells: ranges)
        for (cell, range) in zip(cells, ranges) {
          let alone = decoder.text(Array(bytes[Int(range.start)..<Int(range.end)]))
          #expect(Array(text[Int(cell.start)..<Int(cell.end)]) == alone)
          #expect(String(validating: alone, as: UTF8.self) != nil)
        }
      }
    }
  }

  /// The place of a bad byte is the byte itself, in any column.
  @Test func placeOfABadByte() throws {
    var bytes = Array((header + export(5).joined()).utf8)
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: ",")))
    bytes.insert(0xff, at: place + 4)
    let reading = try read(bytes)
    #expect(reading.problems.map(\.code) == [.invalidText])
    #expect(reading.problems.map(\.byte) == [UInt64(place + 4)])
    #expect(reading.problems.map(\.column) == [4])
    #expect(reading.rows.count == 5)
  }

  @Test(arguments: [
    ("UTF8", TextEncoding.utf8), ("gbk", .gb18030), ("utf-16be", .utf16BigEndian),
    ("latin-1", .other("iso-8859-1")), ("BIG5", .other("BIG5")),
  ])
  func names(name: String, encoding: TextEncoding) {
    #expect(TextEncoding(name: name) == encoding)
  }

  @Test func aNamedEncodingIsTranscoded() throws {
    var options = IngestOptions()
    options.encoding = TextEncoding(name: "big5")
    let text =
      "content,ticket_id\n\u{a4}\u{a4}".unicodeScalars.map { UInt8($0.value) } + Array(",1\n".utf8)
    let reading = try read(text, options: options)
    #expect(reading.rows == [["中", "1"]])
  }

  /// `|` may be the second byte of a GB18030 character: such a file is transcoded first.
  @Test func barInGB18030() throws {
    var options = IngestOptions()
    options.delimiter = UInt8(ascii: "|")
    let text = "工单编号|受理内容\n1|亅停电\n"
    let reading = try read(try #require(GB18030.encode(text)), options: options)
    #expect(reading.rows == [["1", "亅停电"]])
  }
}
