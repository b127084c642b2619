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
    guard range.count == name.count else { return false }
    for index in name.indices where bytes[range.lowerBound + index] != name[index] { return false }
    return true
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

  /// FNV-1a, 64 bit: the names are short and come from the user's own organisation.
  private static func hash(_ name: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & Int.max
  }
}
