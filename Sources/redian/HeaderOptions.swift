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

  /// The headers that are named, those of the command line in place of the configured ones.
  func headers(_ configured: [String: String] = [:]) throws -> [NamedHeader] {
    let typed = try map.map(mapping)
    let further = try configured.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .map(mapping).filter { one in !typed.contains { $0.field == one.field } }
    let named = typed + further
    for (number, one) in named.enumerated() {
      let other = named[..<number].first {
        $0.field != one.field && normalizedHeader($0.header) == normalizedHeader(one.header)
      }
      if let other { throw fail(Words.mappedTwice(one.header, [other.field, one.field]), .usage) }
    }
    return named
  }

  /// The headers that are named for the text, of files of which nothing else is read.
  func contents() throws -> [String] {
    try headers().map { named in
      guard named.field == .content else {
        throw fail(Words.onlyContent(named.field), .usage)
      }
      return named.header
    }
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
