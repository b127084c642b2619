/// A trained model as a file: characters of the patterns, their weights, and the calibration.
///
/// Little endian: `RDM1`, taxonomy fingerprint, counts, then the arrays, then an FNV-1a checksum of
/// everything before it. The same training input gives the same bytes.
package struct ModelFile: Sendable, Equatable {
  /// Names the training input; shown in reports.
  package var version: String
  package var fingerprint: UInt64
  /// Normalised characters of each pattern.
  package var patterns: [[UInt32]]
  /// Inverse document frequency of each pattern.
  package var idf: [Float]
  /// Tags of the taxonomy.
  package var tags: Int
  /// One row per pattern, one value per tag: weight times idf, in units of the tag's scale.
  package var weights: [Int8]
  package var scales: [Float]
  package var biases: [Float]
  /// Scores are multiplied by this before the softmax that makes the confidence.
  package var sharpness: Float
  /// A runner-up with at least this confidence becomes a further tag.
  package var alsoThreshold: Float

  package init(
    version: String,
    fingerprint: UInt64,
    patterns: [[UInt32]],
    idf: [Float],
    tags: Int,
    weights: [Int8],
    scales: [Float],
    biases: [Float],
    sharpness: Float,
    alsoThreshold: Float
  ) {
    self.version = version
    self.fingerprint = fingerprint
    self.patterns = patterns
    self.idf = idf
    self.tags = tags
    self.weights = weights
    self.scales = scales
    self.biases = biases
    self.sharpness = sharpness
    self.alsoThreshold = alsoThreshold
  }

  private static let magic: [UInt8] = Array("RDM1".utf8)

  /// The file's bytes.
  package func encoded() -> [UInt8] {
    var output = Self.magic
    func put(_ value: UInt64, bytes: Int) {
      for shift in 0..<bytes {
        output.append(UInt8(truncatingIfNeeded: value >> UInt64(shift * 8)))
      }
    }
    func put(_ value: Float) { put(UInt64(value.bitPattern), bytes: 4) }
    put(fingerprint, bytes: 8)
    put(UInt64(version.utf8.count), bytes: 2)
    output += Array(version.utf8)
    put(UInt64(tags), bytes: 2)
    put(UInt64(patterns.count), bytes: 4)
    for pattern in patterns {
      put(UInt64(pattern.count), bytes: 1)
      for scalar in pattern { put(UInt64(scalar), bytes: 3) }
    }
    idf.forEach(put)
    scales.forEach(put)
    biases.forEach(put)
    put(sharpness)
    put(alsoThreshold)
    output += weights.map { UInt8(bitPattern: $0) }
    put(fnv1a(output[...]), bytes: 8)
    return output
  }

  /// Reads a model file; throws ``ModelError`` for anything that is not whole.
  package init(_ bytes: [UInt8]) throws(ModelError) {
    guard bytes.count > 20, bytes.starts(with: Self.magic) else { throw .notAModel }
    var reader = ByteReader(bytes: bytes[..<(bytes.count - 8)], position: 4)
    var tail = ByteReader(bytes: bytes[...], position: bytes.count - 8)
    guard try tail.integer(8) == fnv1a(reader.bytes) else { throw .damaged }
    fingerprint = try reader.integer(8)
    version = String(decoding: try reader.take(Int(reader.integer(2))), as: UTF8.self)
    tags = Int(try reader.integer(2))
    let count = Int(try reader.integer(4))
    guard count <= 65_534, tags > 0, tags <= 250 else { throw .damaged }
    patterns = []
    for _ in 0..<count {
      let length = Int(try reader.integer(1))
      var pattern: [UInt32] = []
      for _ in 0..<length { pattern.append(UInt32(try reader.integer(3))) }
      patterns.append(pattern)
    }
    idf = try reader.floats(count)
    scales = try reader.floats(tags)
    biases = try reader.floats(tags)
    sharpness = try reader.floats(1)[0]
    alsoThreshold = try reader.floats(1)[0]
    weights = try reader.take(count * tags).map { Int8(bitPattern: $0) }
    guard reader.isAtEnd else { throw .damaged }
  }
}

/// Why a model cannot be used.
package enum ModelError: Error, Equatable {
  case notAModel
  case damaged
  /// Trained for another taxonomy.
  case otherTaxonomy
}

/// FNV-1a, 64 bit.
package func fnv1a(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return hash
}

private struct ByteReader {
  let bytes: ArraySlice<UInt8>
  var position: Int

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func take(_ count: Int) throws(ModelError) -> ArraySlice<UInt8> {
    guard count >= 0, position + count <= bytes.endIndex else { throw .damaged }
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  mutating func integer(_ count: Int) throws(ModelError) -> UInt64 {
    try take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func floats(_ count: Int) throws(ModelError) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(Float(bitPattern: UInt32(try integer(4)))) }
    return values
  }
}
