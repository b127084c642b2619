import RedianCore

/// Turns tickets into rows of the export and of the truth file.
struct RowWriter {
  let delimiter: UInt8
  private(set) var rows = ByteText()
  private(set) var truth = ByteText()
  private var texts = TextWriter()
  private var day = DayText()

  init(delimiter: UInt8) { self.delimiter = delimiter }

  mutating func clear() {
    rows.bytes.removeAll(keepingCapacity: true)
    truth.bytes.removeAll(keepingCapacity: true)
  }

  /// Adds a line that belongs to no ticket.
  mutating func add(line: String) {
    rows.add(Array(line.utf8))
    rows.add("\r\n")
  }

  mutating func addTruth(line: String) {
    truth.add(Array(line.utf8))
    truth.add("\r\n")
  }

  mutating func add(_ ticket: Ticket, maker: TicketMaker) {
    let tag = maker.bank.tags[ticket.tag]
    let station = maker.organization.stations[ticket.station]
    rows.add(number: ticket.id, width: 16)
    next(ticket.business.chinese)
    addTypes(ticket, tag)
    texts.compose(maker.bank.sentences[ticket.tag], seed: ticket.textSeed, caller: ticket.caller)
    next(cell: texts.text.bytes)
    addCustomer(ticket, station)
    addOrganization(ticket, station)
    addTimes(ticket)
    addEnd(ticket)
    addTruth(ticket, tag)
  }

  private mutating func next(_ text: String) {
    rows.add(delimiter)
    rows.bytes.append(contentsOf: text.utf8)
  }

  private mutating func next(cell: [UInt8]) {
    rows.add(delimiter)
    rows.add(cell: cell, delimiter: delimiter)
  }

  private mutating func next(plain: [UInt8]) {
    rows.add(delimiter)
    rows.add(plain)
  }

  private mutating func next(_ time: CivilTime, _ layout: TimeLayout) {
    rows.add(delimiter)
    rows.add(time, layout, day: &day)
  }

  private mutating func addTypes(_ ticket: Ticket, _ tag: SampleTag) {
    let kind = Int(ticket.textSeed >> 60)
    let types =
      ticket.business == .faultRepair ? Self.faultTypes[kind] : Self.otherTypes[tag.category]
    let (first, second, third) = types ?? ("其他", "其他", "其他")
    next(first)
    next(second)
    next(third)
  }

  private mutating func addCustomer(_ ticket: Ticket, _ station: Station) {
    let surname = Self.surnames[ticket.caller % Self.surnames.count]
    next(surname)
    rows.add(ticket.caller & 64 == 0 ? "先生" : "女士")
    rows.add(delimiter)
    rows.add(number: phoneNumber(ticket.caller), width: 11)
    rows.add(delimiter)
    if ticket.textSeed & 15 != 0 { rows.add(number: accountNumber(ticket.caller), width: 10) }
    texts.composeAddress(caller: ticket.caller, station: station.name)
    next(cell: texts.text.bytes)
    next(["城市", "农村", "特殊边远地区", ""][ticket.area])
  }

  private mutating func addOrganization(_ ticket: Ticket, _ station: Station) {
    next(plain: station.city)
    next(plain: station.county)
    next(plain: station.name)
    next(plain: station.teams[ticket.caller & 1])
    next(plain: station.feeders[ticket.caller >> 1 & 3])
    next(plain: station.districts[ticket.caller % station.districts.count])
  }

  private mutating func addTimes(_ ticket: Ticket) {
    if ticket.unreadable {
      next(Self.damagedTimes[Int(ticket.textSeed >> 62)])
    } else {
      next(ticket.accepted, ticket.layout)
    }
    next(ticket.hungUp, ticket.layout)
    next(ticket.dispatched, ticket.layout)
    next(ticket.taken, ticket.layout)
    next(ticket.arrived, ticket.layout)
    next(ticket.restored, ticket.layout)
    next(ticket.archived, ticket.layout)
  }

  private mutating func addEnd(_ ticket: Ticket) {
    rows.add(delimiter)
    if ticket.mainID != 0 { rows.add(number: ticket.mainID, width: 16) }
    rows.add(delimiter)
    if ticket.archived.isMissing {
      rows.add("处理中")
      rows.add(delimiter)
    } else {
      rows.add("已归档")
      rows.add(delimiter)
      rows.add(Self.results[Int(ticket.textSeed >> 58 & 3)])
    }
    rows.add("\r\n")
  }

  private mutating func addTruth(_ ticket: Ticket, _ tag: SampleTag) {
    truth.add(number: ticket.id, width: 16)
    truth.add(UInt8(ascii: ","))
    truth.bytes.append(contentsOf: tag.category.utf8)
    truth.add(UInt8(ascii: ","))
    truth.bytes.append(contentsOf: tag.caseID.utf8)
    truth.add(UInt8(ascii: ","))
    truth.bytes.append(contentsOf: ["urban", "rural", "remote", "unknown"][ticket.area].utf8)
    truth.add(UInt8(ascii: ","))
    truth.add(ticket.arrival.name)
    truth.add(ticket.isUpdate ? ",1" : ",0")
    truth.add(ticket.inHotspot ? ",1\r\n" : ",0\r\n")
  }

  static let truthHeader = "ticket_id,category,case,area,arrival,is_update,in_hotspot"
}

extension RowWriter {
  private static let surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "䶮"]
  private static let damagedTimes = ["0000-00-00 00:00:00", "—", "2026-13-45 25:61:00", "NULL"]
  private static let results: [[UInt8]] = [
    "已现场处理，恢复供电，客户认可。", "已联系客户解释说明，客户表示理解。", "经核实情况属实，已整改并向客户致歉，客户满意。",
    "已按规定办理完毕，已回复客户。",
  ].map { Array($0.utf8) }
  private static let faultTypes: [(String, String, String)] = {
    let low = [("低压故障", "低压线路", "线路断线"), ("低压故障", "进户装置", "接户线烧断")]
    let meter = [("计量故障", "计量表计", "表计烧坏"), ("低压故障", "低压设备", "塑壳断路器")]
    let high = [("高压故障", "架空线路", "跌落保险熔断"), ("电能质量故障", "电压偏低", "季节性低电压")]
    let inner = [("客户内部故障", "居民客户内部故障", "漏保跳闸"), ("非电力故障", "无故障", "无故障")]
    return low + low + meter + low + high + inner + low + meter
  }()
  private static let otherTypes: [String: (String, String, String)] = [
    "fault-repair": ("停送电问题", "抢修服务", "抢修服务"),
    "fee-collection": ("营业问题", "电费电价", "电费"),
    "business-environment": ("营业问题", "业扩报装", "业务办理"),
    "metering": ("营业问题", "电能计量", "计量装置"),
    "business-hall": ("服务问题", "营业厅服务", "营业厅人员服务"),
    "ev-charging": ("营业问题", "业扩报装", "充电桩报装"),
    "grid-construction": ("电网建设", "供电设施", "施工管理"),
    "gov-enterprise": ("营业问题", "电价政策", "市场化交易"),
    "communication": ("服务问题", "服务行为", "人员服务规范"),
  ]
}
