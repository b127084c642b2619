import Testing

@testable import RedianClassify

@Suite struct PackedBytesTests {
  private static let weights: [UInt8] = (0..<5_000).map { UInt8(120 + $0 * $0 % 17) }

  @Test(arguments: [[], [7], weights])
  func areUnpackedAsTheyWere(bytes: [UInt8]) {
    let packed = PackedBytes.pack(bytes)
    #expect(PackedBytes.unpack(packed[...], count: bytes.count) == bytes)
    #expect(PackedBytes.pack(bytes) == packed)
  }

  @Test func nothingElseIsUnpacked() {
    let packed = PackedBytes.pack(Self.weights)
    for count in [0, 4_999, 5_001, -1, PackedBytes.most + 1] {
      #expect(PackedBytes.unpack(packed[...], count: count) == nil)
    }
    #expect(PackedBytes.unpack((packed + [0])[...], count: 5_000) == nil)
    #expect(PackedBytes.unpack(packed.dropLast(), count: 5_000) == nil)
    #expect(PackedBytes.unpack([], count: 0) == nil)
  }

  @Test func weightsNearNoughtTakeHalf() {
    #expect(PackedBytes.pack(Self.weights).count < Self.weights.count * 6 / 10)
  }
}
