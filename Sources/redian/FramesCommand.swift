import ArgumentParser
import RedianTrain

/// `redian frames`: what exports write around a matter, to read and extend.
struct FramesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frames",
    abstract: "The texts around any matter that a model learns to pass over, as a file to extend.",
    discussion: """
      Openings and closings that tell nothing of the matter: forms, numbers, addresses, requests to look
      into it. `train` learns from half of the tickets in them as well, `evaluate --frames` puts all of them
      in. A file of the header alone: no frames.

      EXAMPLES
        redian frames > own.tsv
        redian evaluate labelled.tsv --frames own.tsv
        redian train labelled.tsv --frames own.tsv -o own.model
      """
  )

  func run() { print(Frames.builtInText, terminator: "") }
}
