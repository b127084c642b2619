/// The columns of an export that redian knows, whatever their header.
///
/// The raw value is the name used in `--map FIELD=HEADER` and in messages.
package enum TicketField: String, Sendable, CaseIterable {
  case ticketID = "ticket_id"
  case mainTicketID = "main_ticket_id"
  case isChild = "is_child"
  case businessType = "biz_type"
  case hangupTime = "hangup_time"
  case acceptTime = "accept_time"
  case dispatchTime = "dispatch_time"
  case takeTime = "take_time"
  case arriveTime = "arrive_time"
  case restoreTime = "restore_time"
  case archiveTime = "archive_time"
  case state
  case areaType = "area_type"
  case content
  case city
  case county
  case station
  case team
  case district = "transformer_area"
  case customerNumber = "customer_no"
  case phone
  case address
  // Known, so that they are not taken for something else; not read.
  case handleResult = "handle_result"
  case callback
  case customerName = "customer_name"
  case contact
  case typeOne = "type_l1"
  case typeTwo = "type_l2"
  case typeThree = "type_l3"
  case feeder
  case nationalTicketID = "national_ticket_id"
  case channel

  /// Headers of this field, best first (families of public exports; compared after
  /// ``normalizedHeader(_:)``).
  package var aliases: [String] { Self.table[self] ?? [] }

  /// True where another column in this field's place would give other figures.
  var decidesFigures: Bool {
    switch self {
    case .ticketID, .mainTicketID, .isChild, .businessType, .hangupTime, .acceptTime, .arriveTime,
      .dispatchTime, .takeTime, .restoreTime, .archiveTime, .state, .areaType, .content, .city,
      .county, .station, .team:
      true
    default: false
    }
  }

  private static let table: [TicketField: [String]] = [
    .ticketID: words(
      "工单编号 工单号 95598工单编号 工作单号 故障单号 报障单号 申请编号 12345工单编号 gdbh qxdbh gdh WorkOrderNo KFGZDBS APP_NO 编号 ID"
    ),
    .nationalTicketID: words("国网工单编号 国网工单号 总部工单号 GWGDBH gwgdh"),
    .mainTicketID: words("主单编号 关联主单 母单编号 ZDBH"),
    .isChild: words("是否子单 是否合并 SFZD"),
    .businessType: words(
      "业务类型 业务类别 诉求类别 工单类型 BUSI_TYPE_CODE WKST_BUSI_TYPE_CODE ywlx YWLBDM sqlb SourceType GZLX"
    ),
    .typeOne: words("一级分类 业务一级分类 故障大类 故障一级分类 yjfl gzyj GZDL"),
    .typeTwo: words("二级分类 故障小类1 ejfl gzej GZXLY"),
    .typeThree: words("三级分类 业务子类 故障小类2 gzsj ywzl GZXLE"),
    .hangupTime: words("挂机时间 挂断时间 gjsj"),
    .acceptTime: words(
      "受理时间 来电时间 报修时间 诉求时间 接单登记时间 SLSJ ACCEPT_TIME HANDLE_TIME sendTime 故障时间 FaultTime REQ_BEGIN_DATE"
    ),
    .dispatchTime: words("派单时间 派工时间 派发时间 下派时间 通知抢修时间 工单派工时间 PDSJ PGSJ"),
    .takeTime: words("接单时间 接派单时间 JDSJ"),
    .arriveTime: words("到达现场时间 到达时间 记录到达时间 到场时间 DDXCSJ"),
    .restoreTime: words("修复时间 记录修复时间 抢修完成时间 恢复送电时间 QXWCSJ xfwcsj"),
    .archiveTime: words("归档时间 办结时间 GDSJ"),
    .state: words("工单状态 抢修单状态 工作单状态 GDZT GDZTDM qxdzt APPZT"),
    .areaType: words(
      "城乡类别 城农网标志 现场分类 故障区域分类 供电区域 URBAN_RURAL_FLAG XCFL sfnc FaultSiteType"
    ),
    .content: words(
      "受理内容 故障描述 来电内容 诉求内容 报障描述 工单内容 市民诉求 客户诉求 ACCEPT_CONTENT slnr gzms LDNR content text 内容"
    ),
    .handleResult: words(
      "处理结果 处理情况 处理意见 回单内容 工单回复内容 回复内容 办理结果 抢修现场记录 HANDLE_OPINION cljg CLQK CLYJ QXXCJL"
    ),
    .callback: words("回访内容 客户意见 是否回访 回访满意度 hfnr khyj HFBZ"),
    .city: words("所属地市 地市 所属单位 SSDS CITY_ORG_NO ssdw"),
    .county: words(
      "工单单位 供电单位 所属区县 所属辖区 区县 接单单位 处理部门 单位 GDDW ORG_NO ssxq jddw clbm"
    ),
    .station: words("供电所名称 供电所 gdsmc"),
    .team: words("抢修队伍 抢修班组 接单班组 班组 QXBZ jdbz"),
    .feeder: words("所属线路 所属馈线 SSXL kxmc"),
    .district: words("所属台区 台区名称 台区编号 SSTQ tqmc tqbh"),
    .customerNumber: words(
      "用户编号 户号 客户编号 户号(回填) CUST_NO CONS_NO YHBH KHBHHT AmmeterAccountNum"
    ),
    .customerName: words("用户名称 户名 客户姓名 客户名称 yhmc hm KHXM UserName"),
    .contact: words("联系人 报修人 LXR bxr"),
    .phone: words(
      "联系电话 联系人电话 来电号码 主叫号码 联系方式 电话号码 CALLING_NO LXDH LDHM PhoneNumber ContactPhone COMM_NO"
    ),
    .address: words("故障地址 用电地址 联系地址 地址 GZDZ gzaddr YHDZ LXDZ FaultAddr ELEC_ADDR"),
    .channel: words("工单来源 来源 服务来源 受理渠道 GDLY ly FWLY"),
  ]

  private static func words(_ list: String) -> [String] {
    list.split(separator: " ").map { normalizedHeader(String($0)) }
  }
}

/// A header without blanks, dashes, colons and brackets, in lower case and half width.
///
/// Of a cell too long for a header the beginning stands for it.
package func normalizedHeader(_ header: String) -> String {
  var scalars: [Unicode.Scalar] = []
  for scalar in header.unicodeScalars.prefix(longestHeader) {
    let value = (0xff01...0xff5e).contains(scalar.value) ? scalar.value - 0xfee0 : scalar.value
    guard let plain = Unicode.Scalar(value), !ignoredInHeaders.contains(plain) else { continue }
    scalars += plain.properties.lowercaseMapping.unicodeScalars
  }
  var result = String.UnicodeScalarView()
  result.append(contentsOf: scalars)
  return String(result)
}

/// Characters of a header that are told apart.
private let longestHeader = 200

private let ignoredInHeaders = Set(" \t\r\n\u{3000}\u{a0}\u{feff}_-—:()[]【】\"'*".unicodeScalars)
