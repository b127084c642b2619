import Foundation
import RedianClassify
import RedianCore
import RedianIngest
import RedianPipeline
import RedianReport
import RedianStats

/// Every message of the command line: facts come from the parts, the words are here.
enum Words {
  static let noInput = "没有输入文件 (no input). 用法 (usage): redian run FILE..."

  static func missing(_ path: String) -> String { "\(path): 找不到文件 (no such file)" }

  static func unknownEncoding(_ name: String) -> String {
    "--encoding \(name): 未知编码 (unknown encoding); utf-8 | gb18030"
  }

  static func badDelimiter(_ name: String) -> String {
    "--delimiter \(name): 须为 comma, tab, semicolon 或单个字符 (or one character)"
  }

  static func badMapping(_ text: String) -> String {
    "--map \(text): 须为 FIELD=HEADER, 可用字段 (fields):"
  }

  static func model(_ error: ModelError, path: String) -> String {
    switch error {
    case .notAModel: "\(path): 不是 redian 模型 (not a redian model)"
    case .damaged: "\(path): 模型文件已损坏 (the model file is damaged)"
    case .otherTaxonomy:
      "\(path): 模型与分类表不匹配, 请重新训练 (the model was trained for another taxonomy: redian train)"
    }
  }

  /// A mistake in the holiday calendar or in the mapping of units.
  static func settings(_ error: SettingsError, path: String) -> String {
    let reason =
      switch error.reason {
      case .missingColumn(let name): "缺少列 (missing column) \(name)"
      case .badDate(let text): "日期无法识别 (unreadable date) \(text)"
      case .unknownType(let text):
        "未知日类型 (unknown type) \(text); holiday | makeup_workday | workday | saturday | sunday"
      case .emptyUnit: "单位或后继单位为空 (empty unit or successor)"
      case .cycle(let unit): "单位经后继又回到自身 (becomes itself again): \(unit)"
      }
    return "\(path):\(error.line): \(reason)"
  }

  static func missingYears(_ years: [Int]) -> String {
    let list = years.map(String.init).joined(separator: ", ")
    return "节假日历不含 (the holiday calendar does not cover) \(list): --calendar FILE"
  }

  static func rejectRate(_ rejected: Int, _ rows: Int, _ limit: Double) -> String {
    let share = String(format: "%.2f", Double(rejected) / Double(max(rows, 1)) * 100)
    return
      "\(rejected) / \(rows) 行被拒 (rows rejected), \(share)% > \(limit * 100)%; 见 (see) rejects.csv"
  }

  /// One grammar: `file:line:column: reason`.
  static func problem(_ problem: Problem, file: String) -> String {
    let column = problem.column > 0 ? ":\(problem.column)" : ""
    return "\(file):\(problem.line)\(column): \(reason(problem)) [\(problem.code.rawValue)]"
  }

  static func reason(_ problem: Problem) -> String {
    switch problem.code {
    case .unclosedQuote: "引号未闭合 (unclosed quote)"
    case .textAfterQuote: "引号闭合后还有文字 (text after the closing quote)"
    case .recordTooLong: "记录过长 (record too long)"
    case .tooFewFields, .tooManyFields:
      "\(problem.found) 列, 应为 (fields, expected) \(problem.expected)"
    case .damagedBlock: "数据块损坏 (damaged block)"
    case .undecodable: "无法解码 (cannot be decoded)"
    case .repairedQuote: "已修复引号 (quote repaired)"
    case .strayQuote: "文字中有引号 (quote inside a text, kept)"
    case .mixedEncoding: "混用编码, 已识别 (other encoding, decoded)"
    case .invalidText: "含无效字节 (invalid bytes, replaced)"
    case .nulByte: "含 NUL 字节 (NUL byte)"
    case .unterminatedLastRecord: "末行无换行, 文件可能被截断 (no line end, cut off?)"
    case .repeatedHeader: "表头重复 (header repeated)"
    case .totalsLine: "合计行 (totals line)"
    case .titleLine: "标题行 (title line)"
    case .duplicateHeader: "列名重复 (column name repeated)"
    case .unreadableTime: "时间无法识别 (unreadable time)"
    case .missingID: "缺工单编号 (no ticket id)"
    case .damagedID: "编号被电子表格破坏, 请以文本导出 (id destroyed by a spreadsheet)"
    case .missingTime: "缺受理时间 (no acceptance time)"
    case .unknownArea: "城乡类别未知 (unknown area)"
    }
  }

