import ArgumentParser
import Foundation

/// The command line: each subcommand has a file of its own.
@main
struct Redian: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redian",
    abstract: "热点 - hotspot and overdue-arrival reports from 95598 ticket exports.",
    discussion: """
      EXAMPLES
        redian run 2026-10.csv                      reports into Reports/2026-10/
        redian run exports/*.csv --period 2026-W43  one ISO week
        redian classify 2026-10.csv -o tagged.csv   every column, then the tags
        redian inspect 2026-10.csv                  what redian makes of a file
        redian explain "报修两个小时了还没人来"           why a text gets its tag

      EXIT STATUS
        0 done; 1 done with too many rejects; 64 usage; 65 data unusable; 66 input missing;
        70 internal; 73 output not writable; 74 I/O; 75 try again; 78 configuration;
        129/130/143 interrupted, nothing published.
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, ClassifyCommand.self, ExplainCommand.self, InspectCommand.self,
      RowsCommand.self, TrainCommand.self, EvaluateCommand.self, TaxonomyCommand.self,
      LexiconCommand.self, FramesCommand.self, SampleCommand.self,
    ]
  )

  static func main() async {
    failOnLostOutput()
    // A reader that has closed the pipe is told by the write.
    signal(SIGPIPE, SIG_IGN)
    await main(nil)
  }
}
