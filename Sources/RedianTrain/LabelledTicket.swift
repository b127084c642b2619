package import RedianCore

/// A text with its labels.
package struct LabelledTicket: Sendable, Equatable {
  package let text: String
  package let tag: TagID
  package let also: [TagID]
  /// Where it stands in its file, from 1; 0 for what stands in none.
  package let line: Int

  package init(text: String, tag: TagID, also: [TagID], line: Int = 0) {
    self.text = text
    self.tag = tag
    self.also = also
    self.line = line
  }

  /// Another text with the same labels.
  func withText(_ text: String) -> LabelledTicket {
    LabelledTicket(text: text, tag: tag, also: also, line: line)
  }

  /// See ``Frames/framedCopy(of:)``.
  func framedCopy(_ frames: Frames) -> LabelledTicket? {
    frames.framedCopy(of: text).map(withText)
  }
}

extension LabelledFile {
  /// The tickets without those whose text has been corrected.
  package func corrected(by corrections: LabelledFile) -> LabelledFile {
    let texts = Set(corrections.map(\.text))
    return filter { !texts.contains($0.text) }
  }

  /// What is learned from: every ticket and, right behind it, its framed copy if it has one.
  func withFramedCopies(_ frames: Frames) -> LabelledFile {
    flatMap { ticket in [ticket] + (ticket.framedCopy(frames).map { [$0] } ?? []) }
  }

  /// The same tickets, each between an opening and a closing.
  package func framed(_ frames: Frames) -> LabelledFile {
    map { $0.withText(frames.framed($0.text)) }
  }
}
