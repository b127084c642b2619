/// A tag of the labelling guide with its share of tickets.
struct SampleTag {
  var category: String
  /// Empty for routine tickets and `other`.
  var caseID: String
  /// In ten-thousandths of all tickets.
  var weight: Int
}

/// A stretch of a sentence: fixed bytes or a slot.
enum Piece {
  case fixed([UInt8])
  case place, time, number, money, account, phone
}

/// A base sentence; formal ones get the agent's opening and ending.
struct Sentence {
  var isFormal: Bool
  var pieces: [Piece]
}

/// The hand-written base sentences by tag.
struct TextBank {
  private(set) var tags: [SampleTag] = []
  /// Sentences of each tag, in the order of `tags`.
  private(set) var sentences: [[Sentence]] = []
  private(set) var choice = WeightedChoice([])

  /// Reads the bank: `# tag weight` opens a tag, `f`, `s` or `t` and a blank begin a sentence.
  init(_ texts: [String] = TextBank.texts) {
    for text in texts {
      for line in text.split(separator: "\n") { read(line) }
    }
    choice = WeightedChoice(tags.map(\.weight))
  }

  private mutating func read(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2 else { return }
    if words[0] == "#", words.count == 3 {
      tags.append(Self.tag(String(words[1]), weight: Int(words[2]) ?? 1))
      sentences.append([])
    } else if !sentences.isEmpty {
      let sentence = Sentence(isFormal: words[0] == "f", pieces: Self.pieces(line.dropFirst(2)))
      sentences[sentences.count - 1].append(sentence)
    }
  }

  private static let categories = [
    "fault-repair", "fee-collection", "business-environment", "metering", "business-hall",
    "ev-charging", "grid-construction", "gov-enterprise", "communication",
  ]

  private static func tag(_ name: String, weight: Int) -> SampleTag {
    let chapter = name.split(separator: ".").first.flatMap { Int($0) }
    guard let chapter, categories.indices.contains(chapter - 1) else {
      return SampleTag(category: name, caseID: "", weight: weight)
    }
    return SampleTag(category: categories[chapter - 1], caseID: name, weight: weight)
  }

  private static func pieces(_ text: Substring) -> [Piece] {
    var pieces: [Piece] = []
    for part in text.split(separator: "{", omittingEmptySubsequences: false) {
      guard let close = part.firstIndex(of: "}") else {
        pieces.append(.fixed(Array(part.utf8)))
        continue
      }
      pieces.append(slot(part[..<close]))
      pieces.append(.fixed(Array(part[part.index(after: close)...].utf8)))
    }
    return pieces
  }

  private static func slot(_ name: Substring) -> Piece {
    switch name {
    case "p": .place
    case "t": .time
    case "m": .money
    case "u": .account
    case "h": .phone
    default: .number
    }
  }
}
