import CEmbedded
import RedianClassify
import RedianCore

/// What stands around the matter of a ticket, whatever the matter is: agents' openings, fields of forms,
/// addresses, numbers, requests to look into it.
///
/// Every export has frames of its own, and their words mislead who has learned from texts without: a request to
/// act at once sounds like a fault. A model that has seen all kinds of matters in all kinds of frames gives
/// their words no weight (virtual examples: Niyogi, Girosi and Poggio, "Incorporating prior information in
/// machine learning by creating virtual examples", Proceedings of the IEEE 86, 1998).
package struct Frames: Sendable, Equatable {
  package var openings: [String] = []
  package var closings: [String] = []

  /// A mistake in a file of frames; lines count from 1.
  package struct Mistake: Error, Equatable {
    package enum Reason: Equatable, Sendable {
      case noHeader
      case cells(Int)
      case unknownKind(String)
      case noText
    }
    package let line: Int
    package let reason: Reason
  }

  package init() {}

  /// Reads rows of kind (`open` or `close`) and text below a header, with their line numbers.
  package init(rows: [(line: Int, cells: [String])]) throws(Mistake) {
    guard rows.first?.cells == ["kind", "text"] else { throw Mistake(line: 1, reason: .noHeader) }
    for (line, cells) in rows.dropFirst() {
      guard cells.count == 2 else { throw Mistake(line: line, reason: .cells(cells.count)) }
      guard !cells[1].isEmpty else { throw Mistake(line: line, reason: .noText) }
      switch cells[0] {
      case "open": openings.append(cells[1])
      case "close": closings.append(cells[1])
      default: throw Mistake(line: line, reason: .unknownKind(cells[0]))
      }
    }
  }

  /// The text of the built-in frames, by several authors.
  package static var builtInText: String {
    String(
      decoding: UnsafeBufferPointer(start: redian_frames(), count: redian_frames_size()),
      as: UTF8.self
    )
  }

  package static func builtIn() throws(Mistake) -> Frames {
    let lines = builtInText.split(whereSeparator: \.isNewline).enumerated()
    return try Frames(
      rows: lines.map { number, line in (number + 1, line.split(separator: "\t").map(String.init)) }
    )
  }

  /// A copy of half of all texts in an opening, a closing, or both, a third each where there are both kinds; nil for
  /// the other half, and where there is nothing to put round a text or nothing in it.
  ///
  /// The same text always stands in the same frame.
  func framedCopy(of text: String) -> String? {
    var random = Self.random(text)
    guard random.below(2) == 0, text.contains(where: \.isLetter) else { return nil }
    let kind = random.below(3)
    let copy = frame(
      text,
      opens: kind != 1 || closings.isEmpty,
      closes: kind != 0 || openings.isEmpty,
      &random
    )
    return copy == text ? nil : copy
  }

  /// A text between an opening and a closing: what an export may make of it.
  package func framed(_ text: String) -> String {
    var random = Self.random(text)
    return frame(text, opens: true, closes: true, &random)
  }

  private static func random(_ text: String) -> SplitMix {
    SplitMix(seed: fnv1a(Array(text.utf8)[...]))
  }

  private func frame(
    _ text: String,
    opens: Bool,
    closes: Bool,
    _ random: inout SplitMix
  ) -> String {
    var framed = text
    if opens, !openings.isEmpty { framed = openings[random.below(openings.count)] + framed }
    if closes, !closings.isEmpty {
      let closing = closings[random.below(closings.count)]
      while let last = framed.last, "。.!！ ".contains(last) { framed.removeLast() }
      if !framed.hasSuffix("？"), !framed.hasSuffix("?") {
        framed += ["。", "。", "，", " "][random.below(4)]
      }
      framed += closing
    }
    return framed
  }
}
