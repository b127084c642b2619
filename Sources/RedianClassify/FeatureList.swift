/// Numbers of features in memory that is used again for every text.
///
/// Room is made once a text, so that adding a number asks for nothing.
struct FeatureList: ~Copyable {
  private var numbers = UnsafeMutablePointer<UInt16>.allocate(capacity: 64)
  private var room = 64
  private(set) var count = 0

  deinit { numbers.deallocate() }

  var all: UnsafeBufferPointer<UInt16> { UnsafeBufferPointer(start: numbers, count: count) }

  /// Forgets all and makes room for at most so many, and one more that ``add(_:if:)`` writes and drops.
  mutating func begin(room: Int) {
    count = 0
    guard self.room <= room else { return }
    numbers.deallocate()
    self.room = room * 2
    numbers = .allocate(capacity: self.room)
  }

  /// Makes room like ``begin(room:)`` and lets numbers be written; `write` returns how many.
  @inline(__always)
  mutating func fill(room: Int, _ write: (UnsafeMutablePointer<UInt16>) -> Int) {
    begin(room: room)
    count = write(numbers)
  }

  @inline(__always)
  mutating func add(_ number: UInt16) {
    numbers[count] = number
    count += 1
  }

  /// Adds a number where a condition holds, without a branch.
  @inline(__always)
  mutating func add(_ number: UInt16, if isWanted: Bool) {
    numbers[count] = number
    count += isWanted ? 1 : 0
  }
}
