import RedianCore
import Testing

@testable import RedianStats

/// Grouping and selecting by keys, against the standard library.
struct GroupingTests {
  private struct Item: Equatable {
    var key: UInt64
    var number: Int
  }

  private func items(_ count: Int, mask: UInt64) -> [Item] {
    var random = SplitMix(seed: mask, stream: UInt64(count))
    return (0..<count).map { Item(key: random.next() & mask, number: $0) }
  }

  @Test(
    arguments: [0, 1, 2, 255, 256, 3_000, 70_000],
    [0, 3, 0xff00_0000_0000_0007, 0xffff, UInt64.max]
  )
  func groupsStandTogetherAndInOrder(count: Int, mask: UInt64) {
    let items = items(count, mask: mask)
    var grouped = items
    grouped.group {
      $0.key
    } sortedBy: {
      $0.number > $1.number
    }
    var first: [UInt64: Int] = [:]
    for (position, item) in grouped.enumerated() where first[item.key] == nil {
      first[item.key] = position
    }
    let expected = items.sorted { left, right in
      let (one, two) = (first[left.key] ?? 0, first[right.key] ?? 0)
      return one != two ? one < two : left.number > right.number
    }
    #expect(grouped == expected)
  }

  /// The order of the input does not show.
  @Test(arguments: [2, 700, 5_000])
  func groupsHaveOneOrder(count: Int) {
    let items = items(count, mask: 0x1ff)
    var one = items
    var other = Array(items.reversed())
    one.group {
      $0.key
    } sortedBy: {
      $0.number < $1.number
    }
    other.group {
      $0.key
    } sortedBy: {
      $0.number < $1.number
    }
    #expect(one == other)
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
