package import RedianStats

/// Replicates computed at a time: small enough to keep all threads busy to the end.
private let blockSize = 16

/// All maxima of a scan's null, on `threads` threads.
///
/// A replicate depends on its number alone and the blocks are put together in their order, so the
/// result is the same for any number of threads.
package func maxima(of null: ScanNull, threads: Int) async -> [Double] {
  var next = 0
  var maxima: [Double] = []
  await inOrder(
    threads: threads,
    next: { () throws(Never) -> Range<Int>? in
      guard next < null.replicates else { return nil }
      defer { next += blockSize }
      return next..<min(next + blockSize, null.replicates)
    },
    work: { (range: Range<Int>) in Result<[Double], Never>.success(null.maxima(range)) },
    fold: { (found: [Double]) throws(Never) in maxima += found }
  )
  return maxima
}

/// The report of a draft, its replicates computed on `threads` threads.
func summary(of draft: SummaryDraft, threads: Int) async -> Summary {
  var all: [[Double]] = []
  for null in draft.nulls { all.append(await maxima(of: null, threads: threads)) }
  return draft.finish(all)
}
