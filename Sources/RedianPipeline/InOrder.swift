/// Runs `work` on every block, up to `threads` at a time, and folds the results in input order.
///
/// The caller's task reads (`next`) and folds; nothing is shared between blocks but what `work`
/// captures. At most `threads` + 1 blocks are in memory, read or worked on or waiting for their
/// turn, whatever the input's size. The first failure in *input* order is thrown, at any width.
func inOrder<Block: Sendable, Output: Sendable, Failure: Error>(
  threads: Int,
  next: () throws(Failure) -> Block?,
  work: @escaping @Sendable (Block) -> Result<Output, Failure>,
  fold: (Output) throws(Failure) -> Void
) async throws(Failure) {
  guard threads > 1 else {
    while let block = try next() { try fold(work(block).get()) }
    return
  }
  let outcome = await withTaskGroup(
    of: (Int, Result<Output, Failure>).self,
    returning: Result<Void, Failure>.self
  ) { group in
    var waiting: [Int: Result<Output, Failure>] = [:]
    var started = 0
    var folded = 0
    do throws(Failure) {
      var isOpen = true
      while isOpen || folded < started {
        while isOpen, started - folded <= threads {
          guard let block = try next() else {
            isOpen = false
            break
          }
          let number = started
          group.addTask { (number, work(block)) }
          started += 1
        }
        guard folded < started, let (number, result) = await group.next() else { continue }
        waiting[number] = result
        while let result = waiting.removeValue(forKey: folded) {
          try fold(result.get())
          folded += 1
        }
      }
    } catch {
      group.cancelAll()
      return .failure(error)
    }
    return .success(())
  }
  try outcome.get()
}
