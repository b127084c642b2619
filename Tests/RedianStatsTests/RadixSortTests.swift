import RedianCore
import Testing

@testable import RedianStats

/// Sorting and selecting without comparisons, against the standard library's sort.
struct RadixSortTests {
  private struct Item: Equatable {
    var key: UInt64
    var number: Int
  }

  private func items(_ count: Int, mask: UInt64) -> [Item] {
    var random = SplitMix(seed: mask, stream: UInt64(count))
    return (0..<count).map { Item(key: random.next() & mask, number: $0) }
  }

  @Test(arguments: [0, 1, 2, 3_000], [0, 3, 0xff00_0000_0000_0007, UInt64.max])
  func equalKeysKeepTheirOrder(count: Int, mask: UInt64) {
    let items = items(count, mask: mask)
    var sorted = items
    sorted.radixSort { $0.key }
    #expect(sorted == items.sorted { ($0.key, $0.number) < ($1.key, $1.number) })
  }

  @Test(arguments: [0, 1, 2, 500])
  func runsAreSortedAlone(count: Int) {
    let items = items(count, mask: 15)
    var sorted = items
    sorted.radixSort { $0.key }
    sorted.sortRuns {
      $0.key == $1.key
    } by: {
      $0.number > $1.number
    }
    #expect(sorted == items.sorted { ($0.key, $1.number) < ($1.key, $0.number) })
  }

  @Test(arguments: [0, 9, 10, 11, 20, 1_000], [3, UInt64.max])
  func smallestHashes(count: Int, mask: UInt64) {
    let items = items(count, mask: mask)
    var smallest = SmallestHashes(10)
    for item in items { smallest.add(item.key, UInt32(item.number)) }
    let expected = items.sorted { ($0.key, $0.number) < ($1.key, $1.number) }.prefix(10)
    #expect(smallest.tickets == expected.map { UInt32($0.number) })
  }
}
