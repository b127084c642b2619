import Foundation
import Testing

/// What the commands say about a file and its damage: whole lines, places, hints, exit status.
@Suite struct ReadingTests {
  private func command(_ files: [String: String]) throws -> Command {
    let command = try Command()
    for (name, text) in files { try command.write(name, text) }
    return command
  }

  private func lines(_ command: Command, _ path: String) throws -> [String] {
    let text = try String(contentsOf: command.folder.appending(path: path), encoding: .utf8)
    return text.replacing("\u{feff}", with: "").split(separator: "\r\n").map(String.init)
  }

  @Test func rejectsAndQualityHaveTheirPlaces() throws {
    let command = try command(["a.csv": "工单\n" + export + "2026100100000009,\"未闭合,x\n"])
    defer { command.end() }
    let result = try command.run("run", "a.csv", "--rejects", "mend", "--max-reject-rate", "0.5")
    #expect(result.status == 0, "\(result.error)")
    let byte = ("工单\n" + export).utf8.count
    #expect(
      try lines(command, "Reports/2026-10/rejects.csv") == [
        "文件,行,末行,字节,列,代码,原因,原文",
        "a.csv,7,7,\(byte),2,unclosed_quote,引号未闭合,\"2026100100000009,\"\"未闭合,x\n\"",
      ]
    )
    let quality = try lines(command, "Reports/2026-10/quality.csv")
    #expect(quality[0] == "代码,数量,首个文件,首个行号,首个字节,首个列,说明")
    #expect(quality.contains("unclosed_quote,1,a.csv,7,\(byte),2,引号未闭合"))
    #expect(quality.contains("title,1,a.csv,1,0,,标题行"))
    #expect(
      result.error.contains("a.csv:7:2: 引号未闭合 (unclosed quote) [unclosed_quote] × 1\n  提示 (hint): ")
    )
    let mend = try String(
      contentsOf: command.folder.appending(path: "mend/1-a.csv.rejects.csv"),
      encoding: .utf8
    )
    let header = export.split(separator: "\n")[0]
    #expect(mend == "\(header)\n2026100100000009,\"未闭合,x\n")
  }

  @Test func rejectsAreReadAgainWhenMended() throws {
    let command = try command(["a.csv": export + "2026100100000009,短\n"])
    defer { command.end() }
    _ = try command.run("run", "a.csv", "--rejects", "mend", "--quiet")
    let name = command.folder.appending(path: "mend/1-a.csv.rejects.csv")
    let text = try String(contentsOf: name, encoding: .utf8)
    try command.write("b.csv", text.replacing("短", with: "投诉,短,,,2026-10-03 08:00:00,,"))
    let result = try command.run("inspect", "b.csv")
    #expect(result.output.contains("1 行 (rows), 0 拒绝 (rejected)"), "\(result.output)")
  }

  @Test func aCutArchivePublishesNothing() throws {
    let command = try command(["a.csv": export])
    defer { command.end() }
    try command.pack("a.csv", into: "a.csv.gz")
    let path = command.folder.appending(path: "a.csv.gz")
    #expect(try command.run("run", "a.csv.gz", "--reports", "Whole", "--quiet").status == 0)
    try Data(contentsOf: path).dropLast(9).write(to: path)
    let result = try command.run("run", "a.csv.gz")
    #expect(result.status == 65)
    #expect(result.error.hasPrefix("redian: a.csv.gz: 压缩文件不完整 (archive cut off)"))
    #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/Reports"))
  }

  @Test func inspectSaysWhy() throws {
    let text = "工单编号,受理内容,受理时问,供电所\n1,停电,2026-10-01 08:00:00,x\n"
    let command = try command(["a.csv": text])
    defer { command.end() }
    let shown = try command.run("inspect", "a.csv").output
    #expect(shown.contains("编码 (encoding)    utf-8: 符合 UTF-8 (well-formed UTF-8)"))
    #expect(shown.contains("引号 (quoting)     双引号括起文字 (double quotes)"))
    #expect(shown.contains("  3  受理时问  ->  -  近似 (near): --map accept_time=受理时问"))
    #expect(shown.contains("\(text.utf8.count) 字节 (bytes) = "))
  }

  @Test func aDoubledColumnIsAskedFor() throws {
    let command = try command([
      "a.csv": "工单编号,受理时间,受理内容,受理时间\n1,2026-10-01,停电,2026-10-02\n"
    ])
    defer { command.end() }
    let result = try command.run("run", "a.csv")
    #expect(result.status == 65)
    #expect(result.error.hasPrefix("redian: a.csv:1: 列名重复"))
    #expect(result.error.contains("受理时间, 列 (columns) 2, 4\n  --map "))
    let mapped = try command.run("run", "a.csv", "--map", "accept_time=受理时间_2", "--quiet")
    #expect(mapped.status == 0, "\(mapped.error)")
  }

  @Test func withoutAColumnOfTextsNothingIsTagged() throws {
    let text = export.replacing("受理内容", with: "诉求详情说明")
    let command = try command(["a.csv": text])
    defer { command.end() }
    let tagged = try command.run("classify", "a.csv")
    #expect(tagged.status == 65 && tagged.output.isEmpty)
    #expect(tagged.error.contains("a.csv:1: 没有受理内容列 (no column of texts)\n  --map content=列名"))
    let run = try command.run("run", "a.csv")
    #expect(run.status == 0)
    #expect(run.error.contains("[missing_content] × 1\n  提示 (hint): 用 --map content=列名 指定"))
  }

  /// The command line goes before the configuration, whose headers for other exports are no mistake then.
  @Test func configuredHeadersGiveWayToTypedOnes() throws {
    let command = try command(["a.csv": export, "c.yaml": "map: {content: 诉求元话}\n"])
    defer { command.end() }
    let typed = ["--config", "c.yaml", "--map", "content=受理内容"]
    let result = try command.run(["classify", "a.csv"] + typed)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    try command.write("b.csv", export.replacing("受理内容", with: "诉求原话"))
    let missing = try command.run("classify", "b.csv", "--config", "c.yaml")
    #expect(missing.status == 65)
    #expect(missing.error.contains("“诉求元话”"))
    try command.write("c.yaml", "map: {content: 受理内容, address: 受理内容}\n")
    #expect(try command.run("classify", "a.csv", "--config", "c.yaml").status == 64)
  }

  @Test func oneColumnIsNotTwoFields() throws {
    let command = try command(["a.csv": export])
    defer { command.end() }
    let maps = ["--map", "content=受理内容", "--map", "address=受理内容"]
    let result = try command.run(["classify", "a.csv"] + maps)
    #expect(result.status == 64)
    #expect(result.error.contains("受理内容: content, address"))
    let several = ["--map", "content=甲", "--map", "address=乙"]
    #expect(try command.run(["classify", "a.csv"] + several).error.contains("“甲”、“乙”"))
  }

  /// Names of columns are keys of JSON: empty ones and those that look numbered are told apart as well.
  @Test func everyColumnHasAnOwnName() throws {
    let command = try command(["a.csv": "工单编号,受理内容,,,备注,备注,备注_2\n1,停电,a,b,c,d,e\n"])
    defer { command.end() }
    let output = try command.run("classify", "a.csv", "--format", "jsonl", "--quiet").output
    let start = "{\"工单编号\":\"1\",\"受理内容\":\"停电\",\"\":\"a\",\"_2\":\"b\","
    #expect(output.hasPrefix(start + "\"备注\":\"c\",\"备注_3\":\"d\",\"备注_2\":\"e\","), "\(output)")
  }

  /// A slip in `--map` must not leave the alias to decide unheard.
  @Test(arguments: ["run", "classify"])
  func aMappedHeaderThatIsNotThereIsTold(name: String) throws {
    let command = try command(["a.csv": export])
    defer { command.end() }
    let result = try command.run(name, "a.csv", "--map", "content=受理內容")
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.error.contains(
        """
        a.csv:1: 没有 --map 所指的列“受理內容” (no column “受理內容”, which --map names) [unknown_header] × 1
          提示 (hint): 用 redian inspect 查看列名
        """
      )
    )
    let known = try command.run(name, "a.csv", "--map", "content=受理内容")
    #expect(!known.error.contains("unknown_header"))
  }

  @Test func rowsByADialect() throws {
    let command = try command([
      "a.txt": "# note\na;b\n1;'2\n3'\n4\n", "bad.json": "{\"header\": 7}",
      "how.json": """
      {"delimiter": ";", "quote": "'", "comment": "#", "header": true}
      """,
    ])
    defer { command.end() }
    let result = try command.run("rows", "a.txt", "--dialect", "how.json")
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.output == """
        {"type":"row","line":2,"cells":["a","b"]}
        {"type":"row","line":3,"cells":["1","2\\n3"]}
        {"type":"reject","line":5,"record":2,"reason":"too_few_fields","raw":"4\\n"}

        """
    )
    let bad = try command.run("rows", "a.txt", "--dialect", "bad.json")
    #expect(bad.status == 78)
    #expect(bad.error.hasPrefix("redian: bad.json: 不是方言描述 (not a dialect in JSON): header"))
  }
}
