import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianIngest

/// Options of every command that reads exports.
struct ReadingOptions: ParsableArguments {
  @Argument(help: "Exports: files, globs, or - for standard input.")
  var inputs: [String] = []

  @Option(
    help: "utf-8, gb18030, utf-16le, utf-16be or a name of iconv -l; found out by default."
  )
  var encoding: String?

  @Option(help: "comma, tab, semicolon or one character; found out by default.")
  var delimiter: String?

  @Option(help: "Whether quotes quote: on, or off where they are text; found out by default.")
  var quoting: Quoting?

  @OptionGroup var headers: HeaderOptions

  @Option(help: "Blocks worked on at a time (default: the number of cores).")
  var threads: Int?

  @Option(
    help: ArgumentHelp("Bytes read at a time; results do not depend on it.", visibility: .hidden)
  )
  var blockSize: Int?

  @Option(help: "A YAML file with settings; options on the command line win.")
  var config: String?

  @Flag(help: "No progress and no summary on standard error.")
  var quiet = false

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be between 1 and 256.")
    }
  }

  /// The inputs with globs expanded, in order; `-` when there is none and standard input is no
  /// terminal.
  func paths() throws -> [String] {
    if inputs.isEmpty {
      guard isatty(0) == 0 else { throw fail(Words.noInput, .usage) }
      return ["-"]
    }
    return try withPatternsExpanded(inputs)
  }

  func ingest(_ configuration: Configuration) throws -> IngestOptions {
    var options = IngestOptions()
    if let name = encoding ?? configuration.encoding {
      guard let known = TextEncoding(name: name) else {
        throw fail(Words.unknownEncoding(name), .usage)
      }
      options.encoding = known
    }
    if let name = delimiter ?? configuration.delimiter {
      guard let byte = delimiterByte(name) else { throw fail(Words.badDelimiter(name), .usage) }
      options.delimiter = byte
    }
    options.isQuoting = quoting.map { $0 == .on }
    if let blockSize { options.blockSize = max(1, blockSize) }
    options.headers = try headers.headers(configuration.map ?? [:])
    return options
  }

  func width(_ configuration: Configuration) -> Int {
    threads ?? configuration.threads ?? ProcessInfo.processInfo.activeProcessorCount
  }
}

/// What `--quoting` says.
enum Quoting: String, ExpressibleByArgument {
  case on
  case off
}

/// The byte of a delimiter's name or of its one character.
private func delimiterByte(_ name: String) -> UInt8? {
  switch name.lowercased() {
  case "comma": return 0x2c
  case "tab", "\\t": return 0x09
  case "semicolon": return 0x3b
  default:
    guard name.utf8.count == 1, let byte = name.utf8.first, byte != 0x22, byte != 0x0a else {
      return nil
    }
    return byte
  }
}
