import RedianCore
import RedianIngest
import RedianStats

extension Summary {
  /// Fills in what only the reading knows.
  mutating func add(inputs: [InputCounts], problems: ProblemLog) {
    self.inputs = inputs
    rows.read = inputs.reduce(0) { $0 + $1.rows }
    rows.rejected = inputs.reduce(0) { $0 + $1.rejected }
    quality = problems.counts.map { entry in
      QualityCount(
        code: entry.code,
        count: entry.count,
        firstFile: inputs[entry.first.file].file,
        firstLine: entry.first.line
      )
    }
    rejects = problems.listed
    rejectsNotListed = problems.rejectsNotListed
  }

  /// Reads again the texts of the tickets that the report shows.
  mutating func addTexts(from layouts: [InputLayout]) {
    let fetchers = layouts.map { RecordFetcher(layout: $0) }
    func text(_ source: SourceLocation) -> String {
      fetchers[source.file].text(at: source.byte) ?? ""
    }
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
      arrivals.disputed[index].text = text(arrivals.disputed[index].source)
    }
  }
}
