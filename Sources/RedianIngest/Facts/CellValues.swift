import RedianCore

/// Remembers what a cell's bytes mean: a column of few values is read once per value.
struct Memo<Value> {
  private var names = NameTable()
  private var values: [Value?] = [nil]
  private let read: (String) -> Value

  init(_ read: @escaping (String) -> Value) { self.read = read }

  mutating func callAsFunction(_ cell: UnsafeBufferPointer<UInt8>) -> Value {
    let id = Int(names.intern(Span(_unsafeElements: cell)))
    if id == values.count { values.append(nil) }
    if let known = values[id] { return known }
    let value = read(String(decoding: cell, as: UTF8.self).trimmingBlanks)
    values[id] = value
    return value
  }
}

/// Words and codes of public exports for an area (城乡类别).
func areaType(_ text: String) -> AreaType {
  switch text {
  case "1", "01": return .urban
  case "2", "02": return .rural
  case "3", "03": return .remote
  default: break
  }
  if text.contains("边远") || text.contains("偏远") || text.contains("山区") { return .remote }
  if text.contains("农") || text.contains("乡村") || text.contains("郊") { return .rural }
  if text.contains("城") || text.contains("市区") { return .urban }
  return .unknown
}

/// The first-level business type; sub-types joined by `--` or `/` count by their first part.
func businessType(_ text: String) -> BusinessType {
  if text.isEmpty { return .missing }
  let known = BusinessType.allCases.filter { !$0.chinese.isEmpty && $0 != .unlisted }
  if let exact = known.first(where: { text.hasPrefix($0.chinese) }) { return exact }
  if text.hasPrefix("故障抢修") || text.hasPrefix("报修") || text.hasPrefix("故障") {
    return .faultRepair
  }
  if text.hasPrefix("咨询") { return .consultation }
  return .unlisted
}

/// True where a state says that nothing more will happen to the ticket.
///
/// `待归档` and `未办结` say the contrary: a word counts only without a negation before it.
func isFinalState(_ text: String) -> Bool {
  let words = ["归档", "办结", "作废", "关闭", "取消", "撤销", "抢修完成", "已完成", "已办", "完结"]
  let negations = ["未", "待", "不", "不予", "无法", "没有"]
  return words.contains { word in
    text.ranges(of: word).contains { range in
      let before = text[..<range.lowerBound]
      return !negations.contains { before.hasSuffix($0) }
    }
  }
}

/// True where 是否子单 says yes.
func isYes(_ text: String) -> Bool {
  ["是", "1", "Y", "y", "YES", "Yes", "true", "TRUE", "子单"].contains(text)
}

/// A cell without blanks at both ends and without the wrappings that spreadsheets put round ids:
/// `="0001"`, a leading tab, a leading apostrophe.
func unwrapped(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  var slice = cell[...]
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  while let first = slice.first, isBlank(first) { slice = slice.dropFirst() }
  while let last = slice.last, isBlank(last) { slice = slice.dropLast() }
  if slice.count >= 3, slice.first == 0x3d, slice.last == 0x22,
    slice[slice.startIndex + 1] == 0x22
  {
    slice = slice.dropFirst(2).dropLast()
  } else if slice.first == 0x27 {
    slice = slice.dropFirst()
  }
  return UnsafeBufferPointer(rebasing: slice)
}

/// True where ``unwrapped(_:)`` takes more than blanks from an id; a tab that a CSV reader has left.
func isWrapped(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
  cell.first == 0x27 || cell.first == 0x09
    || (cell.first == 0x3d && unwrapped(cell).count != cell.count)
}

/// Full-width letters, digits and signs (U+FF01...FF5E) as ASCII; everything else as it is.
func halfWidth(_ cell: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var plain: [UInt8] = []
  for scalar in String(decoding: cell, as: UTF8.self).unicodeScalars {
    let isWide = (0xff01...0xff5e).contains(scalar.value)
    appendUTF8(isWide ? scalar.value - 0xfee0 : scalar.value, to: &plain)
  }
  return plain
}

/// True for `2.02411E+15`: a spreadsheet has destroyed the id.
func isScientific(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
  guard id.contains(where: { $0 == 0x45 || $0 == 0x65 }) else { return false }
  let text = String(decoding: id, as: UTF8.self).lowercased()
  let parts = text.split(separator: "e", omittingEmptySubsequences: false)
  guard parts.count == 2, let power = Int(parts[1].drop { $0 == "+" }), power > 5 else {
    return false
  }
  return parts[0].first?.isNumber == true && Double(parts[0]) != nil
}

/// Digits of an account or telephone number, or an empty result for placeholders and short scraps.
///
/// `1234567890.0`, which pandas makes of a column with gaps, is the number before the point.
func callerDigits(_ cell: UnsafeBufferPointer<UInt8>, into digits: inout [UInt8]) {
  digits.removeAll(keepingCapacity: true)
  for byte in cell {
    if byte == 0x2e { break }
    if byte >= 0x30 && byte <= 0x39 { digits.append(byte) }
  }
  if digits.count < 5 || digits.allSatisfy({ $0 == digits[0] }) {
    digits.removeAll(keepingCapacity: true)
  }
}
