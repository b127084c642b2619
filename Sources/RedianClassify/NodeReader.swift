import Yams

/// What can be wrong with any YAML file.
package enum NodeFault: Equatable, Sendable {
  case yaml(String)
  case missing(key: String)
  case unknownKey(String)
  case notAList(key: String)
  case notAMapping
  case notANumber(String)
}

/// What can be wrong with a YAML file of one kind.
package protocol NodeReason: Equatable, Sendable {
  static func node(_ fault: NodeFault) -> Self
}

/// A mistake in a YAML file.
///
/// Line and column count from 1.
package struct FileMistake<Reason: NodeReason>: Equatable, Sendable {
  package let line: Int
  package let column: Int
  package let reason: Reason
}

/// All mistakes of a YAML file, in the order of their lines.
package struct FileError<Reason: NodeReason>: Error, Equatable {
  package let mistakes: [FileMistake<Reason>]
}

/// Walks YAML nodes, which know their lines, and notes mistakes instead of stopping.
protocol NodeReader {
  associatedtype Reason: NodeReason

  var mistakes: [FileMistake<Reason>] { get set }

  mutating func read(_ root: Node)
}

extension NodeReader {
  /// Reads a file to its end and throws every mistake in it at once; a file without anything is an empty mapping.
  mutating func read(yaml: String) throws(FileError<Reason>) {
    do {
      read(try compose(yaml: yaml) ?? Node([:]))
    } catch {
      let (line, column, problem) = syntaxMistake(error)
      throw FileError(
        mistakes: [FileMistake(line: line, column: column, reason: .node(.yaml(problem)))]
      )
    }
    guard mistakes.isEmpty else {
      throw FileError(mistakes: mistakes.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
  }

  mutating func note(_ node: Node, _ reason: Reason) {
    let mark = node.mark
    mistakes.append(FileMistake(line: mark?.line ?? 1, column: mark?.column ?? 1, reason: reason))
  }

  private mutating func note(_ node: Node, _ fault: NodeFault) { note(node, .node(fault)) }
}

extension NodeReader {
  /// The items of a list; none where there is no such key.
  mutating func list(_ node: Node, _ key: String) -> [Node] {
    guard let value = node.mapping?[key] else { return [] }
    if value.null != nil { return [] }
    guard let items = value.sequence else {
      note(value, NodeFault.notAList(key: key))
      return []
    }
    return Array(items)
  }

  mutating func text(_ node: Node, _ key: String) -> String? {
    let value = node.mapping?[key]?.scalar?.string
    if value == nil { note(node, NodeFault.missing(key: key)) }
    return value
  }

  mutating func number(_ node: Node, _ key: String) -> Float? {
    guard let text = text(node, key) else { return nil }
    guard let value = Float(text), value.isFinite else {
      note(node.mapping?[key] ?? node, NodeFault.notANumber(text))
      return nil
    }
    return value
  }

  /// Notes keys that are not known; false where there are none to read.
  mutating func check(_ node: Node, keys: Set<String>) -> Bool {
    guard let mapping = node.mapping else {
      note(node, NodeFault.notAMapping)
      return false
    }
    for key in mapping.keys where !keys.contains(key.string ?? "") {
      note(key, NodeFault.unknownKey(key.string ?? ""))
    }
    return true
  }
}

/// The place and the words of an error of the YAML parser.
private func syntaxMistake(_ error: any Error) -> (line: Int, column: Int, problem: String) {
  switch error as? YamlError {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    (mark.line, mark.column, problem)
  case .duplicatedKeysInMapping(let keys, let context):
    (context.mark.line, context.mark.column, "\(keys.joined(separator: ", ")): duplicated keys")
  default: (1, 1, String(describing: error))
  }
}
