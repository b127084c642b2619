import Foundation
import Testing

/// What `-o` may replace, and what it must not.
@Suite struct OutputTests {
  private func command() throws -> Command {
    let command = try Command()
    try command.write("in.csv", export)
    return command
  }

  /// A link to a file, and one to a file that is not there yet.
  @Test func aLinkIsFollowed() throws {
    let command = try command()
    defer { command.end() }
    let link = command.folder.appending(path: "link.csv").path
    try FileManager.default.createSymbolicLink(
      atPath: link,
      withDestinationPath: "tagged.csv"
    )
    for _ in 0..<2 {
      #expect(try command.run("classify", "in.csv", "-o", "link.csv").status == 0)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "tagged.csv")
      let text = try String(
        contentsOf: command.folder.appending(path: "tagged.csv"),
        encoding: .utf8
      )
      #expect(text.contains("redian_category"))
    }
  }

  @Test func aPipeIsWrittenToAndStays() throws {
    let command = try command()
    defer { command.end() }
    let pipe = command.folder.appending(path: "pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    // Open at both ends, so that neither this test nor the command waits for the other.
    let descriptor = open(pipe, O_RDWR)
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
    let result = try command.run(arguments)
    #expect(result.status == status)
    #expect(result.error.hasPrefix("redian: \(arguments.last ?? ""): "))
    for (name, text) in [("in.csv", export), ("own.tsv", labelled), ("more.tsv", labelled)] {
      let url = command.folder.appending(path: name)
      #expect(try String(contentsOf: url, encoding: .utf8) == text)
    }
  }

  /// A small output that is lost only when the program ends.
  @Test(arguments: ["taxonomy", "explain 停电", "classify in.csv"])
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

  @Test func rejectsBeyondTheLimitAreStatusOneHereToo() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("in.csv", "受理内容,工单编号\n停电了,1\n\"没有闭合,2\n电费多扣,3\n")
    let result = try command.run("classify", "in.csv", "-o", "out.csv")
    #expect(result.status == 1)
    #expect(result.error.contains("in.csv:3:"))
    #expect(try command.run("classify", "in.csv", "--max-reject-rate", "0.5").status == 0)
  }
}
