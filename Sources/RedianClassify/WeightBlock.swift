import Glibc

/// Features of one kind with their weights: what a set of them adds to every tag's score.
///
/// A text's features count as a vector of length 1 whatever the text's length: the sum of the
/// weights is divided by the root of the sum of the features' squares, which the last column holds.
struct WeightBlock: Sendable {
  private let table: RowTable
  private let scales: [Float]
  private let squareUnit: Float

  init(_ block: ModelFile.Block) {
    table = RowTable(block.rows, columns: block.scales.count + 1)
    scales = block.scales
    squareUnit = block.squareUnit
  }

  /// Room that ``add(_:to:sums:)`` needs for sums.
  var sumCount: Int { table.sumCount }

  /// Adds what the features say to the scores, one a tag; nothing where there are none.
  func add(
    _ features: UnsafeBufferPointer<UInt16>,
    to scores: UnsafeMutableBufferPointer<Float>,
    sums: UnsafeMutableBufferPointer<Int32>
  ) {
    guard !features.isEmpty else { return }
    table.sum(features, into: sums)
    let nought = Int32(features.count) * Int32(RowTable.zero)
    let length = (Float(sums[scales.count]) * squareUnit).squareRoot()
    guard length > 0 else { return }
    let share = 1 / length
    scales.withUnsafeBufferPointer { scales in
      for tag in 0..<scales.count {
        scores[tag] += Float(sums[tag] - nought) * (scales[tag] * share)
      }
    }
  }
}
