extension ModelFile {
  /// Little endian: the magic, the size of the fields, the fields packed, an FNV-1a checksum of all that.
  private static let magic: [UInt8] = Array("RDM7".utf8)
  /// The matcher's and the pair table's numbers have 16 bits.
  package static let mostFeatures = 65_534
  /// A table has a place for every pair of concepts.
  package static let mostConcepts = 4_096

  /// The file's bytes; the same model gives the same bytes.
  package func encoded() -> [UInt8] {
    let fields = fields
    var writer = ByteWriter(bytes: Self.magic)
    writer.put(fields.count)
    writer.bytes += PackedBytes.pack(fields)
    writer.put(fnv1a(writer.bytes[...]), bytes: 8)
    return writer.bytes
  }

  /// The fields in the order of their declaration.
  private var fields: [UInt8] {
    var writer = ByteWriter(bytes: [])
    writer.put(version)
    writer.put(fingerprint, bytes: 8)
    writer.put(tags)
    writer.put(grams.count)
    for gram in grams {
      writer.put(UInt64(gram.count), bytes: 1)
      for scalar in gram { writer.put(UInt64(scalar), bytes: 2) }
    }
    writer.put(concepts.count)
    for id in concepts { writer.put(id) }
    writer.put(pairs.count)
    for pair in pairs {
      writer.put(UInt64(pair.first), bytes: 2)
      writer.put(UInt64(pair.second), bytes: 2)
    }
    for block in [gramBlock, conceptBlock] {
      writer.put(block.scales)
      writer.put([block.squareUnit])
      writer.bytes += block.rows
    }
    writer.put(biases)
    writer.put([
      calibration.sharpness, calibration.growth, calibration.familiarity,
      calibration.slope, calibration.shift,
    ])
    writer.put([further.weight, further.primaryWeight, further.threshold])
    writer.put(further.pairs)
    return writer.bytes
  }

  /// Reads a model file; throws ``ModelError`` for anything that is not whole.
  package init(_ bytes: [UInt8]) throws(ModelError) {
    guard bytes.count > 20, bytes.starts(with: Self.magic.dropLast()) else { throw .notAModel }
    guard bytes.starts(with: Self.magic) else { throw .otherVersion }
    let body = bytes[..<(bytes.count - 8)]
    var tail = ByteReader(bytes: bytes[...], position: bytes.count - 8)
    guard try tail.integer(8) == fnv1a(body) else { throw .damaged }
    var head = ByteReader(bytes: body, position: Self.magic.count)
    let size = Int(try head.integer(4))
    guard let fields = PackedBytes.unpack(body[head.position...], count: size) else {
      throw .damaged
    }
    var reader = ByteReader(bytes: fields[...], position: 0)
    version = try reader.string()
    fingerprint = try reader.integer(8)
    let tags = try reader.count()
    self.tags = tags
    guard tags > 0, tags <= 250 else { throw .damaged }
    grams = try reader.list { (reader) throws(ModelError) in
      let length = Int(try reader.integer(1))
      var gram: [UInt32] = []
      for _ in 0..<length { gram.append(UInt32(try reader.integer(2))) }
      return gram
    }
    concepts = try reader.list { (reader) throws(ModelError) in try reader.string() }
    pairs = try reader.list { (reader) throws(ModelError) in
      ConceptPair(UInt16(try reader.integer(2)), UInt16(try reader.integer(2)))
    }
    let known = concepts.count
    guard known <= Self.mostConcepts, known + pairs.count <= Self.mostFeatures,
      grams.allSatisfy({ (1...3).contains($0.count) }),
      pairs.allSatisfy({ $0.first < $0.second && Int($0.second) < known })
    else { throw .damaged }
    gramBlock = try reader.block(features: grams.count, tags: tags)
    conceptBlock = try reader.block(features: concepts.count + pairs.count, tags: tags)
    biases = try reader.floats(tags)
    let values = try reader.floats(5)
    calibration = Calibration(
      sharpness: values[0],
      growth: values[1],
      familiarity: values[2],
      slope: values[3],
      shift: values[4]
    )
    let odds = try reader.floats(3)
    further = FurtherTags(
      weight: odds[0],
      primaryWeight: odds[1],
      pairs: try reader.floats(tags * tags),
      threshold: odds[2]
    )
    guard reader.isAtEnd, calibration.isSensible else { throw .damaged }
  }
}

/// FNV-1a, 64 bit.
package func fnv1a(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return hash
}

private struct ByteWriter {
  var bytes: [UInt8]

  mutating func put(_ value: UInt64, bytes count: Int) {
    for shift in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift * 8)))
    }
  }

  mutating func put(_ count: Int) { put(UInt64(count), bytes: 4) }

  mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes += Array(text.utf8)
  }

  mutating func put(_ values: [Float]) {
    for value in values { put(UInt64(value.bitPattern), bytes: 4) }
  }
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

  /// A number of items, which cannot be larger than the file.
  mutating func count() throws(ModelError) -> Int {
    let value = Int(try integer(4))
    guard value <= bytes.count else { throw .damaged }
    return value
  }

  mutating func string() throws(ModelError) -> String {
    String(decoding: try take(count()), as: UTF8.self)
  }

  mutating func list<Element>(
    _ element: (inout Self) throws(ModelError) -> Element
  ) throws(ModelError) -> [Element] {
    let count = try count()
    guard count <= ModelFile.mostFeatures else { throw .damaged }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try element(&self)) }
    return list
  }

  mutating func floats(_ count: Int) throws(ModelError) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      let value = Float(bitPattern: UInt32(try integer(4)))
      // Neither infinite nor so large that sums could be.
      guard abs(value) <= 1e6 else { throw .damaged }
      values.append(value)
    }
    return values
  }

  mutating func block(features: Int, tags: Int) throws(ModelError) -> ModelFile.Block {
    let scales = try floats(tags)
    let unit = try floats(1)[0]
    let rows = Array(try take(features * (tags + 2)))
    guard rows.allSatisfy({ $0 < ModelFile.Block.bound }) else { throw .damaged }
    return ModelFile.Block(rows: rows, scales: scales, squareUnit: unit)
  }
}
