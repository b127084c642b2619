import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianIngest
import RedianTrain

/// `redian train`: a model from labelled tickets.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn a model from labelled tickets (TSV or CSV: text, category, case, also).",
    discussion: """
      EXAMPLES
        redian train SampleData/labelled/*.tsv -o own.model
        redian train SampleData/labelled/*.tsv --validate leave-one-file-out
      """
  )

  enum Validation: String, ExpressibleByArgument {
    case leaveOneFileOut = "leave-one-file-out"
  }

  @Argument(help: "Labelled files.")
  var labelled: [String]
  @Option(name: .shortAndLong, help: "The model file to write.")
  var output: String?
  @Option(help: "Only report how well tagging carries over: leave-one-file-out.")
  var validate: Validation?
  @Option(help: "A taxonomy in place of the built-in one.")
  var taxonomy: String?

  func run() throws {
    let reading = try ReadingOptions.parse(taxonomy.map { ["--taxonomy", $0] } ?? [])
    let taxonomy = try reading.loadTaxonomy()
    let files = try labelled.map { (path: $0, tickets: try read($0, taxonomy)) }
    if validate != nil { return try report(files, taxonomy) }
    guard let output else { throw ValidationError("-o MODEL") }
    let model = train(files.flatMap(\.tickets), taxonomy: taxonomy)
    let sink = try OutputFile(output)
    let bytes = model.encoded()
    sink.write(bytes[...])
    try sink.close()
    print(
      "\(output): \(files.reduce(0) { $0 + $1.tickets.count }) tickets, "
        + "\(model.patterns.count) patterns, \(bytes.count) bytes, version \(model.version)"
    )
  }

  private func report(
    _ files: [(path: String, tickets: [LabelledTicket])],
    _ taxonomy: Taxonomy
  ) throws {
    print("file,tickets,case,category,with_also,top3,case_macro_f1,category_macro_f1,ece")
    try leaveOneFileOut(files, taxonomy: taxonomy) { path, result in
      let figures = [
        result.caseAccuracy, result.categoryAccuracy, result.accuracyWithAlso, result.topThree,
        result.caseMacroF1, result.categoryMacroF1, result.calibrationError,
      ]
      let text = figures.map { String(format: "%.4f", $0) }.joined(separator: ",")
      let name = URL(fileURLWithPath: path).lastPathComponent
      print("\(name),\(result.tickets),\(text)")
    }
  }
}

/// `redian evaluate`: how well tags agree with labels.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Accuracy, F1, calibration and confusions of the model on labelled tickets.",
    discussion: "EXAMPLE\n  redian evaluate own.tsv --model own.model --json"
  )

  @Argument(help: "Labelled files.")
  var labelled: [String]
  @Option(help: "A model in place of the built-in one.")
  var model: String?
  @Option(help: "A taxonomy in place of the built-in one.")
  var taxonomy: String?
  @Flag(help: "JSON instead of text.")
  var json = false

  func run() throws {
    var arguments: [String] = []
    if let model { arguments += ["--model", model] }
    if let taxonomy { arguments += ["--taxonomy", taxonomy] }
    let classifier = try ReadingOptions.parse(arguments).classifier()
    let tickets = try labelled.flatMap { try read($0, classifier.taxonomy) }
    let result = evaluate(classifier, on: tickets)
    print(json ? asJSON(result, classifier) : asText(result, classifier))
  }

  private func asText(_ result: Evaluation, _ classifier: Classifier) -> String {
    func percent(_ value: Double) -> String { String(format: "%6.2f %%", value * 100) }
    var lines = [
      "tickets            \(result.tickets)",
      "case accuracy      \(percent(result.caseAccuracy))   macro-F1 \(percent(result.caseMacroF1))",
      "category accuracy  \(percent(result.categoryAccuracy))   macro-F1 \(percent(result.categoryMacroF1))",
      "also counted       \(percent(result.accuracyWithAlso))",
      "among top three    \(percent(result.topThree))",
      "calibration error  \(percent(result.calibrationError))", "", "most frequent confusions:",
    ]
    for item in result.confusions.prefix(20) {
      let labelled = name(item.labelled, classifier.taxonomy)
      lines.append("  \(item.count)  \(labelled) -> \(name(item.given, classifier.taxonomy))")
    }
    lines += ["", "tag, labelled, given, precision, recall, F1:"]
    for figures in result.tags where figures.labelled + figures.given > 0 {
      let shares = [figures.precision, figures.recall, figures.f1].map {
        String(format: "%.3f", $0)
      }
      let tag = name(figures.tag, classifier.taxonomy)
      lines.append(
        "  \(tag), \(figures.labelled), \(figures.given), "
          + shares.joined(separator: ", ")
      )
    }
    return lines.joined(separator: "\n")
  }

  private func asJSON(_ result: Evaluation, _ classifier: Classifier) -> String {
    let taxonomy = classifier.taxonomy
    let tags = result.tags.map { figures in
      """
      {"tag":"\(name(figures.tag, taxonomy))","labelled":\(figures.labelled),\
      "given":\(figures.given),"right":\(figures.right)}
      """
    }
    let confusions = result.confusions.map { item in
      """
      {"labelled":"\(name(item.labelled, taxonomy))","given":"\(name(item.given, taxonomy))",\
      "count":\(item.count)}
      """
    }
    return """
      {"model":"\(classifier.version)","tickets":\(result.tickets),\
      "case":{"accuracy":\(result.caseAccuracy),"macro_f1":\(result.caseMacroF1)},\
      "category":{"accuracy":\(result.categoryAccuracy),"macro_f1":\(result.categoryMacroF1)},\
      "with_also":\(result.accuracyWithAlso),"top3":\(result.topThree),\
      "calibration_error":\(result.calibrationError),\
      "tags":[\(tags.joined(separator: ","))],"confusions":[\(confusions.joined(separator: ","))]}
      """
  }
}

