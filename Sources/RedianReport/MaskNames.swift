/// Words behind which a name stands.
private let labels = Words(
  "联系人 处理人 报修人 来电人 反映人 投诉人 举报人 申请人 经办人 负责人 受理人 接单人 值班员 户主 姓名 户名 户主姓名 "
    + "客户姓名 用户姓名 房东 租户 村民 业主 电工 客户经理 台区经理 网格员 抄表员 我叫 名叫 我是 抢修人员 工作人员"
)
private let titles = Words(
  "先生 女士 小姐 师傅 经理 阿姨 大爷 大妈 大姐 大叔 老师 主任 所长 班长 书记 同志 队长 老板"
)
/// The commonest family names, and those of two characters.
private let families = Set(
  ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    + "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    + "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜"
    + "冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮"
    + "粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭"
    + "况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由").unicodeScalars
)
private let doubleFamilies = Words(
  "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 百里 南宫 西门"
)
/// Characters that no given name beside a title holds: they belong to an office or a sentence.
private let offices = Set("电供所站部门班组工客户抢修服务业营厅管区片维人公司的了在与给对请找位该此这那是有没".unicodeScalars)
/// What follows a name in a sentence, or a label without a name.
private let verbs = Set("反称电说来表要未已不无的在，。且并于联同认".unicodeScalars)
private let colons = Set("：:=＝".unicodeScalars)
private let blanks = Set(" \u{3000}\t".unicodeScalars)

/// Hides given names: `联系人张三丰` becomes `联系人张**`, `王建国先生` becomes `王**先生`.
func hideNames(_ letters: inout [Unicode.Scalar]) {
  let original = letters
  var index = 0
  while index < original.count {
    if titles.length(in: original, at: index) != nil { hideBefore(&letters, original, index) }
    if let length = labels.length(in: original, at: index) {
      hideBehind(&letters, original, index + length)
      index += length
    } else {
      index += 1
    }
  }
}

/// The name that ends where a title begins: the longest that starts with a family name.
private func hideBefore(
  _ letters: inout [Unicode.Scalar],
  _ original: [Unicode.Scalar],
  _ end: Int
) {
  for size in [4, 3, 2] where end - size >= 0 {
    let start = end - size
    let family = doubleFamilies.length(in: original, at: start) ?? 1
    if size == 4 && family == 1 { continue }
    if family == 1 && !families.contains(original[start]) { continue }
    let given = (start + family)..<end
    guard !given.isEmpty, original[given].allSatisfy({ $0.isHan && !offices.contains($0) })
    else { continue }
    for place in given { letters[place] = "*" }
    return
  }
}

/// The name behind a label: after a colon any short run, else one that starts with a family name.
private func hideBehind(
  _ letters: inout [Unicode.Scalar],
  _ original: [Unicode.Scalar],
  _ labelEnd: Int
) {
  var start = labelEnd
  var hasColon = false
  while start < original.count {
    if colons.contains(original[start]) {
      hasColon = true
    } else if !blanks.contains(original[start]) {
      break
    }
    start += 1
  }
  if start < original.count, "为是叫".unicodeScalars.contains(original[start]) { start += 1 }
  var end = start
  while end < original.count, original[end].isHan { end += 1 }
  guard end - start >= 2, !verbs.contains(original[start]) else { return }
  let family = doubleFamilies.length(in: original, at: start) ?? 1
  guard family == 2 || families.contains(original[start]) || (hasColon && end - start <= 4)
  else { return }
  let limit = hasColon && end - start <= 4 ? end : min(end, start + family + 2)
  for place in (start + family)..<limit {
    if titles.length(in: original, at: place) != nil { return }
    if place > start + family && verbs.contains(original[place]) { return }
    letters[place] = "*"
  }
}

/// Hides the cells of a raw row that are nothing but a name of two to four characters.
func hideNameCells(_ letters: inout [Unicode.Scalar]) {
  let marks = Set(",\t;|\"'\r\n，".unicodeScalars)
  var start = 0
  for index in 0...letters.count where index == letters.count || marks.contains(letters[index]) {
    let cell = start..<index
    let family = doubleFamilies.length(in: letters, at: start) ?? 1
    if (2...(family + 2)).contains(cell.count), letters[cell].allSatisfy(\.isHan),
      family == 2 || families.contains(letters[start])
    {
      for place in (start + family)..<index { letters[place] = "*" }
    }
    start = index + 1
  }
}
