import RedianCore

/// A growing byte array with the few writers that rows need.
struct ByteText {
  var bytes: [UInt8] = []

  mutating func add(_ text: [UInt8]) { bytes.append(contentsOf: text) }
  mutating func add(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }
  mutating func add(_ byte: UInt8) { bytes.append(byte) }

  /// A number in decimal digits, with leading zeros up to `width`.
  mutating func add(number: Int, width: Int = 1) {
    var scale = 1
    var digits = 1
    while digits < width || number / scale >= 10 {
      scale *= 10
      digits += 1
    }
    while scale > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / scale % 10))
      scale /= 10
    }
  }

  /// A cell, quoted by RFC 4180 where it holds a delimiter, a quote or a line end.
  mutating func add(cell: [UInt8], delimiter: UInt8) {
    let quote = UInt8(ascii: "\"")
    let special = cell.contains { $0 == delimiter || $0 == quote || $0 == 10 || $0 == 13 }
    guard special else { return add(cell) }
    bytes.append(quote)
    for byte in cell {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// A time in the given layout, or nothing where it is missing.
  mutating func add(_ time: CivilTime, _ layout: TimeLayout, day: inout DayText) {
    if time.isMissing { return }
    day.move(to: time.day)
    add(layout == .slash ? day.slashed : day.dashed)
    add(UInt8(ascii: " "))
    add(number: time.hour, width: layout == .slash ? 1 : 2)
    add(UInt8(ascii: ":"))
    add(number: time.minute, width: 2)
    if layout == .full {
      add(UInt8(ascii: ":"))
      add(number: time.second, width: 2)
    }
  }
}

/// How an export prints a time.
enum TimeLayout: UInt8 {
  /// 2026-10-15 08:03:09
  case full
  /// 2026-10-15 08:03
  case minute
  /// 2026/10/15 8:03
  case slash
}

/// The text of one day, kept because neighbouring cells mostly share it.
struct DayText {
  private var day = CivilDay(number: -1)
  private(set) var dashed: [UInt8] = []
  private(set) var slashed: [UInt8] = []

  mutating func move(to next: CivilDay) {
    if next == day { return }
    day = next
    let (year, month, date) = next.parts
    dashed = Array("\(next)".utf8)
    slashed = Array("\(year)/\(month)/\(date)".utf8)
  }
}
