import Foundation
import Testing

/// What `-o` may replace, and what it must not.
@Suite struct OutputTests {
  private func command() throws -> Command {
    let command = try Command()
    try command.write("in.csv", export)
    return command
  }

  /// Links to a file that is there or not, in another folder, over another link, and by a linked folder whose
  /// `..` is not the folder of the link.
  @Test(arguments: [
    ("link.csv", "link.csv>tagged.csv", "tagged.csv"),
    ("link.csv", "link.csv>far/deep/x.csv", "far/deep/x.csv"),
    ("link.csv", "link.csv>next.csv next.csv>far/x.csv", "far/x.csv"),
    ("near/link.csv", "near>far/deep far/deep/link.csv>../x.csv", "far/x.csv"),
  ])
  func aLinkIsFollowed(output: String, links: String, file: String) throws {
    let command = try command()
    defer { command.end() }
    let files = FileManager.default
    try files.createDirectory(
      at: command.folder.appending(path: "far/deep"),
      withIntermediateDirectories: true
    )
    for link in links.split(separator: " ") {
      let ends = link.split(separator: ">").map(String.init)
      try files.createSymbolicLink(
        atPath: command.folder.path + "/" + ends[0],
        withDestinationPath: ends[1]
      )
    }
    for _ in 0..<2 {
      #expect(try command.run("classify", "in.csv", "-o", output).status == 0)
      let text = try String(contentsOf: command.folder.appending(path: file), encoding: .utf8)
      #expect(text.contains("redian_category"))
      #expect(throws: Never.self) {
        try files.destinationOfSymbolicLink(atPath: command.folder.path + "/" + output)
      }
    }
    let left = try files.subpathsOfDirectory(atPath: command.folder.path)
    #expect(!left.contains { $0.hasSuffix(".tmp") })
  }

  @Test func aPipeIsWrittenToAndStays() throws {
    let command = try command()
    defer { command.end() }
    let pipe = command.folder.appending(path: "pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    // Open at both ends, so that neither this test nor the command waits for the other.
    let descriptor = open(pipe, O_RDWR | O_NONBLOCK)
    defer { close(descriptor) }
    #expect(try command.run("classify", "in.csv", "-o", "pipe", "--quiet").status == 0)
    var found = stat()
    try #require(lstat(pipe, &found) == 0)
    #expect(found.st_mode & S_IFMT == S_IFIFO)
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    let count = read(descriptor, &bytes, bytes.count)
    #expect(
      String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).contains("redian_category")
    )
  }

  @Test(arguments: [
    ("classify in.csv -o in.csv", 64), ("classify in.csv -o ./in.csv", 64),
    ("classify in.csv -o same.csv", 64), ("classify in.csv -o x.csv.gz", 64),
    ("classify in.csv -o .", 73), ("classify in.csv -o nowhere/x.csv", 73),
    ("classify in.csv -o loop", 73), ("classify in.csv --lexicon own.yaml -o own.yaml", 64),
    ("train own.tsv -o own.tsv", 64), ("train own.tsv --add more.tsv -o more.tsv", 64),
  ])
  func inputsAndFoldersStay(line: String, status: Int32) throws {
    let arguments = line.split(separator: " ").map(String.init)
    let command = try command()
    defer { command.end() }
    let labelled = "text\tcategory\tcase\n没电\tfault-repair\t\n问余额\tfee-collection\t\n"
    for name in ["own.tsv", "more.tsv"] { try command.write(name, labelled) }
    try FileManager.default.createSymbolicLink(
      atPath: command.folder.appending(path: "same.csv").path,
      withDestinationPath: "in.csv"
    )
    try FileManager.default.createSymbolicLink(
      atPath: command.folder.appending(path: "loop").path,
      withDestinationPath: "loop"
    )
    try command.write("own.yaml", "cues: []\n")
    let result = try command.run(arguments)
    #expect(result.status == status)
    #expect(result.error.contains(arguments.last ?? ""))
    for (name, text) in [("in.csv", export), ("own.tsv", labelled), ("more.tsv", labelled)] {
      let url = command.folder.appending(path: name)
      #expect(try String(contentsOf: url, encoding: .utf8) == text)
    }
  }

  /// A long output is lost at once, a short one only when the program ends.
  @Test(arguments: ["taxonomy", "lexicon", "explain 停电", "classify in.csv"])
  func aFullDiskIsSaid(arguments: String) throws {
    let command = try command()
    defer { command.end() }
    let result = try command.run(
      arguments.split(separator: " ").map(String.init),
      output: FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    )
    #expect(result.status == 74)
    #expect(result.error.contains("stdout"))
  }

  /// A reader that has seen enough ends the command, which is no failure.
  @Test(arguments: ["taxonomy", "lexicon", "classify long.csv"])
  func aClosedPipeEndsTheCommand(line: String) throws {
    let command = try command()
    defer { command.end() }
    let rows = export.split(separator: "\n")
    let more = String(repeating: rows[2] + "\n", count: 20_000)
    try command.write("long.csv", rows[0] + "\n" + more)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let result = try command.run(
      line.split(separator: " ").map(String.init),
      output: pipe.fileHandleForWriting
    )
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
  }

  /// What the reader does not want is not read: the archive's missing end is never met.
  @Test(arguments: ["rows cut.csv.gz", "rows cut.csv.gz --dialect any.json", "classify cut.csv.gz"])
  func aClosedPipeEndsTheReading(line: String) throws {
    let command = try command()
    defer { command.end() }
    let rows = export.split(separator: "\n")
    let more = String(repeating: rows[2] + "\n", count: 100_000)
    try command.write("long.csv", rows[0] + "\n" + more)
    try command.pack("long.csv", into: "long.csv.gz")
    let packed = try Data(contentsOf: command.folder.appending(path: "long.csv.gz"))
    try packed.dropLast(9).write(to: command.folder.appending(path: "cut.csv.gz"))
    try command.write("any.json", "{}")
    let words = line.split(separator: " ").map(String.init)
    #expect(try command.run(words).status == 65)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let result = try command.run(words, output: pipe.fileHandleForWriting)
    #expect(result.status == 0, "\(result.error)")
  }

  /// Messages that nobody reads end no command.
  @Test func aClosedErrorStreamIsNoFailure() throws {
    let command = try command()
    defer { command.end() }
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.currentDirectoryURL = command.folder
    let program = command.binary.path
    shell.arguments = [
      "-c", "'\(program)' classify in.csv --map content=无 -o x.csv 2>&- && test -s x.csv",
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
  }

  @Test func aReplacedFileKeepsItsPermissions() throws {
    let command = try command()
    defer { command.end() }
    try command.write("x.csv", "")
    let path = command.folder.appending(path: "x.csv").path
    try #require(chmod(path, 0o600) == 0)
    #expect(try command.run("classify", "in.csv", "-o", "x.csv").status == 0)
    var found = stat()
    try #require(stat(path, &found) == 0)
    #expect(found.st_mode & 0o777 == 0o600)
    #expect(found.st_size > 100)
  }

  @Test(arguments: ["x.xlsx", "x.json"])
  func aFormThatIsNotWrittenIsRefused(name: String) throws {
    let command = try command()
    defer { command.end() }
    #expect(try command.run("classify", "in.csv", "-o", name).status == 64)
    #expect(try command.run("classify", "in.csv", "-o", name, "--format", "csv").status == 0)
  }

  @Test func rejectsBeyondTheLimitAreStatusOneHereToo() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("in.csv", "受理内容,工单编号\n停电了,1\n\"没有闭合,2\n电费多扣,3\n")
    let result = try command.run("classify", "in.csv", "-o", "out.csv")
    #expect(result.status == 1)
    #expect(result.error.contains("in.csv:3:"))
    #expect(try command.run("classify", "in.csv", "--max-reject-rate", "0.4").status == 0)
  }

  @Test func standardInputIsNotOverwritten() throws {
    let command = try command()
    defer { command.end() }
    let result = try command.run(["classify", "-", "-o", "in.csv"], input: "in.csv")
    #expect(result.status == 64)
    #expect(
      try String(contentsOf: command.folder.appending(path: "in.csv"), encoding: .utf8) == export
    )
  }

  @Test func theNameTellsTheFormAndADashIsStandardOutput() throws {
    let command = try command()
    defer { command.end() }
    for (name, start) in [("x.tsv", "工单编号\t"), ("x.jsonl", "{\""), ("x.csv", "\u{feff}工单编号,")] {
      #expect(try command.run("classify", "in.csv", "-o", name).status == 0)
      let bytes = try Data(contentsOf: command.folder.appending(path: name))
      #expect(bytes.starts(with: Array(start.utf8)))
    }
    #expect(try command.run("classify", "in.csv", "-o", "-").output.hasPrefix("工单编号,"))
  }

  /// Rejected rows that were mended in their folder are no longer there after a run that writes others.
  @Test func mendedRowsAreNotOverwritten() throws {
    let command = try command()
    defer { command.end() }
    let mended = command.folder.appending(path: "mend")
    try FileManager.default.createDirectory(at: mended, withIntermediateDirectories: true)
    try command.write("mend/1-in.csv.rejects.csv", export)
    let result = try command.run(
      "run",
      "in.csv",
      "mend/1-in.csv.rejects.csv",
      "--rejects",
      "./mend/../mend"
    )
    #expect(result.status == 64)
    #expect(result.error.contains("mend/1-in.csv.rejects.csv"))
  }
}
