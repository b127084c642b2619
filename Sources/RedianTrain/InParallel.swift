import Dispatch
import Foundation
import Synchronization

/// Trainings that run at a time: each of 58,616 tickets needs more than a gigabyte.
let trainingThreads = min(ProcessInfo.processInfo.activeProcessorCount, 4)

/// What `work` makes of the numbers from 0 to below `count`, in their order.
func inParallel<Output: Sendable>(
  _ count: Int,
  _ work: @Sendable (Int) -> Output
) -> [Output] {
  inParallel(count, work, first: 0, sequel: { _ in }).outputs
}

/// The same, and what `sequel` makes of the outputs of the `first` numbers: it begins as soon as they are there, beside
/// the work on the others.
///
/// Work begins in the order of numbers.
func inParallel<Output: Sendable, Sequel: Sendable>(
  _ count: Int,
  _ work: @Sendable (Int) -> Output,
  first: Int,
  sequel: @Sendable ([Output]) -> Sequel
) -> (outputs: [Output], sequel: Sequel) {
  let next = Mutex(0)
  let outputs = Mutex([Output?](repeating: nil, count: count))
  let result = Mutex(Sequel?.none)
  DispatchQueue.concurrentPerform(iterations: min(count, trainingThreads)) { _ in
    while true {
      let number = next.withLock { next in
        defer { next += 1 }
        return next
      }
      guard number < count else { return }
      let output = work(number)
      let found = outputs.withLock { outputs in
        outputs[number] = output
        return number < first ? outputs[..<first].compactMap(\.self) : []
      }
      // Whoever brings the last of them goes on.
      guard first > 0, found.count == first else { continue }
      let made = sequel(found)
      result.withLock { $0 = made }
    }
  }
  return (
    outputs.withLock { $0.compactMap(\.self) }, result.withLock(\.self) ?? sequel([])
  )
}
