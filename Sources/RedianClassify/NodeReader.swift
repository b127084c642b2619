import Yams

/// What can be wrong with a node of any of the YAML files.
protocol NodeReason {
  static func missing(key: String) -> Self
  static func unknownKey(_ key: String) -> Self
  static func notAList(key: String) -> Self
  static func notANumber(_ text: String) -> Self
}

/// Walks YAML nodes, which know their lines, and notes mistakes instead of stopping.
protocol NodeReader {
  associatedtype Reason: NodeReason

  mutating func note(_ node: Node, _ reason: Reason)
}

extension NodeReader {
  /// The items of a list; none where there is no such key.
  mutating func list(_ node: Node, _ key: String) -> [Node] {
    guard let value = node.mapping?[key] else { return [] }
    if value.null != nil { return [] }
    guard let items = value.sequence else {
      note(value, .notAList(key: key))
      return []
    }
    return Array(items)
  }

  mutating func text(_ node: Node, _ key: String) -> String? {
    let value = node.mapping?[key]?.scalar?.string
    if value == nil { note(node, .missing(key: key)) }
    return value
  }

  mutating func number(_ node: Node, _ key: String) -> Float? {
    guard let text = text(node, key) else { return nil }
    guard let value = Float(text), value.isFinite else {
      note(node.mapping?[key] ?? node, .notANumber(text))
      return nil
    }
    return value
  }

  /// Notes keys that are not known.
  mutating func check(_ node: Node, keys: Set<String>) {
    guard let mapping = node.mapping else { return note(node, .missing(key: keys.sorted()[0])) }
    for key in mapping.keys where !keys.contains(key.string ?? "") {
      note(key, .unknownKey(key.string ?? ""))
    }
  }
}

extension Node {
  /// Where the node begins, counted from 1.
  var place: (line: Int, column: Int) { (mark?.line ?? 1, mark?.column ?? 1) }
}

/// The place and the words of an error of the YAML parser.
func syntaxMistake(_ error: any Error) -> (line: Int, column: Int, problem: String) {
  switch error as? YamlError {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    (mark.line, mark.column, problem)
  default: (1, 1, String(describing: error))
  }
}
