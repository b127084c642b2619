import ArgumentParser
import RedianIngest

/// Which column holds what, where a file's header does not tell.
struct HeaderOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The header of a field the file names otherwise.",
      valueName: "field=header"
    )
  )
  var map: [String] = []

  /// The headers that are named, those of the command line before the configured ones.
  func headers(_ configured: [String: String] = [:]) throws -> [NamedHeader] {
    let further = configured.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return try (map + further).map(mapping)
  }

  private func mapping(_ text: String) throws -> NamedHeader {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let field = TicketField(rawValue: parts[0]) else {
      let known = TicketField.allCases.map(\.rawValue).joined(separator: ", ")
      throw fail(Words.badMapping(text), hint: known, .usage)
    }
    return (field, parts[1])
  }
}
