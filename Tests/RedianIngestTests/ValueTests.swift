import RedianCore
import Testing

@testable import RedianIngest

@Suite struct ValueTests {
  @Test(arguments: [
    ("2026-10-15 08:03:09", "2026-10-15 08:03:09"), ("2026-10-15 08:03", "2026-10-15 08:03:00"),
    ("2026-10-15 08:03:09.0", "2026-10-15 08:03:09"), ("2026/8/1 9:05", "2026-08-01 09:05:00"),
    ("2026-10-15T08:03:09", "2026-10-15 08:03:09"), ("20261015080309", "2026-10-15 08:03:09"),
    ("20261015", "2026-10-15 00:00:00"), ("2026-10-15", "2026-10-15 00:00:00"),
    ("2026年10月5日 9时5分", "2026-10-05 09:05:00"), ("2026年10月5日", "2026-10-05 00:00:00"),
    ("2026年10月5日9时5分7秒", "2026-10-05 09:05:07"), ("45139.378125", "2023-08-01 09:04:30"),
    ("45597", "2024-11-01 00:00:00"), ("45597.", "2024-11-01 00:00:00"),
    ("45597 ", "2024-11-01 00:00:00"),
    ("２０２６－１０－１５　０８：０３", "2026-10-15 08:03:00"),
    ("2026.10.15 8:3", "2026-10-15 08:03:00"), ("2026年10月15日 08:03:09", "2026-10-15 08:03:09"),
    ("2026/10/15  8:03:09.123 ", "2026-10-15 08:03:09"), ("2026年１０月５日", "2026-10-05 00:00:00"),
    ("2026-10-15 ", "2026-10-15 00:00:00"),
  ])
  func readableTime(text: String, expected: String) {
    let time = Array(text.utf8).withUnsafeBufferPointer { parseTime($0) }
    #expect(time?.description == expected)
  }

  @Test(arguments: [
    "", "—", "NULL", "0000-00-00 00:00:00", "2026-13-01 00:00:00", "2026-02-30 08:00:00",
    "2026-10-15 24:00:00", "2026-10-15 08", "15/10/2026", "昨天", "2026-10-15 08:03:09 上午", "1",
    "123456789012345678", "99999", "2026-1O-15 08:03:09", "2026-10/15",
    "2026-10-15 8时123秒", "2026年10月5日 9时5分7秒.5", "2026-10-15 08:03:", "2026--10 15",
    "2026-10-15 08:03.5", "2026-10-15 08:03:09.", "2026年10月15",
    "2026-10-15:08:03:09", "2026-10-15 8时3", "2026101508", "1.5", "2026-10-15 08:003",
  ])
  func unreadableTime(text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { parseTime($0) } == nil)
  }

  /// One reader for a column of times: what it remembers of the time before changes nothing.
  @Test func rememberedDates() {
    let cells = [
      "\0\0\0\0\0\0\0\0\0\0 08:03:09", "2026-10-15 08:03:09", "2026-10-15 23:59:59",
      "2026-10-16 00:00:00", "2026-10-16 24:00:00", "2026-10-16 07:60:00", "2026-10-16 07:00:01",
      "2026-13-16 07:00:01", "2026-10-16 07:00:02", "2026-10-16T07:00:03", "2026/10/16 07:00:03",
      "\0\0\0\0\0\0\0\0\0\0 08:03:09", "2027-10-16 07:00:04",
    ]
    var reader = IsoTimeReader()
    for cell in cells {
      let (together, alone) = Array(cell.utf8).withUnsafeBufferPointer { bytes in
        var fresh = IsoTimeReader()
        return (reader.time(bytes), fresh.time(bytes))
      }
      #expect(together == alone)
      #expect(together.map(\.description) ?? "" == (alone == nil ? "" : cell))
    }
  }

  @Test(arguments: [
    ("城市", AreaType.urban), ("01", .urban), ("城区", .urban), ("农村", .rural), ("2", .rural),
    ("特殊边远地区", .remote), ("03", .remote), ("", .unknown), ("其他", .unknown),
  ])
  func area(text: String, expected: AreaType) { #expect(areaType(text) == expected) }

  @Test(arguments: [
    ("=\"0001\"", "0001"), ("\t0001", "0001"), ("'0001", "0001"), (" 12 ", "12"), ("=A1", "=A1"),
  ])
  func wrappedID(text: String, expected: String) {
    let plain = Array(text.utf8).withUnsafeBufferPointer { Array(unwrapped($0)) }
    #expect(String(decoding: plain, as: UTF8.self) == expected)
  }

  @Test(arguments: [("2.02411E+15", true), ("2E10", true), ("20241101", false), ("E1", false)])
  func scientificID(text: String, expected: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { isScientific($0) } == expected)
  }

  /// The reference values of the SipHash paper's key 00..0f.
  @Test(arguments: [(0, 0x726f_db47_dd0e_0e31 as UInt64), (8, 0x93f5_f579_9a93_2462)])
  func sipHashReference(length: Int, expected: UInt64) {
    let message = (0..<length).map { UInt8($0) }
    let hash = message.withUnsafeBufferPointer {
      sipHash($0, key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
    }
    #expect(hash == expected)
  }

  @Test func gb18030TwinReadsTheSame() throws {
    let text = header + export(50).joined() + "9,带𠀀生僻字和€号,2026-10-01 08:00:00,〇\n"
    let encoded = try #require(GB18030.encode(text))
    let plain = try read(Array(text.utf8))
    let twin = try read(encoded)
    #expect(twin.rows == plain.rows)
    #expect(twin.extents.sum == UInt64(encoded.count))
  }

  @Test func headersOfEveryFamily() throws {
    let families = [
      "APP_NO\tBUSI_TYPE_CODE\tHANDLE_TIME\tACCEPT_CONTENT\n1\t投诉\t2026-10-01 08:00:00\t停电\n",
      "gdbh;slsj;slnr;ddxcsj\n1;2026-10-01 08:00:00;停电;2026-10-01 08:30:00\n",
      "工单 编号,受理-时间,【受理内容】\n1,2026-10-01 08:00:00,停电\n",
    ]
    for text in families {
      let reading = try read(Array(text.utf8))
      #expect(reading.rows.count == 1, "\(text)")
    }
  }

  @Test(arguments: [
    ("", IngestError.empty(path: "")), ("PK\u{3}\u{4}rest", .notText(path: "", kind: "xlsx")),
    ("\u{0}\u{1}\u{2}\u{3}\u{4}", .notText(path: "", kind: "binary")),
    ("a,b\n1,2\n", .noHeader(path: "", best: ["a", "b"])),
  ])
  func unusable(text: String, expected: IngestError) {
    do {
      _ = try read(Array(text.utf8))
      Issue.record("read")
    } catch let error as IngestError {
      #expect("\(error)".prefix(8) == "\(expected)".prefix(8))
    } catch {
      Issue.record(error)
    }
  }
}

@Suite struct AddressTests {
  @Test(arguments: [
    ("阳光小区3幢2单元", "阳光小区3幢2单元"), (" 阳光小区　３幢 2单元 ", "阳光小区3幢2单元"),
    ("Z--阳光小区Ａ座", "阳光小区a座"), ("城关", ""), ("地址不详", ""), ("——", ""), ("", ""),
    ("㐀𠮷村1号", "㐀𠮷村1号"),
  ])
  func whatIsCompared(text: String, expected: String) {
    var bytes: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { comparableAddress($0, into: &bytes) }
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}
