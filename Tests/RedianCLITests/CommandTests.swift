import Foundation
import Testing

/// Runs the built binary in a fresh folder and reads both its streams.
struct Command {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "redian-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The built program.
  var binary: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: ".build/debug/redian")
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func run(
    _ arguments: String...
  ) throws -> (status: Int32, output: String, error: String) { try run(arguments) }

  /// Runs the binary; what it prints goes to `output` where one is given, else it is returned.
  func run(
    _ arguments: [String],
    input: String? = nil,
    output file: FileHandle? = nil
  ) throws -> (status: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let error = folder.appending(path: "stderr")
    try Data().write(to: error)
    process.standardError = try FileHandle(forWritingTo: error)
    let output = Pipe()
    if let file { process.standardOutput = file } else { process.standardOutput = output }
    process.standardInput =
      try input.map { name in
        try FileHandle(forReadingFrom: folder.appending(path: name))
      } ?? FileHandle.nullDevice
    try process.run()
    // The pipe is read before waiting: a full pipe would stop the program.
    let bytes = file == nil ? output.fileHandleForReading.readDataToEndOfFile() : Data()
    process.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self)
    return (process.terminationStatus, text, try String(contentsOf: error, encoding: .utf8))
  }

  func write(_ name: String, _ text: String, in encoding: String.Encoding) throws {
    let data = try #require(text.data(using: encoding))
    try data.write(to: folder.appending(path: name))
  }

  /// Packs a file by `gzip`.
  func pack(_ name: String, into archive: String) throws {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-c", folder.appending(path: name).path]
    try Data().write(to: folder.appending(path: archive))
    gzip.standardOutput = try FileHandle(forWritingTo: folder.appending(path: archive))
    try gzip.run()
    gzip.waitUntilExit()
  }

  func end() { try? FileManager.default.removeItem(at: folder) }
}

let export = """
  工单编号,业务类型,受理内容,城乡类别,供电所,受理时间,到达现场时间,联系电话
  2026100100000001,故障报修,客户报修一户无电,城市,城关供电所,2026-10-01 08:00:00,2026-10-01 08:45:00,13812345678
  2026100100000002,故障报修,报修两个小时了还没人来,城市,城关供电所,2026-10-01 09:00:00,2026-10-01 09:45:01,13812345678
  2026100100000003,投诉,=电费太高请核实,农村,城关供电所,2026-10-02 09:00:00,,13912345678
  2026100100000003,投诉,=电费太高请核实,农村,城关供电所,2026-10-31 23:59:59,,13912345678

  """

