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
    let typed: [NamedHeader] = try map.map(mapping)
    let further: [NamedHeader] = try configured.sorted { $0.key < $1.key }
      .map { try mapping("\($0.key)=\($0.value)") }
      .filter { one in !typed.contains { $0.field == one.field } }
    return try withoutDoubles(typed + further)
  }
}

/// The same of labelled files.
struct LabelHeaderOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The header of content (the text), category, case or also where the file names it otherwise.",
      valueName: "field=header"
    )
  )
  var map: [String] = []

  func headers() throws -> [NamedLabelHeader] { try withoutDoubles(map.map(mapping)) }
}

/// A header that holds a field of labelled files.
typealias NamedLabelHeader = (field: LabelField, header: String)

/// What is read of labelled files; labels stand under these names unless others are named.
enum LabelField: String, CaseIterable {
  case content
  case category
  case caseID = "case"
  case also

  static let labels = [LabelField.category, .caseID, .also]
}

/// What `--map` says.
private func mapping<Field: RawRepresentable<String> & CaseIterable>(
  _ text: String
) throws -> (field: Field, header: String) {
  let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2, let field = Field(rawValue: parts[0]) else {
    let known = Field.allCases.map(\.rawValue).joined(separator: ", ")
    throw fail(Words.badMapping(text), hint: known, .usage)
  }
  return (field, parts[1])
}

/// The same headers, if each is one field's alone.
private func withoutDoubles<Field: RawRepresentable<String>>(
  _ named: [(field: Field, header: String)]
) throws -> [(field: Field, header: String)] {
  for (number, one) in named.enumerated() {
    let other = named[..<number].first {
      $0.field.rawValue != one.field.rawValue
        && normalizedHeader($0.header) == normalizedHeader(one.header)
    }
    if let other {
      let fields = [other.field.rawValue, one.field.rawValue]
      throw fail(Words.mappedTwice(one.header, fields), .usage)
    }
  }
  return named
}
