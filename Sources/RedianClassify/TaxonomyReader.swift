import RedianCore
import Yams

/// Reads the hotline's name, chapters and cases, and collects mistakes with their lines.
struct TaxonomyReader: NodeReader {
  private(set) var chapters: [Taxonomy.Chapter] = []
  private(set) var hotline = ""
  var mistakes: [FileMistake<TaxonomyReason>] = []
  /// Ids that are taken: those read, and the other columns of tables that have a column for each chapter.
  private var ids: Set<String> = ["other", "date", "total"]
  private var names: [String: Set<String>] = ["zh": ["其他", "日期", "合计"], "en": ["Other"]]
  private var numbers: Set<Int> = []

  mutating func read(_ root: Node) {
    guard check(root, keys: ["hotline", "chapters"]) else { return }
    if let value = root.mapping?["hotline"], value.null == nil { hotline = name(root, "hotline") }
    for node in list(root, "chapters") { readChapter(node) }
    let tags = chapters.reduce(1) { $0 + 1 + $1.cases.count }
    if chapters.isEmpty && mistakes.isEmpty { note(root, .noChapters) }
    if tags > TaxonomyFile.mostTags { note(root, .tooManyTags(tags)) }
  }

  private mutating func readChapter(_ node: Node) {
    guard check(node, keys: ["id", "number", "zh", "en", "cases"]) else { return }
    let id = id(node)
    let number = chapterNumber(node)
    let names = (chinese: name(node, "zh"), english: name(node, "en"))
    for (key, name) in [("zh", names.chinese), ("en", names.english)] where !name.isEmpty {
      if self.names[key]?.insert(name).inserted == false {
        note(node.mapping?[key] ?? node, .nameTwice(name))
      }
    }
    let cases = list(node, "cases").map { readCase($0) }
    chapters.append(
      Taxonomy.Chapter(
        id: id,
        number: number,
        chinese: names.chinese,
        english: names.english,
        cases: cases
      )
    )
  }

  private mutating func readCase(_ node: Node) -> (id: String, chinese: String, english: String) {
    guard check(node, keys: ["id", "zh", "en"]) else { return ("", "", "") }
    return (id(node), name(node, "zh"), name(node, "en"))
  }

  /// A name that can stand in a table's cell or a title.
  private mutating func name(_ node: Node, _ key: String) -> String {
    guard let name = text(node, key) else { return "" }
    if name.allSatisfy(\.isWhitespace) || name.contains(where: { $0.isNewline || $0 == "\t" }) {
      note(node.mapping?[key] ?? node, .badName(name))
    }
    return name
  }

  /// An id that stands once and can stand in a list: letters, digits, `.`, `-` and `_`.
  private mutating func id(_ node: Node) -> String {
    guard let id = text(node, "id") else { return "" }
    let place = node.mapping?["id"] ?? node
    if id.isEmpty || !id.allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) }) {
      note(place, .badID(id))
    }
    if !ids.insert(id).inserted { note(place, .twice(id: id)) }
    return id
  }

  private mutating func chapterNumber(_ node: Node) -> Int {
    guard let text = text(node, "number") else { return 0 }
    let place = node.mapping?["number"] ?? node
    guard let number = Int(text) else {
      note(place, .node(.notANumber(text)))
      return 0
    }
    if number < 1 { note(place, .badNumber(number)) }
    if !numbers.insert(number).inserted { note(place, .numberTwice(number)) }
    return number
  }
}
