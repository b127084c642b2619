import RedianIngest
import RedianStats

/// Messages about arrivals and customers.
extension Words {
  static func describe(_ error: CustomerFileError) -> (message: String, hint: String?, ExitStatus) {
    switch error {
    case .unreadable(let error): return describe(error)
    case .noHeader(let path):
      return (
        "\(path): 首行须有 unit 与 customers 两列 (the first row must name unit and customers)",
        "单位,客户数", .configuration
      )
    case .shortRow(let path, let line):
      return ("\(path):\(line): 缺列 (cells missing)", nil, .configuration)
    case .notANumber(let path, let line, let value):
      return (
        "\(path):\(line): 客户数须为正整数 (customers must be a whole number above 0): \(value)", nil,
        .configuration
      )
    case .twice(let path, let line, let unit):
      return ("\(path):\(line): 单位重复 (unit listed twice): \(unit)", nil, .configuration)
    }
  }

  /// What of the customer table could not be used, one line a reason.
  static func customerWarnings(_ rates: CustomerRates) -> [String] {
    func list(_ names: [String]) -> String {
      let more = names.count > 5 ? " … (\(names.count))" : ""
      return names.prefix(5).joined(separator: ", ") + more
    }
    var lines: [String] = []
    if !rates.unmatched.isEmpty {
      lines.append("客户数表中的单位没有工单 (no tickets of these units): \(list(rates.unmatched))")
    }
    if !rates.ambiguous.isEmpty {
      lines.append("单位名称不唯一, 请写 市/县/所 (name the path of these units): \(list(rates.ambiguous))")
    }
    if rates.missing > 0 {
      lines.append("\(rates.missing) 个单位缺客户数 (units without customers in the table)")
    }
    return lines
  }

  static func badStep(_ id: String) -> String {
    "steps: \(id): 须为 dispatch, take 或 restore (must be dispatch, take or restore)"
  }

  static func badEventDay(_ text: String) -> String {
    "event-days: \(text): 须为 2026-10-05 的形式 (must be like 2026-10-05)"
  }
}
