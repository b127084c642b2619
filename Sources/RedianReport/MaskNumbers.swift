/// A run of digits in a text.
private struct Run {
  let range: Range<Int>
  let digits: [UInt32]
  var count: Int { digits.count }

  /// A mainland mobile number: 11 digits from 13 to 19.
  var isMobile: Bool { count == 11 && digits[0] == 1 && digits[1] >= 3 }

  /// The number that some digits spell.
  func value(_ part: Range<Int>) -> UInt32 { digits[part].reduce(0) { $0 * 10 + $1 } }

  /// True where the digits begin with a day written with a year of two or four digits.
  func beginsWithDay(yearDigits: Int) -> Bool {
    guard count >= yearDigits + 4 else { return false }
    if yearDigits == 4 && !(1990...2099).contains(value(0..<4)) { return false }
    return (1...12).contains(value(yearDigits..<(yearDigits + 2)))
      && (1...31).contains(value((yearDigits + 2)..<(yearDigits + 4)))
  }
}

private let accountWords = Words(
  "户号 用户号 客户号 户号码 用户编号 客户编号 户头号 表号 电表号 表计号 电能表号 资产编号 资产号 账号 帐号 卡号 "
    + "身份证 身份证号 身份证号码 证件号 证件号码 工号 车牌号 微信号 QQ号"
)
private let ticketWords = Words("工单 工单号 工单编号 工单编码 单号 受理编号 流水号 业务编号")
private let unitWords = Words("元 万 度 千 块 户 米 kWh kwh KWH kW kw kV V 伏 瓦 安 台 % 公里 平方")
private let joins = Set("：:为是=＝#（(【[ \u{3000}\"'".unicodeScalars)
private let listMarks = Set("、,，和及与/;； ".unicodeScalars)
private let gaps = Set("- \u{2010}\u{2013}\u{3000}".unicodeScalars)

/// Hides telephone, account and id-card numbers; see ``Mask``.
func hideNumbers(_ letters: inout [Unicode.Scalar]) {
  let original = letters
  let runs = runs(original)
  var lastAccount: Int?
  var index = 0
  while index < runs.count {
    if let length = hidePhone(&letters, runs, index, original) {
      index += length
      continue
    }
    let run = runs[index]
    let isListed =
      lastAccount.map { end in
        run.count >= 8 && original[end..<run.range.lowerBound].allSatisfy(listMarks.contains)
      } ?? false
    let kind = kind(run, original, isListed: isListed)
    lastAccount = kind.isAccount ? run.range.upperBound : nil
    if let keep = kind.keep { hide(&letters, run.range, first: keep.first, last: keep.last) }
    index += 1
  }
}

private func runs(_ letters: [Unicode.Scalar]) -> [Run] {
  var runs: [Run] = []
  var start = 0
  var digits: [UInt32] = []
  for index in 0...letters.count {
    if index < letters.count, let digit = letters[index].digit {
      if digits.isEmpty { start = index }
      digits.append(digit)
    } else if !digits.isEmpty {
      runs.append(Run(range: start..<index, digits: digits))
      digits = []
    }
  }
  return runs
}

/// Hides a telephone number written in groups, such as `138 1234 5678` or `0571-87654321`.
///
/// - Returns: how many runs it took, or nil where none begins here.
private func hidePhone(
  _ letters: inout [Unicode.Scalar],
  _ runs: [Run],
  _ index: Int,
  _ original: [Unicode.Scalar]
) -> Int? {
  var group = [runs[index]]
  while group.count < 3, index + group.count < runs.count {
    let next = runs[index + group.count]
    let end = group[group.count - 1].range.upperBound
    let gap = original[end..<next.range.lowerBound]
    let isClosed = gap.count == 1 && (gap.first == ")" || gap.first == "）")
    guard gap.count == 1, isClosed || gap.allSatisfy(gaps.contains) else { break }
    group.append(next)
  }
  for length in stride(from: group.count, through: 2, by: -1) {
    let part = group.prefix(length)
    let digits = part.flatMap(\.digits)
    let sizes = part.map(\.count)
    let places = part.flatMap { Array($0.range) }
    if [[3, 4, 4], [3, 8], [7, 4]].contains(sizes), digits[0] == 1, digits[1] >= 3 {
      for place in places[3..<7] { letters[place] = "*" }
      return length
    }
    if length == 2, digits[0] == 0, (3...4).contains(sizes[0]), (7...8).contains(sizes[1]) {
      for place in places[sizes[0]..<(digits.count - 4)] { letters[place] = "*" }
      return length
    }
  }
  return nil
}

/// What a run of digits is, and how many of its first and last digits stay.
///
/// `keep` is nil where the run stays as it is.
private func kind(
  _ run: Run,
  _ text: [Unicode.Scalar],
  isListed: Bool
) -> (keep: (first: Int, last: Int)?, isAccount: Bool) {
  if run.isMobile { return ((3, 4), false) }
  var end = run.range.lowerBound
  while end > 0, joins.contains(text[end - 1]) { end -= 1 }
  if ticketWords.end(in: text, before: end) && run.count >= 6 { return (nil, false) }
  if accountWords.end(in: text, before: end) || isListed {
    let keep = run.count >= 15 ? (4, 4) : run.count >= 8 ? (2, 3) : (0, 0)
    return (run.count >= 3 ? keep : nil, true)
  }
  if run.count < 7 || isAmount(run, text) { return (nil, false) }
  let next = run.range.upperBound < text.count ? text[run.range.upperBound] : " "
  switch run.count {
  case 7: return ((0, 4), false)
  case 8: return (run.beginsWithDay(yearDigits: 4) ? nil : (0, 4), false)
  case 11,
    12 where run.digits[0] == 0:
    return ((4, 4), false)
  case 12 where run.beginsWithDay(yearDigits: 2): return (nil, false)
  case 13 where run.digits.starts(with: [8, 6, 1]): return ((5, 4), false)
  case 14 where run.beginsWithDay(yearDigits: 4): return (nil, false)
  case 16 where run.beginsWithDay(yearDigits: 4) || run.digits.starts(with: [2, 0, 1]):
    return (nil, false)
  case 15: return ((6, 3), false)
  case 17 where next == "X" || next == "x" || next == "Ｘ": return ((6, 3), false)
  case 18: return ((6, 4), false)
  default: return ((2, 3), true)
  }
}

/// True for a figure with a unit, a currency sign or decimals.
private func isAmount(_ run: Run, _ text: [Unicode.Scalar]) -> Bool {
  let (start, end) = (run.range.lowerBound, run.range.upperBound)
  guard run.count <= 10 else { return false }
  if unitWords.length(in: text, at: end) != nil { return true }
  if start > 0, "¥￥$".unicodeScalars.contains(text[start - 1]) { return true }
  if start > 1, text[start - 1] == ".", text[start - 2].digit != nil { return true }
  return end + 1 < text.count && text[end] == "." && text[end + 1].digit != nil
}

private func hide(
  _ letters: inout [Unicode.Scalar],
  _ range: Range<Int>,
  first: Int,
  last: Int
) {
  for place in (range.lowerBound + first)..<(range.upperBound - last) { letters[place] = "*" }
}
