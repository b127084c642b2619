import Foundation
import RedianCore
import RedianIngest
import RedianPipeline

/// Ends a run whose inputs lie in the folder of its rejects, which would be written over them.
func refuseInputs(_ inputs: [String], in folder: String) throws {
  func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
  for input in inputs where input != "-" {
    if real(real(input) + "/..") == real(folder) {
      throw fail(Words.inputInRejects(input), .usage)
    }
  }
}

/// Writes the rejected rows of a run as they stand in the inputs, one file per input that has any: its
/// header, then the rows.
///
/// A file that was UTF-16 or named another encoding is UTF-8 here.
func writeRejects(_ result: RunResult, to folder: String) throws {
  let rows = Dictionary(grouping: result.problems.listed, by: \.file)
  guard !rows.isEmpty else { return }
  try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  for layout in result.layouts {
    guard let rejects = rows[layout.number] else { continue }
    let name = layout.path == "-" ? "stdin" : URL(fileURLWithPath: layout.path).lastPathComponent
    let file = try OutputFile("\(folder)/\(layout.number + 1)-\(name).rejects.csv")
    file.write(ended(layout.rawHeader)[...])
    for reject in rejects { file.write(ended(reject.raw)[...]) }
    try file.close()
  }
}

/// Raw bytes with a line break at their end, which a last line may lack.
private func ended(_ raw: [UInt8]) -> [UInt8] {
  raw.last == 0x0a || raw.last == 0x0d ? raw : raw + [0x0a]
}
