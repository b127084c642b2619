import RedianCore
import RedianStats

/// Categories with their comparison, and the most frequent cases.
struct CategorySection {
  let summary: Summary
  let language: Language

  var html: String {
    let taxonomy = summary.taxonomy
    let words = ChangeWords(language: language, isNamed: false)
    let isShifted = summary.detection.festival != nil
    let bars = summary.categories.map { count in
      let category = taxonomy.categories[count.index]
      return (
        label: language(category.chinese, category.english), value: Double(count.count),
        base: count.previous.map(Double.init),
        text: "\(grouped(count.count)) (\(percent(count.share)))"
      )
    }
    let cases = summary.cases.filter { !taxonomy.tags[$0.index].isRoutine && $0.count > 0 }
      .sorted { (-$0.count, $0.index) < (-$1.count, $1.index) }.prefix(20)
    let rows = cases.map { count -> [String] in
      let tag = taxonomy.tags[count.index]
      return [
        escaped("\(tag.caseID) \(language(tag.chinese, tag.english))"), grouped(count.count),
        percent(count.share),
        escaped(words.previous(summary.change(count.compared, count.previous), count.compared)),
        escaped(
          words.yearBefore(
            summary.yearChange(count.compared, count.yearBefore),
            count.compared,
            isShifted: isShifted
          )
        ),
      ]
    }
    let head = [
      language("案例", "Case"), language("本期", "Count"), language("占比", "Share"),
      language("环比", "Previous"), language("同比", "Year before"),
    ]
    return """
      <section><h2>\(language("三、分类分析", "3 Categories"))</h2>
      <p class=note>\(language("粗条为本期，细条为上期。", "Thick bars: this period; thin bars: the previous one."))</p>
      \(Charts.bars(bars))
      \(CategoryNotes(summary: summary, language: language).html)
      <h3>\(language("案例前二十", "Twenty most frequent cases"))</h3>
      \(markupTable(head: head, rows: Array(rows), left: 1))</section>
      """
  }
}
