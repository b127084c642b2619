package import RedianCore

/// A text that stands twice with different labels.
package struct Contradiction: Equatable, Sendable {
  package struct Place: Equatable, Sendable {
    package let path: String
    /// From 1.
    package let line: Int
    package let tag: TagID
  }

  package let first: Place
  package let second: Place
}

/// Texts of labelled files that stand more than once.
package struct Repeats: Sendable {
  /// Tickets whose text stands before with the same label.
  package private(set) var count = 0
  /// One for each text that contradicts its first label, in the order of the files.
  package private(set) var contradictions: [Contradiction] = []

  package init(in files: [(path: String, tickets: LabelledFile)]) {
    var firsts: [String: Contradiction.Place] = [:]
    var contradicted: Set<String> = []
    for (path, tickets) in files {
      for ticket in tickets {
        let place = Contradiction.Place(path: path, line: ticket.line, tag: ticket.tag)
        guard let first = firsts[ticket.text] else {
          firsts[ticket.text] = place
          continue
        }
        if first.tag == place.tag {
          count += 1
        } else if contradicted.insert(ticket.text).inserted {
          contradictions.append(Contradiction(first: first, second: place))
        }
      }
    }
  }
}
