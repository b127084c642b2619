/// What a house number ends with, wherever it stands.
private let units = Words("幢 栋 单元 号楼 号院 室 弄 号门 门牌")
/// What ends a further part of an address that has begun.
private let furtherUnits = Words("幢 栋 单元 号楼 号院 室 弄 号 楼 层 座 户 门")
/// What stands before a house number `15号`.
private let places = Words("路 街 巷 弄 道 村 庄 里 胡同 园 区 苑 城 镇 乡 湾 屯 堡 坊 寨 墅 社 组 队 厦 广场 公寓 附")
/// Equipment is numbered too: `村3号变压器`, `路12号杆` stay.
private let equipment = Words("线 杆 变 塔 柜 桩 公变 配变 专变 台区 环网 开关 主变 箱变 分支 电缆 馈线 机 表箱")
private let numerals = Set("一二三四五六七八九十百零〇".unicodeScalars)

/// Hides house, building, unit and room numbers: `阳光小区3幢501室` becomes `阳光小区*幢***室`.
func hidePlaces(_ letters: inout [Unicode.Scalar]) {
  let original = letters
  var chainEnd = -1
  var index = 0
  while index < original.count {
    guard isNumber(original[index]) else {
      index += 1
      continue
    }
    let start = index
    while index < original.count, isNumber(original[index]) || isInner(original, index) {
      index += 1
    }
    let range = start..<index
    guard range.count <= 12, let end = houseEnd(original, range, isChained: chainEnd == start)
    else { continue }
    for place in range where original[place] != "-" { letters[place] = "*" }
    chainEnd = end
    index = max(index, end)
  }
}

private func isNumber(_ letter: Unicode.Scalar) -> Bool {
  letter.digit != nil || letter.isLetter || numerals.contains(letter)
}

/// A dash between two numbers, as in `3-2-501`.
private func isInner(_ letters: [Unicode.Scalar], _ index: Int) -> Bool {
  (letters[index] == "-" || letters[index] == "－") && index + 1 < letters.count
    && letters[index + 1].digit != nil
}

/// Where the part of an address with this number ends, or nil where it is no house number.
private func houseEnd(
  _ letters: [Unicode.Scalar],
  _ range: Range<Int>,
  isChained: Bool
) -> Int? {
  let (start, end) = (range.lowerBound, range.upperBound)
  let hasDigit = letters[range].contains { $0.digit != nil }
  let isWord = letters[range].allSatisfy { numerals.contains($0) }
  if isChained {
    if let length = furtherUnits.length(in: letters, at: end) { return end + length }
    return hasDigit && range.count <= 5 ? end : nil
  }
  if !hasDigit && !isWord { return range.count == 1 && starts("座", letters, end) ? end + 1 : nil }
  if let length = units.length(in: letters, at: end) { return end + length }
  guard hasDigit, places.end(in: letters, before: start) else { return nil }
  if starts("号", letters, end) {
    return equipment.length(in: letters, at: end + 1) == nil ? end + 1 : nil
  }
  // `小区3-2-501` without a unit word.
  return letters[range].contains("-") && range.count <= 10 ? end : nil
}

private func starts(_ letter: Unicode.Scalar, _ letters: [Unicode.Scalar], _ index: Int) -> Bool {
  index < letters.count && letters[index] == letter
}
