/// Interned byte strings: equal bytes get the same number, in order of first appearance.
///
/// One flat byte array holds every name; an open-addressing index finds them. A worker fills its
/// own table and the fold merges it into the run's, so numbers do not depend on threads.
/// Id 0 is always the empty name.
package struct NameTable: Sendable {
  package typealias ID = UInt32

  private var bytes: [UInt8] = []
  /// End of each name in `bytes`; name `n` begins where `n - 1` ends.
  private var ends: [UInt32] = [0]
  private var slots: [UInt32]
  private var mask: Int

  package init() {
    slots = [UInt32](repeating: 0, count: 64)
    mask = 63
  }

  /// The number of names, the empty one included.
  package var count: Int { ends.count }

  /// Bytes held by the table.
  package var byteCount: Int { bytes.capacity + (ends.capacity + slots.capacity) * 4 }

  private func range(_ id: ID) -> Range<Int> {
    id == 0 ? 0..<0 : Int(ends[Int(id) - 1])..<Int(ends[Int(id)])
  }

  /// The name's bytes (UTF-8 where the input was readable text).
  package subscript(id: ID) -> ArraySlice<UInt8> { bytes[range(id)] }

  /// The name as text; bytes that are not UTF-8 become U+FFFD.
  package func string(_ id: ID) -> String { String(decoding: self[id], as: UTF8.self) }

  /// The number of a name, entering it when it is new.
  package mutating func intern(_ name: Span<UInt8>) -> ID {
    if name.isEmpty { return 0 }
    var slot = Self.hash(name) & mask
    while slots[slot] != 0 {
      if matches(slots[slot], name) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let id = ID(ends.count)
    for index in name.indices { bytes.append(name[index]) }
    ends.append(UInt32(bytes.count))
    slots[slot] = id
    if ends.count * 4 > slots.count * 3 { grow() }
    return id
  }

  package mutating func intern(_ name: some Collection<UInt8>) -> ID {
    let copy = ContiguousArray(name)
    return intern(copy.span)
  }

  package mutating func intern(_ name: String) -> ID { intern(name.utf8) }

  /// The number of a name, or nil where it was never entered.
  package func find(_ name: String) -> ID? {
    let copy = ContiguousArray(name.utf8)
    if copy.isEmpty { return 0 }
    var slot = Self.hash(copy.span) & mask
    while slots[slot] != 0 {
      if matches(slots[slot], copy.span) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Enters every name of `other`; element `n` of the result is this table's number of its name `n`.
  package mutating func merge(_ other: NameTable) -> [ID] {
    (0..<other.count).map { intern(other[ID($0)]) }
  }

  private func matches(_ id: ID, _ name: Span<UInt8>) -> Bool {
    let range = range(id)
    let count = name.count
    guard range.count == count else { return false }
    let known = bytes.span.bytes.extracting(range)
    let asked = name.bytes
    var index = 0
    while index + 8 <= count {
      guard word(known, index) == word(asked, index) else { return false }
      index += 8
    }
    // The last bytes overlap those before, so that there is no loop over single ones.
    if count >= 8 { return word(known, count - 8) == word(asked, count - 8) }
    return lastWord(known) == lastWord(asked)
  }

  private mutating func grow() {
    mask = slots.count * 2 - 1
    slots = [UInt32](repeating: 0, count: mask + 1)
    for id in 1..<ends.count {
      let copy = ContiguousArray(bytes[range(ID(id))])
      var slot = Self.hash(copy.span) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = ID(id)
    }
  }

  /// Eight bytes at a time, each mixed by a multiplication to twice the width, whose halves are folded
  /// (Wang Yi, "wyhash", 2019): the names are short and come from the user's own organisation.
  private static func hash(_ name: Span<UInt8>) -> Int {
    let bytes = name.bytes
    let count = name.count
    var hash = UInt64(count)
    var index = 0
    while index + 8 <= count {
      hash = foldedProduct(hash ^ word(bytes, index), 0)
      index += 8
    }
    hash = foldedProduct(hash ^ (count >= 8 ? word(bytes, count - 8) : lastWord(bytes)), 0)
    return Int(truncatingIfNeeded: hash) & Int.max
  }
}

/// Eight bytes of a name; the caller has checked that they are there.
@inline(__always)
private func word(_ bytes: RawSpan, _ index: Int) -> UInt64 {
  bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
}

/// Up to seven bytes in one word.
private func lastWord(_ bytes: RawSpan) -> UInt64 {
  var word: UInt64 = 0
  for index in 0..<bytes.byteCount {
    word = word << 8 | UInt64(bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self))
  }
  return word
}
