/// Hides personal data in free text: telephone numbers, account and id-card numbers, names, and
/// house numbers; service numbers (95598, 12398, 12345, 96xxx), dates, amounts and ticket ids stay.
struct Mask: Sendable {
  /// Off where the user asked to see the data.
  let isOn: Bool

  func callAsFunction(_ text: String) -> String {
    isOn ? Self.names(Self.numbers(text)) : text
  }

  /// Words before a number that make it an account whatever its length.
  private static let accountWords = ["户号", "用户编号", "客户编号", "户名", "表号", "电表号"]

  /// Digits of 7 and more: mobiles `138****1234`, landlines, id cards, accounts.
  private static func numbers(_ text: String) -> String {
    var result = ""
    var digits = ""
    func flush(next: Character?) {
      guard !digits.isEmpty else { return }
      let isCard = digits.count == 17 && (next == "X" || next == "x")
      result += hidden(digits, after: result, isCard: isCard)
      digits = ""
    }
    for character in text {
      if character.isASCII && character.isNumber {
        digits.append(character)
      } else if character == "-", digits.count >= 3, digits.count <= 4, digits.first == "0" {
        // An area code: kept, with the number behind it masked on its own.
        result += digits + "-"
        digits = ""
      } else {
        flush(next: character)
        result.append(character)
      }
    }
    flush(next: nil)
    return result
  }

  private static func hidden(_ digits: String, after text: String, isCard: Bool) -> String {
    func keep(_ first: Int, _ last: Int) -> String {
      let stars = String(repeating: "*", count: max(digits.count - first - last, 1))
      return digits.prefix(first) + stars + digits.suffix(last)
    }
    let before = String(text.suffix(8))
    if before.contains("工单") { return digits }
    if accountWords.contains(where: before.contains) && digits.count >= 4 { return keep(2, 3) }
    switch digits.count {
    case 11 where digits.first == "1": return keep(3, 4)
    case 11...12 where digits.first == "0": return keep(4, 4)
    case 7: return keep(0, 4)
    case 8 where !isDate(digits): return keep(0, 4)
    case 18: return keep(6, 4)
    case 17 where isCard: return keep(6, 3)
    case 10, 13: return keep(2, 3)
    default: return digits
    }
  }

  private static func isDate(_ digits: String) -> Bool {
    digits.count == 8 && (digits.hasPrefix("19") || digits.hasPrefix("20"))
  }

  /// Words that introduce a name.
  private static let nameWords = ["联系人", "处理人", "报修人", "户主", "姓名", "户名"].map(Array.init)
  private static let titles = ["先生", "女士", "师傅", "经理", "阿姨", "大爷", "小姐"].map(Array.init)
  /// The commonest family names; a title after anything else is no name.
  private static let families = Set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
  )

  /// `联系人张三丰` becomes `联系人张**`, `王建国先生` becomes `王**先生`.
  private static func names(_ text: String) -> String {
    var characters = Array(text)
    func hasWord(_ letters: [Character], at index: Int) -> Bool {
      index >= 0 && index + letters.count <= characters.count
        && characters[index..<(index + letters.count)].elementsEqual(letters)
    }
    func isHan(_ index: Int) -> Bool {
      guard index >= 0, index < characters.count,
        let scalar = characters[index].unicodeScalars.first
      else { return false }
      return (0x4e00...0x9fff).contains(scalar.value)
    }
    for index in characters.indices {
      if let word = nameWords.first(where: { hasWord($0, at: index) }) {
        var start = index + word.count
        if start < characters.count, "：: 为是".contains(characters[start]) { start += 1 }
        guard start < characters.count, families.contains(characters[start]) else { continue }
        for place in (start + 1)..<max(start + 1, min(start + 3, characters.count))
        where isHan(place) && !titles.contains(where: { hasWord($0, at: place) }) {
          characters[place] = "*"
        }
      }
      if titles.contains(where: { hasWord($0, at: index) }) {
        for back in [2, 3] where index - back >= 0 && families.contains(characters[index - back]) {
          for place in (index - back + 1)..<index where isHan(place) { characters[place] = "*" }
          break
        }
      }
    }
    return String(characters)
  }
}
