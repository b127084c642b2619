/// The character encoding of an input.
package enum TextEncoding: Sendable, Equatable {
  case utf8
  case gb18030
  case utf16LittleEndian
  case utf16BigEndian
  /// Any other that the C library's `iconv` knows, by its name; never found out, only named.
  case other(String)

  /// Accepts the usual spellings; nil for what nobody knows.
  package init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8", "utf8bom", "utf8sig", "ascii", "usascii": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    case "utf16le", "utf16": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "latin1": self = .other("iso-8859-1")
    default:
      guard !name.isEmpty, IconvSource.knows(name) else { return nil }
      self = .other(name)
    }
  }

  /// The name in reports and messages.
  package var name: String {
    switch self {
    case .utf8: "utf-8"
    case .gb18030: "gb18030"
    case .utf16LittleEndian: "utf-16le"
    case .utf16BigEndian: "utf-16be"
    case .other(let name): name.lowercased()
    }
  }

  /// True for UTF-16 in either order of bytes.
  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// What the cells are in when they have been cut: all but GB18030 is transcoded before.
  ///
  /// No comma, tab, semicolon, quote or line break is the second byte of a GB18030 character, so
  /// GB18030 is cut as it is and its cells are decoded one by one.
  var ofCells: CellEncoding { self == .gb18030 ? .gb18030 : .utf8 }
}

/// The encoding of cells between cutting and decoding.
enum CellEncoding: Sendable {
  case utf8
  case gb18030
}
