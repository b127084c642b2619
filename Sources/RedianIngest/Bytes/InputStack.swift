/// The sources of one input, from the file up to the stream that is cut into records, and how they were
/// found: packing first, then the encoding.
struct InputStack {
  let file: FileSource
  /// UTF-8, or GB18030 where ``encoding`` is that.
  let stream: PeekedSource
  let packing: Packing
  let encoding: TextEncoding
  let encodingReason: EncodingReason
  /// The transcoder, which knows what it had to replace.
  let damage: (any DamageSource)?

  /// Bytes that decide on packing, encoding, delimiter and header.
  static let headSize = 1 << 20

  /// Opens an input; an export is refused where it is binary data, the generic view reads all.
  init(path: String, options: IngestOptions, isExport: Bool = true) throws(IngestError) {
    let file = try FileSource(path: path)
    var head = try PeekedSource(file, count: Self.headSize)
    packing = Self.packing(head.head)
    switch packing {
    case .none: break
    case .gzip:
      head = try PeekedSource(GzipSource(head, path: path), count: Self.headSize)
    case .zstd:
      head = try PeekedSource(ZstdSource(head, path: path), count: Self.headSize)
    }
    if head.head.isEmpty { throw .empty(path: path) }
    var detector = EncodingDetector(head: head.head, isAll: head.isAll)
    if packing == .none { detector.later = { file.firstText(after: head.head.count) } }
    (encoding, encodingReason) =
      options.encoding.map { (detector.encoding(named: $0), .given) } ?? detector.encoding()
    if isExport, let kind = detector.foreignKind(encoding) {
      throw .notText(path: path, kind: kind)
    }
    (stream, damage) = try Self.transcoded(head, encoding, options.delimiter)
    self.file = file
  }

  private static func packing(_ head: [UInt8]) -> Packing {
    if head.starts(with: [0x1f, 0x8b]) { return .gzip }
    return head.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) ? .zstd : .none
  }

  /// GB18030 is cut as it is, unless the delimiter is a byte that may be the second of a character.
  private static func transcoded(
    _ head: PeekedSource,
    _ encoding: TextEncoding,
    _ delimiter: UInt8?
  ) throws(IngestError) -> (PeekedSource, (any DamageSource)?) {
    let transcoder: (any ByteSource & DamageSource)?
    switch encoding {
    case .utf8: transcoder = nil
    case .gb18030:
      transcoder = isUnsafeInGB18030(delimiter) ? IconvSource(head, encoding: "GB18030") : nil
    case .utf16LittleEndian: transcoder = UTF16Source(head, isBigEndian: false)
    case .utf16BigEndian: transcoder = UTF16Source(head, isBigEndian: true)
    case .other(let name): transcoder = IconvSource(head, encoding: name)
    }
    guard let transcoder else { return (head, nil) }
    return (try PeekedSource(transcoder, count: headSize), transcoder)
  }
}

/// True for a delimiter that may be a later byte of a GB18030 character.
func isUnsafeInGB18030(_ delimiter: UInt8?) -> Bool {
  delimiter.map { $0 != 0x3b && $0 >= 0x30 } ?? false
}
