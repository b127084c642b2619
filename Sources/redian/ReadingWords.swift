import RedianCore
import RedianIngest

/// Words about how a file is read.
extension Words {
  static func reason(_ reason: EncodingReason) -> String {
    switch reason {
    case .given: "由 --encoding 指定 (given)"
    case .byteOrderMark: "文件以 BOM 开头 (byte-order mark)"
    case .zeroBytes: "每隔一个字节为零 (every other byte is zero)"
    case .ascii: "只有 ASCII (nothing but ASCII)"
    case .validUTF8: "符合 UTF-8 (well-formed UTF-8)"
    case .validGB18030: "不符合 UTF-8, 符合 GB18030 (not UTF-8, valid GB18030)"
    case .mostLines: "部分字节损坏, 取多数行的编码 (some bytes are damaged: that of most lines)"
    }
  }

  static func delimiter(_ delimiter: UInt8) -> String {
    switch delimiter {
    case 0x2c: "逗号 (comma)"
    case 0x09: "制表符 (tab)"
    case 0x3b: "分号 (semicolon)"
    default: String(UnicodeScalar(delimiter))
    }
  }

  static func quoting(_ isOn: Bool) -> String {
    isOn ? "双引号括起文字 (double quotes)" : "无, 引号是文字 (none: quotes are text; --quoting on)"
  }

  /// The times and the place of a ticket: no text, no personal data.
  static func sample(_ ticket: TicketFacts, _ batch: TicketBatch) -> String {
    let place = batch.places[ticket.place]
    let names = [place.city, place.county, place.station].map(batch.names.string)
    let unit = names.filter { !$0.isEmpty }.joined(separator: " / ")
    return """
      \(ticket.key.text(batch.names))  受理 (accepted) \(ticket.accepted)  \
      到达 (arrived) \(ticket.arrived)  \(ticket.flags.businessType.chinese)  \(unit)
      """
  }

  /// The equation of an input: every byte is in exactly one of its terms.
  static func equation(_ counts: InputCounts) -> String {
    let sizes = counts.extents
    return """
      \(counts.rows) 行 (rows), \(counts.rejected) 拒绝 (rejected); \
      \(counts.bytes) 字节 (bytes) = 记录 (records) \(sizes.records) + 拒绝 (rejects) \(sizes.rejects) \
      + 空行 (blank) \(sizes.blank) + 标题 (titles) \(sizes.titles) + BOM \(sizes.mark)
      """
  }
}
