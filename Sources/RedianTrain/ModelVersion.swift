import RedianClassify
import RedianCore

extension Trainer {
  /// Names a model by the number of its tickets and by what it was learned from: taxonomy, concepts with their
  /// phrases, tickets with their labels, framed copies among them.
  func version(of tickets: [LabelledTicket], count: Int) -> String {
    var bytes = Array("\(taxonomy.fingerprint)".utf8) + [0]
    for concept in lexicon.concepts {
      for text in [concept.id] + concept.phrases { bytes += Array(text.utf8) + [0] }
    }
    for ticket in tickets {
      bytes += Array(ticket.text.utf8)
      bytes += [0, ticket.tag.rawValue]
    }
    let hash = String(fnv1a(bytes[...]), radix: 16)
    return "\(count)-" + String(repeating: "0", count: 16 - hash.count) + hash
  }
}
