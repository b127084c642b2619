/// Takes a time's numbers and separators one after the other, without any copy.
///
/// A part that is not there takes nothing that a later part needs: the caller gives up at the first nil.
struct TimeCursor {
  private let field: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var end: Int

  /// Begins at the field's first byte; blanks at its end do not count.
  init(_ field: UnsafeBufferPointer<UInt8>) {
    self.field = field
    end = field.count
    while end > 0, field[end - 1] == 0x20 { end -= 1 }
  }

  var isAtEnd: Bool { index == end }

  /// Takes a byte if it is next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard index < end, field[index] == byte else { return false }
    index += 1
    return true
  }

  /// Takes digits, as many as there are up to the most allowed; nil where there are fewer.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    var value = 0
    let start = index
    while index < end, index - start < digits.upperBound, field[index] &- 0x30 < 10 {
      value = value * 10 + Int(field[index] &- 0x30)
      index += 1
    }
    return index - start >= digits.lowerBound ? value : nil
  }

  /// Takes the digits behind a point, up to 15: the part of 1 that they say.
  mutating func fraction() -> Double {
    let start = index
    guard let digits = number(digits: 1...15) else { return 0 }
    return (start..<index).reduce(Double(digits)) { part, _ in part / 10 }
  }

  /// `y-m-d`, `y/m/d`, `y.m.d` or `y年m月d日` (the last written `ymd`), and the blanks or the T behind it.
  mutating func date() -> (year: Int, month: Int, day: Int)? {
    guard let year = number(digits: 4...4), index < end else { return nil }
    let first = field[index]
    guard first == 0x2d || first == 0x2f || first == 0x2e || first == 0x79 else { return nil }
    let isChinese = first == 0x79
    index += 1
    guard let month = number(digits: 1...2), take(isChinese ? 0x6d : first),
      let day = number(digits: 1...2), !isChinese || take(0x64)
    else { return nil }
    let behind = index
    while take(0x20) || take(0x54) {}
    guard isAtEnd || isChinese || index > behind else { return nil }
    return (year, month, day)
  }

  /// `h:m`, `h:m:s` with or without a fraction, `h时m分` or `h时m分s秒` (written `hm`, `hms`).
  mutating func clock() -> (hour: Int, minute: Int, second: Int)? {
    guard let hour = number(digits: 1...2) else { return nil }
    let isChinese = take(0x68)
    guard isChinese || take(0x3a), let minute = number(digits: 1...2),
      !isChinese || take(0x6d)
    else { return nil }
    if isAtEnd { return (hour, minute, 0) }
    guard isChinese || take(0x3a), let second = number(digits: 1...2),
      !isChinese || take(0x73)
    else { return nil }
    if !isChinese, take(0x2e), number(digits: 1...15) == nil { return nil }
    return (hour, minute, second)
  }
}
