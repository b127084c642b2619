import Foundation
import Testing

/// Customers, steps and event days from the command line to the report.
@Suite struct ArrivalCommandTests {
  @Test func customersGiveRatesAndWarnings() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    try command.write("c.csv", "单位,客户数\n城关供电所,\"30,000\"\n别处供电所,5\n")
    let result = try command.run("run", "a.csv", "--customers", "c.csv")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("no tickets of these units): 别处供电所"))
    let folder = command.folder.path + "/Reports/2026-10/"
    let rates = try String(contentsOfFile: folder + "customer_rates.csv", encoding: .utf8)
    #expect(rates.contains("station,城关供电所,城关供电所,30000,3,1.00,"))
  }

  @Test(arguments: [
    ("单位\n城关\n", 78, "must name unit and customers"),
    ("unit,customers\n城关,0\n", 78, "c.csv:2: "), ("unit,customers\n城关\n", 78, "c.csv:2: "),
    ("unit,customers\n城关,1\n城关,2\n", 78, "c.csv:3: "),
  ])
  func badCustomers(text: String, status: Int32, says: String) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    try command.write("c.csv", text)
    let result = try command.run("run", "a.csv", "--customers", "c.csv")
    #expect(result.status == status)
    #expect(result.error.contains(says), "\(result.error)")
  }

  @Test(arguments: [
    ("steps: [{id: fly, urban: 3}]", 78), ("event-days: [tomorrow]", 78),
    ("steps: [{id: dispatch, urban: 3, rural: 5}]\nevent-days: [2026-10-01]", 0),
  ])
  func stepsAndEventDaysOfTheConfiguration(text: String, status: Int32) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    try command.write("r.yaml", text + "\n")
    #expect(try command.run("run", "a.csv", "--config", "r.yaml").status == status)
  }

  @Test func thePageSaysWhatTheFiguresRestOn() throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    _ = try command.run("run", "a.csv", "--quiet")
    let page = try String(
      contentsOfFile: command.folder.path + "/Reports/2026-10/report.html",
      encoding: .utf8
    )
    #expect(page.contains("时限已到2件，超时1件（其中0件至今未到），超时率50.0% (9.5%–90.5%)"))
  }

  /// The title names the hotline that the taxonomy names.
  @Test(arguments: [
    ("zh", "hotline: 1<2", "<h1>1&lt;2工单热点分析 2026-10</h1>"),
    ("zh", "", "<h1>工单热点分析 2026-10</h1>"),
    ("en", "hotline: 12345", "<h1>12345 hotspot report 2026-10</h1>"),
    ("en", "", "<h1>Hotspot report 2026-10</h1>"),
  ])
  func theTitleNamesTheHotline(language: String, line: String, title: String) throws {
    let command = try Command()
    defer { command.end() }
    try command.write("a.csv", export)
    let builtIn = try command.run("taxonomy", "--format", "yaml").output
    try command.write("t.yaml", builtIn.replacing("hotline: \"95598\"", with: line))
    _ = try command.run(
      "run",
      "a.csv",
      "--quiet",
      "--taxonomy",
      "t.yaml",
      "--language",
      language
    )
    let page = try String(
      contentsOfFile: command.folder.path + "/Reports/2026-10/report.html",
      encoding: .utf8
    )
    #expect(page.contains(title))
  }

  /// The archive time is no fact of a ticket, but the export is at least as late as it.
  @Test func asOfIsTheLatestTimeOfAnyColumn() throws {
    let command = try Command()
    defer { command.end() }
    let text = """
      工单编号,业务类型,受理内容,城乡类别,受理时间,归档时间
      1,故障报修,停电,城市,2026-10-01 08:00:00,
      2,咨询,电价,城市,2026-10-01 08:10:00,2026-10-01 08:46:00

      """
    try command.write("a.csv", text)
    _ = try command.run("run", "a.csv", "--quiet")
    let file = command.folder.path + "/Reports/2026-10/summary.json"
    let json = try String(contentsOfFile: file, encoding: .utf8)
    #expect(json.contains("\"as_of\": \"2026-10-01T08:46:00+08:00\""))
    #expect(json.contains("\"judged\": 1,\n      \"overdue\": 1,\n      \"not_arrived\": 1,"))
  }
}
