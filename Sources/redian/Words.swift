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
    "--encoding \(name): 未知编码 (unknown encoding); utf-8 | gb18030 | utf-16le | utf-16be | iconv -l"
  }

  static func badDialect(_ path: String, _ error: any Error) -> String {
    var reason = "\(error)"
    if case DecodingError.typeMismatch(_, let context) = error {
      let key = context.codingPath.map(\.stringValue).joined(separator: ".")
      reason = "\(key): \(context.debugDescription)"
    }
    return "\(path): 不是方言描述 (not a dialect in JSON): \(reason)"
  }

  static func isFolder(_ path: String) -> String {
    "\(path): 是文件夹 (is a folder)"
  }

  static func outputIsInput(_ path: String) -> String {
    "\(path): 输出不能覆盖输入 (the output is one of the inputs)"
  }

  static func inputInRejects(_ path: String) -> String {
    "\(path): 输入在 --rejects 文件夹中, 会被覆盖, 请另选文件夹 (would be overwritten: another folder for --rejects)"
  }

  static func outputIsPlain(_ path: String) -> String {
    "\(path): 输出不压缩, 请去掉扩展名或用管道 (outputs are not compressed: another name, or | gzip > \(path))"
  }

  static func badDelimiter(_ name: String) -> String {
    "--delimiter \(name): 须为 comma, tab, semicolon 或单个字符 (or one character)"
  }

  static func badMapping(_ text: String) -> String {
    "--map \(text): 须为 FIELD=HEADER, 可用字段 (fields):"
  }

  static func mappedTwice(_ header: String, _ fields: [String]) -> String {
    let names = fields.joined(separator: ", ")
    return "--map: 一列不能作两个字段 (one column for two fields): \(header): \(names)"
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

  static func missingYears(_ years: String) -> String {
    "节假日历不含 (the holiday calendar does not cover) \(years): --calendar FILE"
  }

  static func rejectRate(_ rejected: Int, _ rows: Int, _ limit: Double) -> String {
    let share = String(format: "%.2f", Double(rejected) / Double(max(rows, 1)) * 100)
    return
      "\(rejected) / \(rows) 行被拒 (rows rejected), \(share)% > \(limit * 100)%"
  }

  /// One grammar: `file:line:column: reason [code]`.
  static func problem(_ problem: Problem, file: String) -> String {
    let column = problem.column > 0 ? ":\(problem.column)" : ""
    let reason = "\(problem.reason(.zh)) (\(problem.reason(.en)))"
    return "\(file):\(problem.line)\(column): \(reason) [\(problem.code.rawValue)]"
  }

  /// What to do about a problem, on a line of its own; nothing where nothing has to be done.
  static func hint(_ code: ProblemCode) -> String? {
    let chinese = code.hint(.zh)
    return chinese.isEmpty ? nil : "  提示 (hint): \(chinese) (\(code.hint(.en)))"
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
    case .otherColumns(let path, let first):
      (
        "\(path): 列与首个文件不同 (other columns than \(first))",
        "逐个文件运行 (one run for each file)", .dataUnusable
      )
    case .outputClosed: ("输出已关闭 (the output is closed)", nil, .inputOutput)
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
      return (isFolder(path), "\(path)/*.csv", .inputMissing)
    case .unreadable(let path, let code):
      return (
        "\(path): 无法读取 (cannot be read): \(String(cString: strerror(code)))", nil, .inputMissing
      )
    case .empty(let path): return ("\(path): 空文件 (empty file)", nil, .dataUnusable)
    case .notText(let path, let kind):
      return ("\(path): 不是 CSV 文本 (not CSV text): \(kind)", notTextHint(kind), .dataUnusable)
    case .truncatedArchive(let path, let byte):
      return (
        "\(path): 压缩文件不完整 (archive cut off) @ \(byte)", "重新传输 (transfer it again)", .dataUnusable
      )
    case .damagedArchive(let path, let byte):
      return (
        "\(path): 压缩文件已损坏 (archive damaged) @ \(byte)", "gzip -t FILE / zstd -t FILE", .dataUnusable
      )
    case .noContent(let path, let line, let unknown):
      let named = unknown.isEmpty ? "" : ", 也没有 --map 所指的列 (nor one that --map names): “\(unknown)”"
      return (
        "\(path):\(line): 没有受理内容列 (no column of texts)" + named,
        "--map content=列名, redian inspect FILE", .dataUnusable
      )
    case .ambiguousHeader(let path, let line, let header, let columns):
      let list = columns.map(String.init).joined(separator: ", ")
      return (
        "\(path):\(line): 列名重复, 不知取哪一列 (same name, which one?): \(header), 列 (columns) \(list)",
        "--map FIELD=\(header)_2", .dataUnusable
      )
    case .noHeader(let path, let best):
      let seen = best.isEmpty ? "" : ": " + best.prefix(8).joined(separator: " | ")
      return (
        "\(path): 找不到表头 (no header found)\(seen)",
        "--map content=列名 --map ticket_id=列名, redian inspect FILE", .dataUnusable
      )
    case .changed(let path):
      return (
        "\(path): 读取时文件有变化 (changed while being read)",
        "写完后再运行 (run again when it is written)", .tryAgain
      )
    case .damagedRow(let path, let problem):
      return (Self.problem(problem, file: path), hint(problem.code), .dataUnusable)
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
