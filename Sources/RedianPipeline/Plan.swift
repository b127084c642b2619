package import RedianClassify
package import RedianIngest
package import RedianStats

/// A run that has been checked and resolved: nothing in it can be a usage error any more.
package struct Plan: Sendable {
  /// Inputs in reading order; `-` is standard input.
  package var inputs: [String]
  package var ingest: IngestOptions
  package var classifier: Classifier
  package var period: PeriodRequest
  package var summary: SummaryOptions
  /// Blocks worked on at a time, at least 1.
  ///
  /// Figures do not depend on it.
  package var threads: Int
  /// Problems kept for listing; all are counted.
  package var listedProblems = 10_000

  package init(
    inputs: [String],
    ingest: IngestOptions,
    classifier: Classifier,
    period: PeriodRequest,
    summary: SummaryOptions,
    threads: Int
  ) {
    self.inputs = inputs
    self.ingest = ingest
    self.classifier = classifier
    self.period = period
    self.summary = summary
    self.threads = threads
  }
}