/// `redian explain`: why a text gets its tag.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a text gets its tag: the evidence, the runners-up.",
    discussion: "EXAMPLE\n  redian explain 报修两个小时了还没人来"
  )

  @Argument(help: "The text, or - for standard input.")
  var text: String
  @Option(help: "A model in place of the built-in one.")
  var model: String?

  func run() throws {
    let classifier = try ReadingOptions.parse(model.map { ["--model", $0] } ?? []).classifier()
    let input =
      text == "-"
      ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : text
    let taxonomy = classifier.taxonomy
    let explanation = classifier.explain(input)
    for (index, candidate) in explanation.candidates.enumerated() {
      let tag = taxonomy[candidate.tag]
      let category = taxonomy.category(of: candidate.tag)
      let share = String(format: "%5.1f %%", candidate.confidence * 100)
      let mark = index == 0 ? "=>" : "  "
      let id = name(candidate.tag, taxonomy)
      print("\(mark) \(share)  \(id)  \(category.chinese) \(tag.chinese)")
    }
    if explanation.candidates.isEmpty { print("=> other (没有可识别的文字, no known character)") }
    if explanation.tagging.also != .none {
      print("also: \(name(explanation.tagging.also, taxonomy))")
    }
    show("依据 (evidence)", explanation.evidence)
    show("支持次选 (for the runner-up)", explanation.against)
  }

  private func show(_ title: String, _ pieces: [Explanation.Evidence]) {
    guard !pieces.isEmpty else { return }
    print("\(title):")
    for piece in pieces { print(String(format: "  %+.2f  ", piece.weight) + piece.text) }
  }
}

/// `redian taxonomy`: chapters and cases.
struct TaxonomyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "taxonomy",
    abstract: "Chapters, cases and their ids."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json, yaml
  }

  @Option(help: "text, csv, json, or yaml (the file to edit for --taxonomy).")
  var format = Format.text
  @Option(help: "A taxonomy in place of the built-in one.")
  var taxonomy: String?

  func run() throws {
    let arguments = taxonomy.map { ["--taxonomy", $0] } ?? []
    let taxonomy = try ReadingOptions.parse(arguments).loadTaxonomy()
    switch format {
    case .yaml: print(TaxonomyFile.builtInText, terminator: "")
    case .text: text(taxonomy)
    case .csv:
      print("category,number,case,zh,en")
      for tag in taxonomy.tags {
        let category = taxonomy.categories[tag.category]
        print(
          "\(category.id),\(category.number),\(tag.caseID),\"\(tag.chinese)\",\"\(tag.english)\""
        )
      }
    case .json:
      let rows = taxonomy.tags.map { tag in
        let category = taxonomy.categories[tag.category]
        return """
          {"category":"\(category.id)","number":\(category.number),"case":"\(tag.caseID)",\
          "zh":"\(tag.chinese)","en":"\(tag.english)"}
          """
      }
      print("[\(rows.joined(separator: ",\n "))]")
    }
  }

  private func text(_ taxonomy: Taxonomy) {
    for category in taxonomy.categories {
      print("\(category.number) \(category.id)  \(category.chinese)  \(category.english)")
      for tag in category.tags.map({ taxonomy.tags[$0] }) where !tag.isRoutine {
        print("  \(tag.caseID)  \(tag.chinese)  (\(tag.english))")
      }
    }
  }
}

/// A tag as it is written in files: `1.2`, `fault-repair` for its routine business, `other`.
private func name(_ tag: TagID, _ taxonomy: Taxonomy) -> String {
  let found = taxonomy[tag]
  return found.isRoutine ? taxonomy.category(of: tag).id : found.caseID
}

/// Reads a labelled file, or ends with its first mistake.
private func read(_ path: String, _ taxonomy: Taxonomy) throws -> [LabelledTicket] {
  do {
    return try labelledTickets(rows: readTable(path: path), path: path, taxonomy: taxonomy)
  } catch let error as LabelError {
    throw fail("\(error.path):\(error.line): \(describe(error.reason))", .dataUnusable)
  } catch let error as IngestError {
    let (message, hint, status) = Words.describe(error)
    throw fail(message, hint: hint, status)
  }
}

private func describe(_ reason: LabelError.Reason) -> String {
  switch reason {
  case .unreadable: "无法读取 (cannot be read)"
  case .missingColumn(let column): "缺少列 (missing column) \(column)"
  case .fields(let found, let expected): "\(found) 列, 应为 (cells, expected) \(expected)"
  case .unknownLabel(let category, let caseID, let nearest):
    "未知标签 (unknown label) \(category) \(caseID)"
      + (nearest.map { "; 是否为 (did you mean) \($0) \(caseID)?" } ?? "")
  case .unknownAlso(let id): "also: 未知 (unknown) \(id)"
  }
}
