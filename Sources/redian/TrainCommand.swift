import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianTrain

/// `redian train`: a model from labelled tickets.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn a model from labelled tickets (TSV or CSV: text, category, case, also).",
    discussion: """
      EXAMPLES
        redian train SampleData/labelled/*.tsv -o own.model
        redian classify 2026-10.csv --uncertain 0.5 -o review.csv    (then correct its tags)
        redian train SampleData/labelled/*.tsv --add review.csv -o own.model
        redian train SampleData/labelled/*.tsv --validate leave-one-file-out
      """
  )

  enum Validation: String, ExpressibleByArgument {
    case leaveOneFileOut = "leave-one-file-out"
  }

  @Argument(help: "Labelled files; a file is one author's or one office's.")
  var labelled: [String]
  @Option(name: .shortAndLong, help: "The model file to write.")
  var output: String?
  @Option(help: "Corrected tickets: each replaces the labels of the same text and counts double.")
  var add: [String] = []
  @Option(help: "Only report how well tagging carries over: leave-one-file-out.")
  var validate: Validation?
  @Option(help: "Validate on the files of these names alone.")
  var only: [String] = []
  @OptionGroup var headers: HeaderOptions
  @Option(help: "A taxonomy in place of the built-in one.")
  var taxonomy: String?
  @Option(help: "A lexicon in place of the built-in one.")
  var lexicon: String?
  @Option(
    help: "Texts around any matter (TSV or CSV: kind, text) in place of the built-in ones."
  )
  var frames: String?

  func run() throws {
    endOnSignals()
    let training = TrainingOptions(frames: try readFrames(frames))
    var options = try ModelOptions.parse([])
    options.taxonomy = taxonomy
    options.lexicon = lexicon
    let taxonomy = try options.loadTaxonomy()
    let lexicon = try options.loadLexicon(taxonomy)
    let headers = try headers.headers()
    var files = try labelled.map { (path: $0, tickets: try readLabelled($0, taxonomy, headers)) }
    let corrections = try add.map { (path: $0, tickets: try readLabelled($0, taxonomy, headers)) }
    if validate != nil { return try report(files, taxonomy, lexicon, training) }
    guard let output else { throw ValidationError("Name the model file to write: -o MODEL") }
    let texts = corrections.flatMap(\.tickets)
    files = files.map { ($0.path, $0.tickets.corrected(by: texts)) }
    tell(Contradiction.all(in: files + corrections), taxonomy)
    if let path = add.first { files.append((path, texts + texts)) }
    let tickets = files.flatMap(\.tickets)
    let sink = try OutputFile(output, inputs: inputs)
    let model = train(
      files.map(\.tickets),
      taxonomy: taxonomy,
      lexicon: lexicon,
      options: training
    )
    let bytes = model.encoded()
    sink.write(bytes[...])
    try sink.close()
    print(
      """
      \(output): \(tickets.count) 工单 (tickets), \(model.grams.count) 字串 (grams), \
      \(model.concepts.count) 概念 (concepts), \(model.pairs.count) 概念对 (pairs), \(bytes.count) 字节 (bytes), \
      版本 (version) \(model.version)
      """
    )
  }

  /// Names the first places where labels differ, and how many texts have such labels.
  private func tell(_ contradictions: [Contradiction], _ taxonomy: Taxonomy) {
    guard !contradictions.isEmpty else { return }
    for contradiction in contradictions.prefix(10) {
      printError(Words.contradiction(contradiction, taxonomy))
    }
    printError("redian: " + Words.contradictions(contradictions.count))
  }

  /// Every file that is read.
  private var inputs: [String] {
    labelled + add + [taxonomy, lexicon, frames].compactMap { $0 }
  }

  private func report(
    _ files: [(path: String, tickets: LabelledFile)],
    _ taxonomy: Taxonomy,
    _ lexicon: Lexicon,
    _ training: TrainingOptions
  ) throws {
    guard files.count > 1 else {
      throw ValidationError("--validate leave-one-file-out needs two files or more.")
    }
    let names = files.map { URL(fileURLWithPath: $0.path).lastPathComponent }
    if let unknown = only.first(where: { !names.contains($0) }) {
      throw ValidationError("--only \(unknown): \(names.joined(separator: " | "))")
    }
    print(
      "file,tickets,case,category,with_also,top3,case_macro_f1,category_macro_f1,calibration_error"
    )
    let left = files.indices.filter { only.isEmpty || only.contains(names[$0]) }
    try leaveOneFileOut(
      files,
      of: left,
      taxonomy: taxonomy,
      lexicon: lexicon,
      options: training
    ) { path, result in
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
