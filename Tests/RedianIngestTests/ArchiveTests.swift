import CZstd
import Foundation
import RedianCore
import Testing

@testable import RedianIngest

/// Packed inputs: every member and check sum, and an end that comes too early.
@Suite struct ArchiveTests {
  private let text = header + export(3_000).joined()

  /// Packs with the system's own tool.
  private func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    try temporaryFile(bytes) { path in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["gzip", "-c", path]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return process.terminationStatus == 0 ? Array(data) : []
    }
  }

  @Test(arguments: [1, 1_000, 1 << 20])
  func gzipOfSeveralMembers(blockSize: Int) throws {
    let bytes = Array(text.utf8)
    let half = bytes.count / 2
    let members = try gzipped(Array(bytes[..<half]))
    let both = members + (try gzipped(Array(bytes[half...]))) + [0, 0, 0]
    var options = IngestOptions()
    options.blockSize = blockSize
    let reading = try read(both, options: options)
    #expect(reading.rows.count == 3_000)
    #expect(reading.extents.sum == UInt64(bytes.count))
  }

  @Test func zstandard() throws {
    let plain = Array(text.utf8)
    let bytes = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(plain.count)) {
      $1 = ZSTD_compress($0.baseAddress, $0.count, plain, plain.count, 3)
    }
    #expect(try read(bytes).rows.count == 3_000)
    #expect(throws: IngestError.self) { try read(Array(bytes.dropLast(9))) }
  }

  /// At every length but the whole one the archive is cut off or empty.
  @Test func aCutArchive() throws {
    let whole = try gzipped(Array((header + export(3).joined()).utf8))
    for count in 3..<whole.count {
      #expect(throws: IngestError.self, "\(count)") { try read(Array(whole[..<count])) }
    }
    #expect(try read(whole).rows.count == 3)
  }

  @Test func aWrongCheckSum() throws {
    var bytes = try gzipped(Array(text.utf8))
    bytes[bytes.count - 6] ^= 1
    #expect(throws: IngestError.self) { try read(bytes) }
    bytes[bytes.count - 6] ^= 1
    #expect(throws: IngestError.self) { try read(bytes + Array("rubbish".utf8)) }
  }

  /// Rows before the cut are read, then the failure is thrown.
  @Test func whatIsReadableIsRead() throws {
    let whole = try gzipped(Array(text.utf8))
    let cut = Array(whole[..<(whole.count / 2)])
    try temporaryFile(cut) { path in
      let reader = try InputReader(path: path, number: 0, options: IngestOptions())
      let block = try #require(try reader.next())
      #expect(block.starts.count > 100)
      #expect(throws: IngestError.self) { while try reader.next() != nil {} }
    }
  }

  /// Texts of packed and transcoded inputs are read again by their places in the stream.
  @Test(arguments: ["plain", "gzip", "utf-16"])
  func textsAreFetched(kind: String) throws {
    var bytes = Array(text.utf8)
    if kind == "gzip" { bytes = try gzipped(bytes) }
    if kind == "utf-16" {
      bytes = [0xff, 0xfe] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }
    try temporaryFile(bytes) { path in
      let reader = try InputReader(path: path, number: 0, options: IngestOptions())
      var parser = RecordParser(layout: reader.layout)
      var offsets: [UInt64] = []
      while let block = try reader.next() { offsets += try parser.parse(block).offsets }
      let fetcher = RecordFetcher(layout: reader.layout, options: IngestOptions())
      let places = [offsets[2_999], offsets[0], offsets[1_500]]
      #expect(fetcher.texts(at: places).count == 3)
      #expect(fetcher.texts(at: places)[offsets[1_500]] == "客户报修停电")
    }
  }
}
