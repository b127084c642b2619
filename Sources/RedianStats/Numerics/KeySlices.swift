/// Cuts keys into slices of about equal numbers: lists of one entry a ticket are then made and sorted a slice
/// at a time, so that up to sixteen slices of tickets need no more room than one.
///
/// All tickets of one key lie in one slice. The number of slices depends on the tickets alone, never on threads.
struct KeySlices: Sendable {
  private let bits: UInt64

  /// As many slices, up to sixteen, as bring the tickets of one to at most `perSlice`.
  init(tickets: Int, perSlice: Int) {
    var bits: UInt64 = 0
    while bits < 4, tickets >> Int(bits) > perSlice { bits += 1 }
    self.bits = bits
  }

  var all: Range<UInt64> { 0..<(1 << bits) }

  /// The slice of a key, by the upper bits of its product with an odd number near 2^64 / golden ratio
  /// (Knuth, The Art of Computer Programming 3, 6.4).
  func slice(of key: UInt64) -> UInt64 {
    bits == 0 ? 0 : (key &* 0x9e37_79b9_7f4a_7c15) >> (64 - bits)
  }
}