  /// The message, a hint and the exit status of a run that could not be made.
  static func describe(_ error: RunError) -> (message: String, hint: String?, ExitStatus) {
    switch error {
    case .ingest(let error): describe(error)
    case .notConserved(let path, let counts, let bytes):
      (
        "\(path): 字节不守恒 (bytes do not add up): \(counts.sum) != \(bytes)",
        "这是 redian 的缺陷 (a defect of redian)", .internalError
      )
    case .noTickets:
      ("没有可用的工单 (no usable ticket): 所有行均被拒或文件只有表头", "redian inspect FILE", .dataUnusable)
    case .summary(.noDatedTicket):
      ("没有可识别的受理时间 (no readable acceptance time)", "--map accept_time=列名", .dataUnusable)
    case .summary(.outsideData(let period, let from, let to)):
      (
        "\(period.label): 数据范围 (the data span) \(from) - \(to)", "--period all",
        .dataUnusable
      )
    }
  }

  static func describe(_ error: IngestError) -> (message: String, hint: String?, ExitStatus) {
    switch error {
    case .missing(let path): return (missing(path), nil, .inputMissing)
    case .isFolder(let path):
      return ("\(path): 是文件夹 (is a folder)", "\(path)/*.csv", .inputMissing)
    case .unreadable(let path, let code):
      return (
        "\(path): 无法读取 (cannot be read): \(String(cString: strerror(code)))", nil, .inputMissing
      )
    case .empty(let path): return ("\(path): 空文件 (empty file)", nil, .dataUnusable)
    case .notText(let path, let kind):
      return ("\(path): 不是 CSV 文本 (not CSV text): \(kind)", notTextHint(kind), .dataUnusable)
    case .noHeader(let path, let best):
      let seen = best.isEmpty ? "" : ": " + best.prefix(8).joined(separator: " | ")
      return (
        "\(path): 找不到表头 (no header found)\(seen)",
        "--map content=列名 --map ticket_id=列名, redian inspect FILE", .dataUnusable
      )
    case .changed(let path):
      return ("\(path): 读取时文件有变化 (changed while being read)", nil, .tryAgain)
    case .broken(let path, let byte, let expected, let found):
      return (
        "\(path): 字节 (byte) \(byte): 记录数不一致 (records) \(expected) != \(found)",
        "这是 redian 的缺陷 (a defect of redian)", .internalError
      )
    }
  }

  private static func notTextHint(_ kind: String) -> String? {
    switch kind {
    case "xlsx", "xls": "请另存为 CSV UTF-8 (save it as CSV UTF-8)"
    case "gzip": "zcat FILE | redian run -"
    case "zstd": "zstdcat FILE | redian run -"
    case "utf-16": "iconv -f utf-16 -t utf-8 FILE | redian run -"
    default: nil
    }
  }
}

extension ReportError {
  /// What happened, in words.
  var message: String {
    switch self {
    case .cannotCreate(let path, let code):
      "\(path): 无法写入报告文件夹 (reports folder not writable): \(String(cString: strerror(code)))"
    case .cannotWrite(let path, let code):
      "\(path): 写入失败 (writing failed): \(String(cString: strerror(code)))"
    case .workbook(let path, let code): "\(path): 工作簿写入失败 (workbook): \(code)"
    }
  }

  var exitStatus: ExitStatus {
    if case .cannotCreate = self { return .outputNotWritable }
    return .inputOutput
  }
}
