import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianIngest

/// `redian explain`: why a text gets its tag.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Why a text gets its tag: the evidence, the runners-up, what would change the answer.",
    discussion: "EXAMPLE\n  redian explain 报修两个小时了还没人来"
  )

  @Argument(help: "The text, or - for standard input.")
  var text: String
  @OptionGroup var models: ModelOptions

  func run() throws {
    let classifier = try models.classifier()
    let input = text == "-" ? standardInput() : text.trimmingCharacters(in: .whitespacesAndNewlines)
    let taxonomy = classifier.taxonomy
    let explanation = classifier.explain(input)
    for (index, candidate) in explanation.candidates.enumerated() {
      let share = String(format: "%5.1f %%", candidate.confidence * 100)
      print("\(index == 0 ? "=>" : "  ") \(share)  \(title(candidate.tag, taxonomy))")
    }
    if explanation.candidates.isEmpty { print("=> other (没有可识别的文字, no known character)") }
    if explanation.tagging.also != .none {
      print("also: \(taxonomy.name(of: explanation.tagging.also))")
    }
    if !explanation.concepts.isEmpty {
      print("概念 (concepts): \(explanation.concepts.joined(separator: "、"))")
    }
    for cue in explanation.cues {
      let phrases = cue.phrases.map { "“\($0)”" }.joined(separator: "、")
      print("规则 (cue): \(phrases)  \(weight(cue.weight))  \(title(cue.tag, taxonomy))")
    }
    if explanation.isCut {
      let most = Classifier.mostExplained
      print("依据只查看前 \(most) 字 (evidence is looked for in the first \(most) characters)")
    }
    show("依据 (evidence)", explanation.evidence)
    show("支持次选 (for the runner-up)", explanation.against)
    for alternative in explanation.alternatives {
      print("若无 (without) “\(alternative.without)” => \(title(alternative.tag, taxonomy))")
    }
  }

  /// The text of standard input as a cell would be read: UTF-8 or GB18030, without the blanks around it.
  private func standardInput() -> String {
    let bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
    return cellText(bytes).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func title(_ tag: TagID, _ taxonomy: Taxonomy) -> String {
    let category = taxonomy.category(of: tag).chinese
    return "\(taxonomy.name(of: tag))  \(category) \(taxonomy[tag].chinese)"
  }

  private func show(_ title: String, _ pieces: [Explanation.Evidence]) {
    guard !pieces.isEmpty else { return }
    print("\(title):")
    for piece in pieces { print("  \(weight(piece.weight))  \(piece.text)") }
  }

  private func weight(_ weight: Float) -> String { String(format: "%+.2f", weight) }
}
