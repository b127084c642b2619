import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianTrain

/// `redian evaluate`: how well tags agree with labels.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Accuracy, F1, calibration and confusions of the model on labelled tickets.",
    discussion: "EXAMPLE\n  redian evaluate own.tsv --model own.model --json"
  )

  @Argument(help: "Labelled files.")
  var labelled: [String]
  @OptionGroup var headers: LabelHeaderOptions
  @OptionGroup var models: ModelOptions
  @Option(
    help: "Put every ticket between an opening and a closing of this file (TSV or CSV: kind, text)."
  )
  var frames: String?
  @Flag(help: "JSON instead of text.")
  var json = false

  func run() throws {
    let classifier = try models.classifier()
    let headers = try headers.headers()
    var tickets = try withPatternsExpanded(labelled).flatMap {
      try readLabelled($0, classifier.taxonomy, headers)
    }
    if let frames { tickets = tickets.framed(try readFrames(frames)) }
    let result = evaluate(classifier, on: tickets)
    print(json ? asJSON(result, classifier) : asText(result, classifier))
  }

  private func asText(_ result: Evaluation, _ classifier: Classifier) -> String {
    func percent(_ value: Double) -> String { String(format: "%6.2f %%", value * 100) }
    var lines = [
      "工单 (tickets)                 \(result.tickets)",
      "案例准确率 (case accuracy)     \(percent(result.caseAccuracy))   macro-F1 \(percent(result.caseMacroF1))",
      "类别准确率 (category accuracy) \(percent(result.categoryAccuracy))   macro-F1 \(percent(result.categoryMacroF1))",
      "含附加标签 (also counted)      \(percent(result.accuracyWithAlso))",
      "前三命中 (among top three)     \(percent(result.topThree))",
      further(result.further),
      "校准误差 (calibration error)   \(percent(result.calibrationError))", "",
      "最常见的混淆 (most frequent confusions): 标注 (labelled) -> 判为 (given)",
    ]
    for item in result.confusions.prefix(20) {
      let labelled = classifier.taxonomy.name(of: item.labelled)
      lines.append("  \(item.count)  \(labelled) -> \(classifier.taxonomy.name(of: item.given))")
    }
    lines += [
      "", "类别 (tag), 标注 (labelled), 判为 (given), 精确率 (precision), 召回率 (recall), F1:",
    ]
    for (tag, figures) in result.tags where figures.labelled + figures.given > 0 {
      let shares = [figures.precision, figures.recall, figures.f1].map {
        String(format: "%.3f", $0)
      }
      lines.append(
        "  \(classifier.taxonomy.name(of: tag)), \(figures.labelled), \(figures.given), "
          + shares.joined(separator: ", ")
      )
    }
    return lines.joined(separator: "\n")
  }

  private func further(_ figures: Evaluation.Figures) -> String {
    let shares = [figures.precision, figures.recall].map { String(format: "%.3f", $0) }
    return """
      附加标签 (further tags)        标注 (labelled) \(figures.labelled), 判为 (given) \(figures.given), \
      一致 (right) \(figures.right), 精确率 (precision) \(shares[0]), 召回率 (recall) \(shares[1])
      """
  }

  private func asJSON(_ result: Evaluation, _ classifier: Classifier) -> String {
    let taxonomy = classifier.taxonomy
    let tags = result.tags.map { tag, figures in
      "{\"tag\":\"\(taxonomy.name(of: tag))\",\(counts(figures))}"
    }
    let confusions = result.confusions.map { item in
      """
      {"labelled":"\(taxonomy.name(of: item.labelled))","given":"\(taxonomy.name(of: item.given))",\
      "count":\(item.count)}
      """
    }
    return """
      {"model":"\(classifier.version)","tickets":\(result.tickets),\
      "case":{"accuracy":\(result.caseAccuracy),"macro_f1":\(result.caseMacroF1)},\
      "category":{"accuracy":\(result.categoryAccuracy),"macro_f1":\(result.categoryMacroF1)},\
      "with_also":\(result.accuracyWithAlso),"top3":\(result.topThree),\
      "calibration_error":\(result.calibrationError),"also":{\(counts(result.further))},\
      "tags":[\(tags.joined(separator: ","))],"confusions":[\(confusions.joined(separator: ","))]}
      """
  }

  private func counts(_ figures: Evaluation.Figures) -> String {
    "\"labelled\":\(figures.labelled),\"given\":\(figures.given),\"right\":\(figures.right)"
  }
}
