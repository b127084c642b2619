/// The bytes that are being cut into records, and how far.
struct CutStretch {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Nothing comes behind them.
  let isFinal: Bool
  var finder: ByteFinder
  private var places: PlaceMap
  var position = 0
  /// The next record lies directly behind the last one of the last segment.
  var isContinuing = false

  init(
    _ block: RecordBlock,
    _ bytes: UnsafeBufferPointer<UInt8>,
    base: UnsafePointer<UInt8>,
    isFinal: Bool
  ) {
    self.bytes = bytes
    self.isFinal = isFinal
    finder = ByteFinder(bytes, base: base)
    places = PlaceMap(block)
  }

  /// Where a byte at or behind all those asked for before lies in the input.
  mutating func place(_ index: Int) -> UInt64 { places.place(bytes, index) }
}
