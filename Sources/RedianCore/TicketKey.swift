/// A ticket id in eight bytes, exact: two ids have the same key only if they have the same bytes.
///
/// Almost every ticket id is 1 to 18 digits: the key is the number with a 1 put in front of it, so
/// that leading zeros count, and the id can be printed again. Any other id is interned and the key
/// holds its number with the top bit set.
package struct TicketKey: RawRepresentable, Sendable, Hashable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// No usable id: such a row is a ticket of its own and never replaces another.
  package static let none = TicketKey(rawValue: 0)

  private static let internedBit: UInt64 = 1 << 63

  /// The key of an id whose blanks have been trimmed; a non-numeric id goes into `names`.
  package init(_ id: Span<UInt8>, names: inout NameTable) {
    if id.isEmpty {
      self = .none
    } else if let number = Self.number(id) {
      self.init(rawValue: number)
    } else {
      self.init(name: names.intern(id))
    }
  }

  package init(name: NameTable.ID) { self.init(rawValue: Self.internedBit | UInt64(name)) }

  /// The number of the interned id, or nil where the id is a number or missing.
  package var name: NameTable.ID? {
    rawValue & Self.internedBit == 0 ? nil : NameTable.ID(truncatingIfNeeded: rawValue)
  }

  /// The id as the export wrote it; empty where there is none.
  package func text(_ names: NameTable) -> String {
    if self == .none { return "" }
    return name.map(names.string) ?? String(String(rawValue).dropFirst())
  }

  private static func number(_ id: Span<UInt8>) -> UInt64? {
    guard id.count <= 18 else { return nil }
    var value: UInt64 = 1
    for index in id.indices {
      let digit = id[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + UInt64(digit)
    }
    return value
  }
}
