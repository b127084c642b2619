import RedianCore
import RedianStats

/// Words that rose against the baseline and that no case knows, with example tickets.
struct WordSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  private static let shown = 8

  var html: String {
    let words = summary.words
    guard words.texts > 0, words.baseTexts > 0 else { return "" }
    let shown = words.words.filter { mask($0.word) == $0.word }.prefix(Self.shown)
    let note = language(
      "本期\(grouped(words.texts))件、\(words.from)至\(words.to)的\(grouped(words.baseTexts))件工单的内容中，件数上升超出偶然波动（误报比例10%以内）、且分类模型未见过的词语。",
      "Words in \(grouped(words.texts)) tickets of the period that rose beyond chance against \(grouped(words.baseTexts)) of \(words.from) to \(words.to) (false discovery rate 10%) and that the model has not seen."
    )
    let body =
      shown.isEmpty
      ? "<p>\(language("没有新出现的词语。", "No emerging word."))</p>"
      : shown.map(block).joined(separator: "\n")
    return """
      <h3>\(language("新出现的词语", "Emerging words"))</h3>
      <p class=note>\(escaped(note))</p>
      \(body)
      """
  }

  private func block(_ word: EmergingWord) -> String {
    let category = summary.taxonomy.categories[word.category]
    let text = language(
      "“\(word.word)”：本期\(grouped(word.count))件，基期\(grouped(word.base))件，多为\(category.chinese)",
      "\(word.word): \(grouped(word.count)) now, \(grouped(word.base)) before, mostly \(category.english)"
    )
    return """
      <article><p>\(escaped(text))</p>
      <ul>\(exampleList(word.examples, mask))</ul></article>
      """
  }
}
