import Foundation
import Testing

/// `train` and `evaluate` as a user runs them, with frames of the user's own.
@Suite struct ModelCommandTests {
  private static let frames = "kind\ttext\nopen\t来电：\nclose\t请马上派人来办\n"
  private static let labelled =
    "text\tcategory\tcase\talso\n"
    + (1...30).map {
      "\($0)号没电请马上派人来办\tfault-repair\t\t\n\($0)号问余额\tfee-collection\t\t\n"
    }.joined()

  @Test func framesOfTheUsersOwnAreLearnedAndMeasured() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    try command.write("frames.tsv", Self.frames)
    try command.write("none.tsv", "kind\ttext\n")
    for frames in ["frames.tsv", "none.tsv"] {
      let result = try command.run("train", "own.tsv", "--frames", frames, "-o", frames + ".model")
      #expect(result.status == 0, "\(result.error)")
    }
    func accuracy(_ model: String, _ options: String...) throws -> Double {
      let result = try command.run(
        ["evaluate", "own.tsv", "--json", "--model", model] + options
      )
      #expect(result.status == 0, "\(result.error)")
      let found = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let figures = (found as? [String: Any])?["case"] as? [String: Any]
      return try #require(figures?["accuracy"] as? Double)
    }
    #expect(try accuracy("none.tsv.model") == 1)
    #expect(try accuracy("none.tsv.model", "--frames", "frames.tsv") < 1)
    #expect(try accuracy("frames.tsv.model", "--frames", "frames.tsv") == 1)
  }

  @Test(arguments: [
    ("text\tkind\n", "frames.tsv:1: "), ("kind\ttext\nopen\n", "frames.tsv:2: "),
    ("kind\ttext\nopen\t客户：\nbegin\t您好\n", "frames.tsv:3: "),
  ])
  func aMistakeInTheFramesIsToldByLine(frames: String, place: String) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    try command.write("frames.tsv", frames)
    let result = try command.run("evaluate", "own.tsv", "--frames", "frames.tsv")
    #expect(result.status == 78)
    #expect(result.error.contains(place))
  }

  /// What `redian frames` prints is a file of frames, also where a copy has another name and line ends.
  @Test func theBuiltInFramesAreAFileToExtend() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    let printed = try command.run("frames").output
    try command.write("copy.txt", "\u{feff}" + printed.replacing("\n", with: "\r\n"))
    let result = try command.run("evaluate", "own.tsv", "--frames", "copy.txt")
    #expect(result.status == 0, "\(result.error)")
    #expect(printed.split(separator: "\n").count > 1_000)
  }

  @Test func wrongFramesEndTrainingBeforeItBegins() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    try command.write("frames.tsv", "kind\ttext\nopen\t\n")
    let validation = ["--validate", "leave-one-file-out"]
    for rest in [validation, ["-o", "own.model"]] {
      let result = try command.run(["train", "own.tsv", "--frames", "frames.tsv"] + rest)
      #expect(result.status == 78)
      #expect(result.output.isEmpty)
      #expect(result.error.contains("frames.tsv:2: "))
    }
    let model = command.folder.appending(path: "own.model").path
    #expect(!FileManager.default.fileExists(atPath: model))
  }

  @Test func missingFramesAreAMissingInput() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    #expect(try command.run("evaluate", "own.tsv", "--frames", "no.tsv").status == 66)
  }

  /// The review queue comes back as corrections: as it is all its tags are right, and a corrected one is learned.
  @Test(arguments: ["csv", "tsv"])
  func whatClassifyWroteIsLearnedFromWhenItIsCorrected(form: String) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    try command.write("in.csv", "工单编号,受理内容\n1,路灯杆子歪了\n2,家里没电\n")
    let written = try command.run("classify", "in.csv", "-o", "review.\(form)")
    #expect(written.status == 0, "\(written.error)")
    let evaluated = try command.run("evaluate", "review.\(form)")
    #expect(evaluated.output.contains("(tickets)                 2\n"))
    #expect(evaluated.output.contains("(case accuracy)     100.00 %"))
    let place = command.folder.appending(path: "review.\(form)")
    let lines = try String(contentsOf: place, encoding: .utf8).split(separator: "\n")
    let separator = form == "csv" ? "," : "\t"
    let corrected = ["1", "路灯杆子歪了", "fee-collection", "2.1", "", ""].joined(separator: separator)
    try command.write("review.\(form)", [String(lines[0]), corrected, ""].joined(separator: "\n"))
    let learned = try command.run("train", "own.tsv", "--add", "review.\(form)", "-o", "own.model")
    #expect(learned.status == 0, "\(learned.error)")
    let explained = try command.run("explain", "路灯杆子歪了", "--model", "own.model")
    #expect(explained.output.split(separator: "\n").first?.contains("  2.1  ") == true)
  }

  @Test(arguments: [
    ("own.csv", "text,category,case\n\"没电,fault-repair,\n问余额,fee-collection,\n", "own.csv:2:1: "),
    (
      "own.csv", "text,category,case\n没电,fault-repair,\n问余额,fee-collection,\"a\"b\n",
      "own.csv:3:3: "
    ),
    ("own.tsv", "text\tcategory\tcase\n", "own.tsv: "),
    ("own.csv", "text,category,case,case\n没电,fault-repair,,\n", "own.csv:1: "),
  ])
  func labelsThatCannotBeTrustedAreRefused(name: String, text: String, says: String) throws {
    let command = try Command()
    defer { command.end() }
    try command.write(name, text)
    try command.write("good.tsv", Self.labelled)
    for arguments in [["evaluate", "good.tsv", name], ["train", "good.tsv", name, "-o", "m"]] {
      let result = try command.run(arguments)
      #expect(result.status == 65)
      #expect(result.error.contains("redian: " + says))
    }
  }

  /// Within a file, and between two files of corrections; what a correction replaces contradicts nothing.
  @Test func textsWithDifferentLabelsAreToldByTheirPlaces() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled + "1号问余额\tfault-repair\t\t\n")
    try command.write("add.tsv", "text\tcategory\tcase\n2号问余额\tmetering\t4.1\n")
    try command.write("more.tsv", "text\tcategory\tcase\n2号问余额\tmetering\t4.2\n")
    let result = try command.run(
      ["train", "own.tsv", "-o", "m", "--add", "add.tsv", "--add", "more.tsv"]
    )
    #expect(result.status == 0)
    #expect(
      result.error.hasPrefix(
        """
        own.tsv:62: 标签与 own.tsv:3 矛盾 (labelled otherwise there): fault-repair ≠ fee-collection
        more.tsv:2: 标签与 add.tsv:2 矛盾 (labelled otherwise there): 4.2 ≠ 4.1
        redian: 2 条文本标签互相矛盾 (texts with different labels); 全部学习 (all are learned from)
        redian: 67 个类别没有标注工单, 永不判出 (tags without a ticket are never given): \
        1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 2.1, 2.2, 2.3, 2.4, …

        """
      )
    )
  }

  /// Labelled files are opened as exports are: packed, of any encoding, from standard input, between semicolons.
  @Test func labelledFilesOfAnyForm() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    let expected = try command.run("evaluate", "own.tsv").output
    #expect(expected.contains("(tickets)                 60\n"))
    let text = Self.labelled.replacing("text", with: "受理内容")
    let semicolons = "\u{feff}" + text.replacing("\t", with: ";").replacing("\n", with: "\r\n")
    try command.write("semicolons.csv", semicolons)
    try command.write("piped", Self.labelled)
    let place = command.folder.appending(path: "wide.csv")
    try #require(semicolons.data(using: .utf16LittleEndian)).write(to: place)
    try command.pack("own.tsv", into: "packed.tsv.gz")
    // As a spreadsheet saves it between tabs: quotes, blanks, other line ends, an empty row.
    let quoted = Self.labelled.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { "\"\($0)\" " }
        .joined(separator: "\t")
    }
    try command.write("quoted.tsv", quoted.joined(separator: "\r") + "\r\t\t\t\r")
    for name in ["semicolons.csv", "wide.csv", "packed.tsv.gz", "quoted.tsv", "-"] {
      let result = try command.run(["evaluate", name], input: name == "-" ? "piped" : nil)
      #expect(result.output == expected, "\(name): \(result.error)")
    }
  }

  /// The column that `--map` names goes before one called `text`, and must be there.
  @Test func theTextsColumnCanBeNamed() throws {
    let command = try Command()
    defer { command.end() }
    let note = Self.labelled.replacing("text\t", with: "描述\t")
    try command.write("own.tsv", note.replacing("also\n", with: "text\n"))
    // As exports' headers are compared; the first that is there.
    let mapped = ["own.tsv", "--map", "content=正文", "--map", "content= 描述 "]
    let evaluated = try command.run(["evaluate"] + mapped)
    #expect(evaluated.output.hasPrefix("工单 (tickets)                 60\n"), "\(evaluated.error)")
    let learned = try command.run(["train", "-o", "m"] + mapped)
    #expect(learned.status == 0, "\(learned.error)")
    let explained = try command.run("explain", "2号问余额", "--model", "m").output
    #expect(explained.split(separator: "\n").first?.contains("fee-collection") == true)
    // Of several files some have it: the others are read as they are, and that is told.
    try command.write("plain.tsv", Self.labelled)
    let several = try command.run("evaluate", "own.tsv", "plain.tsv", "--map", "content=描述")
    #expect(several.output.hasPrefix("工单 (tickets)                 120\n"))
    #expect(several.error.contains("redian: plain.tsv:1: 没有 --map 所指的列“描述”"))
    try command.write("none.csv", "正文,category,case\n没电,fault-repair,\n")
    let missing = try command.run("evaluate", "none.csv", "--map", "content=描述")
    #expect(missing.status == 65)
    #expect(missing.error.contains("none.csv:1: 缺少列 (missing column) text"))
    #expect(try command.run("evaluate", "own.tsv", "--map", "address=描述").status == 64)
    try command.write("two.csv", "受理内容,受理内容,category,case\n没电,x,fault-repair,\n")
    #expect(try command.run("evaluate", "two.csv").error.contains("(column stands twice) 受理内容"))
    #expect(try command.run("evaluate", "two.csv", "--map", "content=受理内容_2").status == 0)
  }

  /// Own labels under own headers, and beside the tags that `classify` added.
  @Test func theLabelsColumnsCanBeNamed() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("plain.tsv", Self.labelled)
    let expected = try command.run("evaluate", "plain.tsv").output
    let names = ["text": "描述", "category": "类别", "case": "案例编号", "also": "另涉及"]
    let own = names.reduce(Self.labelled) {
      $0.replacing($1.key, with: $1.value, maxReplacements: 1)
    }
    try command.write("own.tsv", own)
    let fields = ["content=描述", "category= 类别", "case=案例编号", "also=另涉及"]
    let mapped = fields.flatMap { ["--map", $0] }
    let evaluated = try command.run(["evaluate", "own.tsv"] + mapped)
    #expect(evaluated.output == expected, "\(evaluated.error)")
    let tagged = ["classify", "own.tsv", "--map", "content=描述", "-o", "tagged.csv"]
    #expect(try command.run(tagged).status == 0)
    let again = try command.run(["evaluate", "tagged.csv"] + mapped)
    #expect(again.output == expected, "\(again.error)")
    // A column of the field's own name is none where another is named for it.
    try command.write("both.tsv", own.replacing("另涉及", with: "category", maxReplacements: 1))
    let both = try command.run(["evaluate", "both.tsv"] + mapped.dropLast(2))
    #expect(both.output == expected, "\(both.error)")

    let missing = try command.run(["evaluate", "plain.tsv", "--map", "also=备注"])
    #expect(missing.output == expected)
    #expect(missing.error.contains("plain.tsv:1: 没有 --map 所指的列“备注”"))
    try command.write("twice.tsv", "text\t类别\t类别\tcase\n没电\t?\tfault-repair\t\n")
    let twice = try command.run("evaluate", "twice.tsv", "--map", "category=类别_2")
    #expect(twice.status == 0, "\(twice.error)")
    let doubled = ["--map", "case=类别", "--map", "category=类别"]
    #expect(try command.run(["evaluate", "twice.tsv"] + doubled).status == 64)
  }

  /// Each field for itself: named, else added by `classify`, else of its own name; never guessed.
  @Test(arguments: [
    ("类别,redian_category,redian_case,redian_also", "repair,x,,", "category=类别", true),
    ("备注,redian_category,redian_case,redian_also", ",repair,,", "also=备注", true),
    ("备注,redian_category,redian_case,redian_also", ",repair,,", "category=redian_category", true),
    ("category,case,redian_category,redian_case", "x,,repair,", "category=redian_category", false),
    ("category,case,also,redian_category,redian_case,redian_also", "x,,,repair,,", "", false),
    ("category,case,redian_category,redian_case", "x,,repair,", "also=redian_category", false),
    ("来电内容,案例", "repair,", "category=来电内容 case=案例", true),
    ("类别,案例,案例", "repair,,9", "category=类别 case=案例_2", false),
  ])
  func labelsAreNeverMixed(header: String, row: String, maps: String, isRead: Bool) throws {
    let command = try Command()
    defer { command.end() }
    let labels = row.replacing("repair", with: "fault-repair")
    try command.write("own.csv", "客户诉求,\(header)\n家里停电了,\(labels)\n")
    let options = maps.split(separator: " ").flatMap { ["--map", String($0)] }
    let result = try command.run(["evaluate", "own.csv"] + options)
    #expect(result.status == (isRead ? 0 : 65), "\(result.error)")
    #expect(result.output.contains("(case accuracy)     100.00 %") == isRead)
  }

  /// The tags that somebody has corrected, not the labels that the file had before.
  @Test func correctionsGoBeforeNamedLabels() throws {
    let command = try Command()
    defer { command.end() }
    let own = Self.labelled.replacing("text\tcategory\tcase", with: "描述\t类别\t案例")
    try command.write("own.tsv", own)
    let row = "描述,类别,案例,redian_category,redian_case,redian_also\n小狗今天叫,metering,,other,,\n"
    try command.write("review.csv", row)
    let maps = ["content=描述", "category=类别", "case=案例"].flatMap { ["--map", $0] }
    let learned = try command.run(
      ["train", "own.tsv", "--add", "review.csv", "-o", "m"] + maps
    )
    #expect(learned.status == 0, "\(learned.error)")
    try command.write("asked.tsv", "text\tcategory\tcase\n小狗今天叫\tother\t\n")
    let asked = try command.run("evaluate", "asked.tsv", "--model", "m")
    #expect(asked.output.contains("(case accuracy)     100.00 %"), "\(asked.output)")
  }

  @Test func explainShowsTheCuesThatCount() throws {
    let command = try Command()
    defer { command.end() }
    let cues = "cues:\n  - {phrases: [跨省通办, 异地, 外省], tag: \"5.1\", weight: 2.5}\n"
    try command.write("own.yaml", try command.run("lexicon").output + cues)
    let result = try command.run("explain", "异地跨省通办", "--lexicon", "own.yaml")
    #expect(result.output.contains("规则 (cue): “跨省通办”、“异地”  +2.50  5.1  "))
    #expect(!(try command.run("explain", "异地跨省通办")).output.contains("规则"))
  }

  /// Between tabs a quote may be text, and what `classify` wrote is read as it was.
  @Test func quotesBetweenTabsAreReadAsTheyWereMeant() throws {
    let command = try Command()
    defer { command.end() }
    try command.write(
      "own.tsv",
      "text\tcategory\tcase\n\"停电了\tfault-repair\t\n电费高\"\tfee-collection\t\n"
    )
    let evaluated = try command.run("evaluate", "own.tsv")
    #expect(evaluated.output.hasPrefix("工单 (tickets)                 2\n"), "\(evaluated.error)")
    try command.write("in.csv", "受理内容\n\"停电了，\"\"请来人\"\n\"\"\"停电\"\"\"\n\"\"\"啥\"\n")
    let once = try command.run("classify", "in.csv", "--format", "jsonl").output
    #expect(once.contains("\"\\\"停电\\\"\""))
    #expect(try command.run("classify", "in.csv", "-o", "out.tsv").status == 0)
    #expect(try command.run("classify", "out.tsv", "--format", "jsonl").output == once)
    let read = try command.run("evaluate", "out.tsv")
    #expect(read.output.contains("(case accuracy)     100.00 %"), "\(read.error)")
  }

  @Test func withoutAnyTextNothingIsLearned() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", "text\tcategory\tcase\n \tfault-repair\t\n")
    #expect(try command.run("train", "own.tsv", "-o", "m").status == 65)
  }

  @Test func textsThatStandAgainAndEmptyOnesAreTold() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled + " \tother\t\t\n")
    try command.write("same.tsv", Self.labelled)
    let result = try command.run("train", "*.tsv", "-o", "m")
    #expect(result.status == 0)
    #expect(result.error.contains("redian: own.tsv: 1 条工单没有文字"))
    #expect(result.error.contains("redian: 60 条文本重复"))
    #expect(result.error.contains("m: 120 工单 (tickets)"))
  }

  /// All at once, each with what may be meant.
  @Test func everyWrongLabelIsToldWithWhatMayBeMeant() throws {
    let command = try Command()
    defer { command.end() }
    let rows = [
      "没电,fault-repiar,1.2,", "慢,fault-repair,2.4,", "贵,电费,,", "吵,noise,,", "x,other,",
      "y,other,,1.1;2.x、9.1 3.1",
    ]
    try command.write("own.csv", "text,category,case,also\n" + rows.joined(separator: "\n") + "\n")
    let result = try command.run("evaluate", "own.csv")
    #expect(result.status == 65)
    #expect(
      result.error == """
        redian: own.csv:2: 未知标签 (unknown label) fault-repiar 1.2; 是否为 (did you mean) fault-repair 1.2?
        own.csv:3: 未知标签 (unknown label) fault-repair 2.4; 是否为 (did you mean) fee-collection 2.4?
        own.csv:4: 未知标签 (unknown label) 电费 \("")
        own.csv:5: 未知标签 (unknown label) noise \("")
        own.csv:6: 3 列, 应为 (cells, expected) 4
        own.csv:7: also: 未知 (unknown) 2.x
          redian taxonomy; 自定分类表 (own categories): --taxonomy FILE

        """
    )
  }

  @Test(arguments: [
    ["-o", "m", "--validate", "leave-one-file-out"],
    ["--validate", "leave-one-file-out", "--add", "own.tsv"], ["-o", "m", "--only", "own.tsv"], [],
  ])
  func optionsThatDoNotGoTogetherAreRefused(options: [String]) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    try command.write("too.tsv", Self.labelled)
    #expect(try command.run(["train", "own.tsv", "too.tsv"] + options).status == 64)
  }

  @Test func labelsOfTwoKindsAreNotGuessed() throws {
    let command = try Command()
    defer { command.end() }
    let header = "text,redian_category,redian_case,category,case\n"
    try command.write("own.csv", header + "没电,other,,metering,\n")
    let result = try command.run("evaluate", "own.csv")
    #expect(result.status == 65)
    #expect(result.error.contains("own.csv:1: 列重复 (column stands twice) category, redian_category"))
  }

  /// A model that is used without the lexicon it was trained with; the configuration can name all three files.
  @Test func aLexiconThatIsNotTheModelsIsTold() throws {
    let command = try Command()
    defer { command.end() }
    let concept = "concepts:\n  - {id: own-pets, zh: 宠物, phrases: [小狗, 小猫]}\n"
    // As an editor on Windows saves it.
    try command.write("own.yaml", concept, in: .utf16)
    let rows = (1...20).map { "小狗\($0)\tmetering\t\t\n小\($0)\tother\t\t\n" }.joined()
    try command.write("own.tsv", "text\tcategory\tcase\talso\n" + rows)
    let trained = try command.run(["train", "own.tsv", "-o", "m", "--lexicon", "own.yaml"])
    #expect(trained.error.contains(" 1 概念 (concepts)"), "\(trained.error)")
    let told = "词典缺少模型学过的 1 个概念"
    #expect(try command.run("explain", "小猫", "--model", "m").error.contains(told))
    let both = try command.run("explain", "小猫", "--model", "m", "--lexicon", "own.yaml")
    #expect(both.error.isEmpty)
    #expect(both.output.contains("概念 (concepts): 宠物"))
    try command.write("a.csv", export)
    try command.write("c.yaml", "model: m\nlexicon: own.yaml\n")
    let run = try command.run("classify", "a.csv", "--config", "c.yaml")
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    #expect(try command.run("classify", "a.csv", "--model", "m").error.contains(told))
  }

  @Test func oneFileCannotBeLeftOut() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("own.tsv", Self.labelled)
    #expect(try command.run("train", "own.tsv", "--validate", "leave-one-file-out").status == 64)
  }

  /// Standard input is read as a cell is: without the line break, in either encoding.
  @Test func explainReadsStandardInputAsACell() throws {
    let command = try Command()
    defer { command.end() }
    let expected = try command.run("explain", "没电").output
    #expect(expected.contains("fault-repair"))
    try command.write("utf8", "没电\n")
    try Data([0xc3, 0xbb, 0xb5, 0xe7, 0x0a]).write(to: command.folder.appending(path: "gbk"))
    for name in ["utf8", "gbk"] {
      #expect(try command.run(["explain", "-"], input: name).output == expected)
    }
    #expect(try command.run("explain", " ").output == command.run("explain", "").output)
  }
}
