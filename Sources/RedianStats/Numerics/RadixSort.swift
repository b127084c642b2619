extension Array {
  /// Sorts by a key; elements with equal keys keep their order, so sorting by the least of several
  /// keys first sorts by all of them.
  ///
  /// A radix sort from the lowest digit: time grows with the number of elements alone. Elements that are
  /// in order already, as an export's times mostly are, and digits in which no keys differ cost nothing.
  mutating func radixSort(by key: (Element) -> UInt64) {
    guard let first = first.map(key) else { return }
    var differing: UInt64 = 0
    var last = first
    var isSorted = true
    for element in self {
      let next = key(element)
      differing |= next ^ first
      isSorted = isSorted && last <= next
      last = next
    }
    guard !isSorted else { return }
    var other = self
    for shift in stride(from: 0, to: UInt64.bitWidth, by: Radix.bits)
    where Radix.digit(differing, shift) != 0 {
      scatter(to: &other, key: key, shift: shift)
      swap(&self, &other)
    }
  }

  private func scatter(to other: inout [Element], key: (Element) -> UInt64, shift: Int) {
    var next = [Int](repeating: 0, count: 1 << Radix.bits)
    for element in self { next[Radix.digit(key(element), shift)] += 1 }
    var sum = 0
    for digit in next.indices { (next[digit], sum) = (sum, sum + next[digit]) }
    for element in self {
      let digit = Radix.digit(key(element), shift)
      other[next[digit]] = element
      next[digit] += 1
    }
  }

  /// Sorts every run of neighbours that `isSame` holds for.
  mutating func sortRuns(
    where isSame: (Element, Element) -> Bool,
    by precedes: (Element, Element) -> Bool
  ) {
    var start = 0
    for end in indices.dropFirst() where !isSame(self[end - 1], self[end]) {
      if end - start > 1 { self[start..<end].sort(by: precedes) }
      start = end
    }
    if count - start > 1 { self[start...].sort(by: precedes) }
  }
}

/// Digits of 11 bits: their counts stay in the first cache.
private enum Radix {
  static let bits = 11

  static func digit(_ key: UInt64, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(shift)) & (1 << bits - 1)
  }
}
