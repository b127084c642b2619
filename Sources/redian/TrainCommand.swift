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
  @Option(
    help: """
      Corrected tickets: each replaces the labels of the same text and counts double. Take out the rows that nobody \
      has looked at: their tags would be learned too. Of what classify wrote the redian_ columns are read.
      """
  )
  var add: [String] = []
  @Option(
    name: .customLong("validate"),
    help: "Only report how well tagging carries over: leave-one-file-out."
  )
  var validation: Validation?
  @Option(help: "Validate on the files of these names alone.")
  var only: [String] = []
  @OptionGroup var headers: LabelHeaderOptions
  @Option(help: "A taxonomy in place of the built-in one.")
  var taxonomy: String?
  @Option(help: "A lexicon in place of the built-in one.")
  var lexicon: String?
  @Option(
    help: "Texts around any matter (TSV or CSV: kind, text) in place of the built-in ones."
  )
  var frames: String?

  func validate() throws {
    guard validation != nil else {
      if output == nil { throw ValidationError("Name the model file to write: -o MODEL") }
      if !only.isEmpty { throw ValidationError("--only goes with --validate.") }
      return
    }
    if output != nil { throw ValidationError("--validate writes no model: leave out -o.") }
    // A correction may be of a file that is left out: what that would measure is not what was asked.
    if !add.isEmpty { throw ValidationError("--add does not go with --validate.") }
  }

  func run() throws {
    endOnSignals()
    let training = TrainingOptions(frames: try readFrames(frames))
    let options = try ModelOptions.of(taxonomy: taxonomy, lexicon: lexicon)
    let taxonomy = try options.loadTaxonomy()
    let lexicon = try options.loadLexicon(taxonomy)
    let reader = TrainingFiles(taxonomy: taxonomy, headers: try headers.headers())
    let paths = try withPatternsExpanded(labelled)
    let files = try reader.read(paths)
    if validation != nil {
      reader.tellOddities(of: files)
      return try report(files, taxonomy, lexicon, training)
    }
    let learned = try reader.corrected(files, by: withPatternsExpanded(add))
    let sink = try OutputFile(output, inputs: inputs + paths)
    let count = learned.reduce(0) { $0 + $1.tickets.count }
    if isatty(2) != 0 { printError(Words.training(count)) }
    let model = train(
      learned.map(\.tickets),
      taxonomy: taxonomy,
      lexicon: lexicon,
      options: training
    )
    let bytes = model.encoded()
    sink.write(bytes[...])
    try sink.close()
    printError(Words.trained(model, bytes.count, tickets: count, path: output ?? ""))
  }

  /// Every file that is read besides the labelled ones.
  private var inputs: [String] { add + [taxonomy, lexicon, frames].compactMap { $0 } }

  private func report(
    _ files: [NamedFile],
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
      // A file is minutes of work: none is lost where the next one is stopped.
      fflush(nil)
    }
  }
}
