/// A report whose hotspots and alerts wait for random replicates; see ``DetectionDraft``.
package struct SummaryDraft: Sendable {
  private var summary: Summary
  private let detection: DetectionDraft

  /// The sections of one basis, put together.
  package init(
    _ counts: Summary,
    _ repeats: RepeatSummary,
    _ recurring: RecurringSummary,
    _ detection: DetectionDraft
  ) {
    summary = counts
    summary.repeats = repeats
    summary.recurring = recurring
    self.detection = detection
  }

  /// The sections made one after the other.
  package init(_ basis: SummaryBasis) {
    self.init(basis.counts(), basis.repeats(), basis.recurring(), basis.detection())
  }

  /// The scans that need replicates.
  package var nulls: [ScanNull] { detection.nulls }

  /// The report, given all maxima of each of the `nulls`, in their order.
  package func finish(_ maxima: [[Double]]) -> Summary {
    var summary = summary
    detection.finish(&summary, maxima)
    return summary
  }
}
