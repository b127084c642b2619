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

  /// One for each text that contradicts its first label, in the order of the files.
  package static func all(
    in files: [(path: String, tickets: LabelledFile)]
  ) -> [Contradiction] {
    var firsts: [String: Place] = [:]
    var found: [String: Contradiction] = [:]
    var order: [String] = []
    for (path, tickets) in files {
      for ticket in tickets {
        let place = Place(path: path, line: ticket.line, tag: ticket.tag)
        guard let first = firsts[ticket.text] else {
          firsts[ticket.text] = place
          continue
        }
        guard first.tag != ticket.tag, found[ticket.text] == nil else { continue }
        found[ticket.text] = Contradiction(first: first, second: place)
        order.append(ticket.text)
      }
    }
    return order.compactMap { found[$0] }
  }
}
