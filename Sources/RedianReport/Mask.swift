/// Hides personal data in free text.
///
/// Hidden: telephone numbers, household, account and id-card numbers, names beside a title or behind
/// a word that introduces one, and house, building and room numbers. Kept: service numbers (95598,
/// 12398, 12345, 96xxx), ticket ids, dates, amounts, and the address down to road or community.
/// The shapes are those of `research/domain.md` §7: `138****1234`, `王**`, `阳光小区*幢***室`.
/// Where a rule is in doubt it hides: a star too many costs less than a number too many.
package struct Mask: Sendable {
  /// Off where the user asked to see the data.
  package let isOn: Bool

  package init(isOn: Bool) { self.isOn = isOn }

  package func callAsFunction(_ text: String) -> String { isOn ? Self.text(text) : text }

  /// A raw row of an input: as ``text(_:)``, and a cell that looks like a name is taken for one.
  package func row(_ raw: String) -> String {
    guard isOn else { return raw }
    var letters = Array(raw.unicodeScalars)
    hideNameCells(&letters)
    return Self.text(string(letters))
  }

  /// Free text, such as 受理内容.
  package static func text(_ text: String) -> String {
    var letters = Array(text.unicodeScalars)
    hidePlaces(&letters)
    hideNumbers(&letters)
    hideNames(&letters)
    return string(letters)
  }

  /// The cell of a telephone column.
  package static func phone(_ text: String) -> String {
    hideDigits(text, first: text.first == "1" ? 3 : 0, last: 4)
  }

  /// The cell of an account column: 户号, 用户编号, meter number.
  package static func account(_ text: String) -> String { hideDigits(text, first: 2, last: 3) }

  /// The cell of a name column: the first character stays.
  package static func name(_ text: String) -> String {
    guard let first = text.first else { return text }
    return String(first) + String(repeating: "*", count: max(text.count - 1, 1))
  }

  /// The cell of an address column: every digit is hidden.
  package static func address(_ text: String) -> String {
    var letters = Array(text.unicodeScalars)
    hidePlaces(&letters)
    for index in letters.indices where letters[index].digit != nil { letters[index] = "*" }
    return string(letters)
  }

  /// Stars instead of the characters between the first and the last ones; all where few are left.
  private static func hideDigits(_ text: String, first: Int, last: Int) -> String {
    guard text.count >= first + last + 3 else {
      return String(repeating: "*", count: text.count)
    }
    let stars = String(repeating: "*", count: text.count - first - last)
    return text.prefix(first) + stars + text.suffix(last)
  }
}

extension Unicode.Scalar {
  /// The value of an ASCII or full-width digit.
  var digit: UInt32? {
    switch value {
    case 0x30...0x39: value - 0x30
    case 0xff10...0xff19: value - 0xff10
    default: nil
    }
  }

  var isHan: Bool { (0x4e00...0x9fff).contains(value) }
  var isLetter: Bool { (0x41...0x5a).contains(value & ~0x20) }
}

/// The letters as text.
func string(_ letters: [Unicode.Scalar]) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: letters)
  return String(view)
}

/// Words compared letter by letter, longest first.
struct Words: Sendable {
  private let words: [[Unicode.Scalar]]
  private let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]]
  /// A bit for the lower six bits of every first letter: most letters begin no word and are told by it.
  private let firsts: UInt64

  init(_ list: String) {
    words = list.split(separator: " ").map { Array($0.unicodeScalars) }
      .sorted { $0.count > $1.count }
    byFirst = Dictionary(grouping: words) { $0[0] }
    firsts = byFirst.keys.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
  }

  /// The length of the longest word that begins at a place, or nil.
  func length(in letters: [Unicode.Scalar], at start: Int) -> Int? {
    guard start < letters.count, firsts >> UInt64(letters[start].value & 63) & 1 == 1,
      let words = byFirst[letters[start]]
    else { return nil }
    return words.first { word in
      start + word.count <= letters.count
        && letters[start..<(start + word.count)].elementsEqual(word)
    }?.count
  }

  /// True where one of the words ends just before a place.
  func end(in letters: [Unicode.Scalar], before end: Int) -> Bool {
    words.contains { word in
      word.count <= end && letters[(end - word.count)..<end].elementsEqual(word)
    }
  }
}
