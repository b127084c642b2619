package import RedianCore

/// Reads a time of Asia/Shanghai, strictly: exactly one of the known forms, or nil.
///
/// Known: `2026-10-15 08:03:09`, the same without seconds, with fraction (`.0`), with `T`, with `/`
/// or `.` between the date's parts, with one-digit parts; `20261015080309`, `20261015`; `2026年10月15日 8时3分9秒`;
/// a date alone (midnight); Excel's day number 36526...73050 with its fraction. Full-width digits and
/// signs count as their half-width forms. Seconds beyond the minute are lost nowhere, none is guessed.
package func parseTime(_ field: UnsafeBufferPointer<UInt8>) -> CivilTime? {
  var reader = IsoTimeReader()
  return reader.time(field) ?? looseTime(field)?.time
}

/// Forms of a time that a program or a person has brought into the file and that are counted.
enum TimeForm {
  case usual
  /// A spreadsheet's day number.
  case dayNumber
  /// Full-width digits or signs.
  case fullWidth
}

/// Any known form but the common one.
func looseTime(_ field: UnsafeBufferPointer<UInt8>) -> (time: CivilTime, form: TimeForm)? {
  if field.allSatisfy({ $0 < 0x80 }) { return asciiTime(field) }
  var plain: [UInt8] = []
  plain.reserveCapacity(field.count)
  let isWide = appendHalfWidth(field, to: &plain)
  guard let (time, form) = plain.withUnsafeBufferPointer(asciiTime) else { return nil }
  return (time, isWide && form == .usual ? .fullWidth : form)
}

/// True where the cell says "no time": empty, a dash, NULL, or an all-zero date.
package func isAbsentTime(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
  if field.isEmpty { return true }
  let text = String(decoding: field, as: UTF8.self)
  return ["-", "--", "—", "——", "/", "NULL", "null", "None", "无", "\\N"].contains(text)
    || text.hasPrefix("0000-00-00")
}

/// Reads the common form, `yyyy-MM-dd HH:mm:ss`, without any copy.
///
/// The times of an export mostly have the date of the time before: it is remembered.
struct IsoTimeReader {
  /// The bytes of the last date that was read, if any, and its midnight.
  private var date: (UInt64, UInt16)?
  private var midnight: UInt32 = 0

  mutating func time(_ field: UnsafeBufferPointer<UInt8>) -> CivilTime? {
    guard field.count == 19, field[10] == 0x20, field[13] == 0x3a, field[16] == 0x3a,
      let base = field.baseAddress
    else { return nil }
    let raw = UnsafeRawPointer(base)
    let first = raw.loadUnaligned(as: UInt64.self)
    let last = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    let isSame = date.map { $0 == (first, last) } ?? false
    if !isSame {
      guard let day = Self.day(field) else { return nil }
      (date, midnight) = ((first, last), day.seconds)
    }
    let (hour, minute, second) = (two(field, 11), two(field, 14), two(field, 17))
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second else { return nil }
    return CivilTime(seconds: midnight + UInt32(hour * 3_600 + minute * 60 + second))
  }

  private static func day(_ field: UnsafeBufferPointer<UInt8>) -> CivilTime? {
    guard field[4] == 0x2d, field[7] == 0x2d else { return nil }
    let year = two(field, 0) * 100 + two(field, 2)
    return year > 0 ? CivilTime(year: year, month: two(field, 5), day: two(field, 8)) : nil
  }
}

/// The number of two digits, far below zero where they are none.
@inline(__always)
private func two(_ field: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
  let tens = Int(field[index]) - 48
  let ones = Int(field[index + 1]) - 48
  return (0...9).contains(tens) && (0...9).contains(ones) ? tens * 10 + ones : -10_000
}

private func asciiTime(
  _ field: UnsafeBufferPointer<UInt8>
) -> (time: CivilTime, form: TimeForm)? {
  if let time = separatedTime(field) ?? compactTime(field) { return (time, .usual) }
  return serialTime(field).map { ($0, .dayNumber) }
}

/// `yyyyMMddHHmmss` or `yyyyMMdd`.
private func compactTime(_ field: UnsafeBufferPointer<UInt8>) -> CivilTime? {
  var cursor = TimeCursor(field)
  guard let date = cursor.number(digits: 8...8) else { return nil }
  var clock = 0
  if !cursor.isAtEnd {
    guard let six = cursor.number(digits: 6...6), cursor.isAtEnd else { return nil }
    clock = six
  }
  return CivilTime(
    year: date / 10_000,
    month: date / 100 % 100,
    day: date % 100,
    hour: clock / 10_000,
    minute: clock / 100 % 100,
    second: clock % 100
  )
}

/// Excel's day number, 1 = 1900-01-01 with the 29 February 1900 that never was: 45597 is 2024-11-01.
private func serialTime(_ field: UnsafeBufferPointer<UInt8>) -> CivilTime? {
  var cursor = TimeCursor(field)
  guard let whole = cursor.number(digits: 5...5), (36_526...73_050).contains(whole) else {
    return nil
  }
  let part = cursor.take(0x2e) ? cursor.fraction() : 0
  guard cursor.isAtEnd else { return nil }
  return CivilTime(seconds: UInt32(whole - 25_569) * 86_400 + UInt32((part * 86_400).rounded()))
}

/// Year, month and day, and perhaps hour, minute, second and a fraction, with the separators of one
/// known form.
private func separatedTime(_ field: UnsafeBufferPointer<UInt8>) -> CivilTime? {
  var cursor = TimeCursor(field)
  guard let (year, month, day) = cursor.date() else { return nil }
  if cursor.isAtEnd { return CivilTime(year: year, month: month, day: day) }
  guard let (hour, minute, second) = cursor.clock(), cursor.isAtEnd else { return nil }
  return CivilTime(
    year: year,
    month: month,
    day: day,
    hour: hour,
    minute: minute,
    second: second
  )
}

/// Full-width forms to ASCII and 年月日时分秒 to y m d h m s.
///
/// True where there was a full-width form.
private func appendHalfWidth(
  _ field: UnsafeBufferPointer<UInt8>,
  to plain: inout [UInt8]
) -> Bool {
  var isWide = false
  let chinese: [Unicode.Scalar: UInt8] = [
    "年": 0x79, "月": 0x6d, "日": 0x64, "时": 0x68, "点": 0x68, "分": 0x6d, "秒": 0x73,
    "\u{3000}": 0x20, "\u{a0}": 0x20,
  ]
  for scalar in String(decoding: field, as: UTF8.self).unicodeScalars {
    if scalar.value < 0x80 {
      plain.append(UInt8(scalar.value))
    } else if (0xff01...0xff5e).contains(scalar.value) {
      plain.append(UInt8(scalar.value - 0xfee0))
      isWide = true
    } else {
      plain.append(chinese[scalar] ?? 0x3f)
    }
  }
  while plain.last == 0x20 { plain.removeLast() }
  return isWide
}
