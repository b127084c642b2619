import RedianCore

/// Composes a ticket's text and the customer's address from the ticket's own seed.
struct TextWriter {
  private(set) var text = ByteText()

  /// Writes the accepted content into `text`.
  mutating func compose(_ sentences: [Sentence], seed: UInt64, caller: Int) {
    var random = Random(seed: seed)
    text.bytes.removeAll(keepingCapacity: true)
    let sentence = random.pick(sentences)
    if sentence.isFormal { text.add(random.pick(Self.openings)) }
    for piece in sentence.pieces { add(piece, &random, caller: caller) }
    if !sentence.isFormal { return }
    addDetails(&random, caller: caller)
    text.add(random.pick(Self.endings))
  }

  /// Writes a household's address into `text`; the same for every ticket of a caller.
  mutating func composeAddress(caller: Int, station: [UInt8]) {
    var random = Random(seed: UInt64(caller))
    text.bytes.removeAll(keepingCapacity: true)
    text.add(station.dropLast(9))
    text.add(random.pick(Self.places))
    text.add(number: random.between(1, 40))
    text.add("号楼")
    text.add(number: random.between(1, 4))
    text.add(random.chance(200) ? "单元,靠北门," : "单元")
    text.add(number: random.between(1, 30) * 100 + random.between(1, 4))
    text.add("室")
  }

  private mutating func addDetails(_ random: inout Random, caller: Int) {
    let draw = random.below(100)
    if draw < 14 {
      text.add("户号")
      add(.account, &random, caller: caller)
      text.add("，")
    } else if draw < 22 {
      text.add("联系电话")
      add(.phone, &random, caller: caller)
      text.add("，")
    } else if draw < 25 {
      text.add("\n备注:客户称\"尽快处理\",可随时联系。\n")
    } else if draw < 27 {
      text.add("客户原话\"再不来人就一直打\"，")
    } else if draw < 30 {
      text.add("经系统查询,无停电信息,")
    } else if draw < 65 {
      text.add(random.pick(Self.explanations))
    }
  }

  private mutating func add(_ piece: Piece, _ random: inout Random, caller: Int) {
    switch piece {
    case .fixed(let bytes): text.add(bytes)
    case .place: text.add(random.pick(Self.places))
    case .time: text.add(random.pick(Self.times))
    case .number: text.add(number: random.between(2, 9))
    case .money: text.add(number: random.between(60, 2_900))
    case .account: text.add(number: accountNumber(caller), width: 10)
    case .phone: text.add(number: phoneNumber(caller), width: 11)
    }
  }
}

/// Ten digits; no two callers share one.
func accountNumber(_ caller: Int) -> Int { 4_100_000_000 + caller * 37 }

/// Eleven digits of the number range 199 00..., which the sample invents.
func phoneNumber(_ caller: Int) -> Int { 19_900_000_000 + caller * 13 }

extension TextWriter {
  private static func bank(_ list: [String]) -> [[UInt8]] { list.map { Array($0.utf8) } }

  static let openings = bank([
    "客户来电反映，", "客户来电反映：", "客户反映", "客户来电称，", "用户来电表示，", "来电人反映，",
    "【客户诉求】客户反映，", "客户来电，", "12345转办：市民反映，", "用户称", "【投诉】客户反映，", "客户诉，",
    "【意见】客户来电表示，", "网上国网客户留言：", "客户再次来电反映，",
  ])
  static let endings = bank([
    "请核实处理。", "请尽快核实处理。", "请相关部门核实处理并尽快回复客户。", "请尽快处理。", "请供电所核实处理。",
    "请尽快联系客户核实处理。", "客户要求尽快答复，请核实处理。", "望核实，谢谢。", "请核查后回复客户。", "请派单核实。", "",
  ])
  static let explanations = bank([
    "坐席已解释，客户不认可，", "坐席已安抚客户，客户表示不满，", "坐席已告知会有工作人员联系，", "客户要求今天内回复，",
    "经查询系统无停电信息，", "客户情绪较激动，", "客户表示可以接受正常流程，", "坐席已核对户名与地址无误，",
    "客户要求有人上门查看，", "客户家中有老人和小孩，", "客户方便接听电话的时间为下午，",
  ])
  static let places = bank([
    "阳光花园", "锦绣小区", "和谐家园", "翠竹苑", "东风路", "建设街", "幸福里小区", "金桂华庭", "李家庄", "王家湾村",
    "小河村三组", "柳树屯", "南门市场", "工业园二期", "商贸城", "老干部家属院", "安置小区", "滨河新村", "五星村", "红旗二社",
    "学苑公寓", "丰收村", "桥头街", "石榴园", "月亮湾", "凤凰城", "惠民小区", "大槐树村", "西河沿", "机械厂宿舍",
  ])
  static let times = bank([
    "今天早上8点", "昨天晚上7点多", "今天中午", "昨晚", "上午10点左右", "前天下午", "凌晨2点", "上周三", "本月5日", "今天下午3点",
    "刚才", "傍晚6点半", "昨天", "上个月", "国庆期间", "周末", "早上六点", "昨晚11点",
  ])
}
