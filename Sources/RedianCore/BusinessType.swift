/// The hotline's own first-level type of a ticket (业务类型), before any tagging.
///
/// `missing` means that the export has no such column or the cell is empty; `unlisted` that the
/// cell holds a value this list does not know. Raw values are stored in four bits of ``TicketFlags``.
package enum BusinessType: UInt8, Sendable, CaseIterable {
  case missing = 0
  case faultRepair = 1
  case consultation = 2
  case complaint = 3
  case report = 4
  case opinion = 5
  case suggestion = 6
  case praise = 7
  case serviceRequest = 8
  case informationQuery = 9
  case urging = 10
  case general = 11
  case unlisted = 12

  /// The term of the hotline, as exports write it.
  package var chinese: String {
    switch self {
    case .missing: ""
    case .faultRepair: "故障报修"
    case .consultation: "业务咨询"
    case .complaint: "投诉"
    case .report: "举报"
    case .opinion: "意见"
    case .suggestion: "建议"
    case .praise: "表扬"
    case .serviceRequest: "服务申请"
    case .informationQuery: "信息查询"
    case .urging: "催办"
    case .general: "综合业务"
    case .unlisted: "其他"
    }
  }
}
