/// The packed side of a decoder: a stretch of what lies below it, and how much of it has been used.
struct PackedBytes {
  private let source: any ByteSource
  private(set) var bytes: [UInt8] = []
  var used = 0
  private var isSourceAtEnd = false

  init(_ source: any ByteSource) { self.source = source }

  /// True where everything has been used and nothing more will come.
  var isAtEnd: Bool { isSourceAtEnd && used == bytes.count }

  /// Gets more where all has been used.
  mutating func refill() throws(IngestError) {
    while used == bytes.count && !isSourceAtEnd {
      bytes.removeAll(keepingCapacity: true)
      used = 0
      isSourceAtEnd = try source.read(1 << 17, into: &bytes)
    }
  }

  /// Lends what has not been used; the body returns how much of it is left.
  mutating func use(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
    let count = bytes.count
    let from = used
    let left = bytes.withUnsafeMutableBufferPointer { body(.init(rebasing: $0[from...])) }
    used = count - left
  }
}
