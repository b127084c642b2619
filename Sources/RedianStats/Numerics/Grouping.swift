import RedianCore

extension Array {
  /// Brings elements with equal keys together, those of a group in the order that `precedes` tells.
  ///
  /// The groups follow each other in the order of their keys' hashes: always the same, and without a meaning.
  /// One to four passes of a radix sort over the hashes' upper bits leave runs of hardly more than a group,
  /// which are sorted by comparing. Time grows with the number of elements alone.
  mutating func group(
    by key: (Element) -> UInt64,
    sortedBy precedes: (Element, Element) -> Bool
  ) {
    guard count > 1 else { return }
    let digits = HashDigits(count)
    var other = self
    for digit in 0..<digits.count {
      scatter(to: &other) { digits[digit, key($0)] }
      swap(&self, &other)
    }
    withUnsafeMutableBufferPointer { elements in
      var start = 0
      for end in 1...elements.count {
        if end < elements.count, digits.areSame(key(elements[start]), key(elements[end])) {
          continue
        }
        var run = UnsafeMutableBufferPointer(rebasing: elements[start..<end])
        run.sort {
          let (left, right) = (key($0), key($1))
          return left == right ? precedes($0, $1) : left < right
        }
        start = end
      }
    }
  }

  private func scatter(to other: inout [Element], digit: (Element) -> Int) {
    var next = [Int](repeating: 0, count: HashDigits.values)
    for element in self { next[digit(element)] += 1 }
    var sum = 0
    for digit in next.indices { (next[digit], sum) = (sum, sum + next[digit]) }
    other.withUnsafeMutableBufferPointer { other in
      for element in self {
        let digit = digit(element)
        other[next[digit]] = element
        next[digit] += 1
      }
    }
  }
}

/// The upper bits of keys' hashes in digits of 8 bits, the lowest of them first: 256 places can be written to
/// side by side without a miss for each.
private struct HashDigits {
  static let values = 256
  /// So many that the hashes have more values than there are elements.
  let count: Int

  init(_ elements: Int) {
    count = Swift.min((Int.bitWidth - elements.leadingZeroBitCount) / 8 + 1, 4)
  }

  subscript(_ digit: Int, _ key: UInt64) -> Int {
    Int(truncatingIfNeeded: foldedProduct(key, 0) >> UInt64(64 - 8 * (count - digit))) & 255
  }

  func areSame(_ one: UInt64, _ other: UInt64) -> Bool {
    (foldedProduct(one, 0) ^ foldedProduct(other, 0)) >> UInt64(64 - 8 * count) == 0
  }
}