@Suite struct CommandTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file: String
    var text: String?
    var status: Int32
    var says: String
  }

  static let bad = [
    Bad(testDescription: "no file", file: "none.csv", text: nil, status: 66, says: "none.csv: "),
    Bad(testDescription: "folder", file: ".", text: nil, status: 66, says: "is a folder"),
    Bad(testDescription: "empty", file: "a.csv", text: "", status: 65, says: "empty file"),
    Bad(
      testDescription: "no header",
      file: "a.csv",
      text: "a,b\n1,2\n",
      status: 65,
      says: "no header found): a | b"
    ),
    Bad(
      testDescription: "binary",
      file: "a.csv",
      text: "\u{1}\u{2}\u{0}\u{3}\u{4}",
      status: 65,
      says: "binary"
    ),
    Bad(
      testDescription: "workbook",
      file: "a.csv",
      text: "PK\u{3}\u{4}",
      status: 65,
      says: "save it as CSV"
    ),
    Bad(
      testDescription: "header only",
      file: "a.csv",
      text: "工单编号,受理内容,受理时间\n",
      status: 65,
      says: "no usable ticket"
    ),
  ]

  @Test(arguments: bad)
  func badInputIsOneLineAndItsStatus(bad: Bad) throws {
    let command = try Command()
    defer { command.end() }
    if let text = bad.text { try command.write(bad.file, text) }
    let result = try command.run("run", bad.file)
    #expect(result.status == bad.status)
    let isAboutTheFile = bad.testDescription != "header only"
    #expect(result.error.hasPrefix("redian: " + (isAboutTheFile ? bad.file : "")))
    #expect(result.error.contains(bad.says))
    #expect(result.error.split(separator: "\n").count <= 2)
    #expect(result.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/Reports"))
  }

  @Test func anUnwritableReportsFolder() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    try command.write("file", "")
    let result = try command.run("run", "a.csv", "--reports", "file/Reports", "--quiet")
    #expect(result.status == 73)
    #expect(result.error.contains("not writable"))
  }

  @Test(arguments: [
    ["run", "a.csv", "--period", "2026-13"], ["run", "--nonsense"], ["run", "a.csv", "--map", "x"],
    ["run", "a.csv", "--threads", "0"],
  ])
  func usage(arguments: [String]) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    let result =
      arguments.count == 2
      ? try command.run(arguments[0], arguments[1])
      : try command.run(arguments[0], arguments[1], arguments[2], arguments[3])
    #expect(result.status == 64)
  }

  @Test func theMainJob() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    let result = try command.run("run", "a.csv")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("4 行 (rows) = 3 工单 (tickets) + 1 更新 (updates)"))
    let folder = command.folder.path + "/Reports/2026-10/"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count == 23)
    let overdue = try String(contentsOfFile: folder + "overdue_tickets.csv", encoding: .utf8)
    #expect(overdue.contains("2026100100000002"))
    #expect(!overdue.contains("2026100100000001"))
    for name in names where !name.hasSuffix("xlsx") {
      let text = try String(contentsOfFile: folder + name, encoding: .utf8)
      #expect(!text.contains("13812345678"), "\(name)")
    }
  }

  @Test func classifyKeepsEveryColumn() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    let result = try command.run("classify", "a.csv", "--quiet")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0].hasSuffix(",redian_category,redian_case,redian_confidence,redian_also"))
    #expect(lines[2].contains("报修两个小时了还没人来"))
    #expect(lines[2].contains(",fault-repair,1.2,"))
  }

  @Test(arguments: ["csv", "tsv", "jsonl"])
  func aTaggedFileThatIsTaggedAgainHasOneSetOfTags(form: String) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    let once = try command.run("classify", "a.csv", "--format", form, "--quiet").output
    #expect(once.contains("redian_category") || form == "jsonl" && once.contains("fault-repair"))
    let tagged = try command.run("classify", "a.csv", "--quiet").output
    try command.write("b.csv", tagged.replacing(",fault-repair,1.2,", with: ",metering,4.1,"))
    #expect(try command.run("classify", "b.csv", "--format", form, "--quiet").output == once)
    // A second set, and both files in one run.
    let double = tagged.split(separator: "\n").enumerated().map { number, line in
      line + (number == 0 ? ",redian_category,redian_case\n" : ",x,y\n")
    }
    try command.write("c.csv", double.joined())
    let both = try command.run("classify", "a.csv", "c.csv", "--format", "jsonl", "--quiet").output
    let single = try command.run("classify", "a.csv", "--format", "jsonl", "--quiet").output
    #expect(both == single + single)
  }

  @Test func rejectsBeyondTheLimitAreStatusOne() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export + "短,行\n")
    let result = try command.run("run", "a.csv")
    #expect(result.status == 1)
    #expect(result.error.contains("a.csv:6:3: 2列，应为8列 (2 fields, expected 8) [too_few_fields]"))
  }

  @Test(arguments: [
    (
      "--calendar", "date,type\n2026-10-01,feast\n", Int32(78),
      "s.csv:2: 未知日类型 (unknown type) feast"
    ),
    ("--units", "unit,successor\n甲所,甲所\n", 78, "s.csv:2: 单位经后继又回到自身 (becomes itself again): 甲所"),
    ("--units", nil, 66, "s.csv: 找不到文件"),
  ])
  func badSettings(option: String, text: String?, status: Int32, says: String) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    if let text { try command.write("s.csv", text) }
    let result = try command.run("run", "a.csv", option, "s.csv")
    #expect(result.status == status)
    #expect(result.error.contains(says), "\(result.error)")
  }

  @Test func renamedUnitsAndAnUncoveredYear() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    try command.write("units.csv", "unit,valid_to,successor\n城关供电所,2026-10-01,新城供电所\n")
    try command.write("calendar.csv", "# covers: 2025..2025\ndate,type\n")
    let result = try command.run(
      "run",
      "a.csv",
      "--units",
      "units.csv",
      "--calendar",
      "calendar.csv"
    )
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("does not cover) 2026"))
    let file = command.folder.path + "/Reports/2026-10/summary.json"
    let json = try String(contentsOfFile: file, encoding: .utf8)
    #expect(json.contains("\"rekeyed_tickets\": 2"))
    #expect(json.contains("\"calendar_missing_years\": [\n      2026\n    ]"))
    #expect(json.contains("新城供电所"))
  }
}
