import RedianIngest
import RedianStats

/// The report of a basis, its sections made side by side where there are threads for it.
///
/// A section depends on the basis alone, so the result is the same for any number of threads.
func summary(of basis: SummaryBasis, _ layouts: [InputLayout], _ plan: Plan) async -> Summary {
  guard plan.threads > 1 else {
    var summary = await summary(of: SummaryDraft(basis), threads: 1)
    summary.words = await emergingWords(basis, layouts, plan)
    return summary
  }
  async let detection = basis.detection()
  async let recurring = basis.recurring()
  async let repeats = basis.repeats()
  async let counts = basis.counts()
  // Last, for nothing waits for them until the end.
  async let words = emergingWords(basis, layouts, plan)
  let draft = await SummaryDraft(counts, repeats, recurring, detection)
  var summary = await summary(of: draft, threads: plan.threads)
  summary.words = await words
  return summary
}
