import RedianClassify
import RedianCore
import RedianIngest
import RedianStats

extension Summary {
  /// Fills in what only the reading knows.
  mutating func add(inputs: [InputCounts], problems: ProblemLog, layouts: [InputLayout]) {
    self.inputs = inputs
    rows.read = inputs.reduce(0) { $0 + $1.rows }
    rows.rejected = inputs.reduce(0) { $0 + $1.rejected }
    quality = problems.counts.map {
      QualityCount(count: $0.count, first: $0.first, file: inputs[$0.first.file].file)
    }
    rejects = problems.listed.map { reject in
      var reject = reject
      reject.raw = layouts[reject.file].text(ofRaw: reject.raw)
      return reject
    }
    rejectsNotListed = problems.rejectsNotListed
  }

  /// Reads again the texts and addresses of the tickets that the report shows, every input once.
  mutating func addTexts(
    from layouts: [InputLayout],
    options: IngestOptions,
    _ classifier: Classifier
  ) {
    let shown =
      hotspots.flatMap { $0.examples.map(\.source) }
      + alerts.alerts.flatMap { $0.examples.map(\.source) } + arrivals.disputed.map(\.source)
      + recurring.addresses.list.map(\.source)
    let places = Dictionary(grouping: shown, by: \.file)
    let cells = layouts.indices.map { file in
      RecordFetcher(layout: layouts[file], options: options)
        .cells([.content, .address], at: (places[file] ?? []).map(\.byte))
    }
    func text(_ source: SourceLocation) -> String { cells[source.file][source.byte]?[0] ?? "" }
    for index in hotspots.indices {
      for example in hotspots[index].examples.indices {
        let source = hotspots[index].examples[example].source
        hotspots[index].examples[example].text = text(source)
      }
    }
    for index in alerts.alerts.indices {
      for example in alerts.alerts[index].examples.indices {
        let source = alerts.alerts[index].examples[example].source
        alerts.alerts[index].examples[example].text = text(source)
      }
    }
    for index in arrivals.disputed.indices {
      let ticket = arrivals.disputed[index]
      let text = text(ticket.source)
      arrivals.disputed[index].text = text
      arrivals.disputed[index].evidence = classifier.sentence(of: text, for: ticket.tag)
    }
    for index in recurring.addresses.list.indices {
      let source = recurring.addresses.list[index].source
      recurring.addresses.list[index].name = cells[source.file][source.byte]?[1] ?? ""
    }
  }
}
