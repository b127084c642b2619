/// Features of one kind with their weights: what a set of them adds to every tag's score.
///
/// A text's features count as a vector of length 1 whatever the text's length: the sum of the
/// weights is divided by the root of the sum of the features' squares, which the last two columns hold.
struct WeightBlock: Sendable {
  private let table: RowTable
  private let scales: [Float]
  private let squareUnit: Float

  init(_ block: ModelFile.Block) {
    table = RowTable(block.rows, columns: block.scales.count + 2)
    scales = block.scales
    squareUnit = block.squareUnit
  }

  /// Room that ``add(_:repeats:to:sums:)`` needs for sums.
  var sumCount: Int { table.sumCount }

  /// Asks for the row of a feature that will be added soon.
  @inline(__always)
  func prefetch(_ feature: UInt16) { table.prefetch(feature) }

  /// Adds what the features say to the scores, one a tag; nothing where there are none.
  ///
  /// `repeats` has a feature as often as it stands again, which counts half: who says a thing twice says
  /// little more.
  /// Sums of up to 17 million features fit: those of any text that a classifier reads.
  func add(
    _ features: UnsafeBufferPointer<UInt16>,
    repeats: UnsafeBufferPointer<UInt16> = UnsafeBufferPointer(start: nil, count: 0),
    to scores: UnsafeMutableBufferPointer<Float>,
    sums: UnsafeMutableBufferPointer<Int32>
  ) {
    guard !features.isEmpty else { return }
    sums.update(repeating: 0)
    table.add(features, shift: 1, to: sums)
    if !repeats.isEmpty { table.add(repeats, shift: 0, to: sums) }
    let halves = Int32(2 * features.count + repeats.count)
    // In floating point: both columns together may need more than 32 bits.
    let square =
      Float(sums[scales.count])
      + Float(sums[scales.count + 1]) * Float(ModelFile.Block.bound)
    let length = (square / 2 * squareUnit).squareRoot()
    guard length > 0 else { return }
    addScaled(
      sums,
      less: halves * Int32(ModelFile.Block.nought),
      share: 1 / (2 * length),
      to: scores
    )
  }

  /// Adds (sum - nought) * scale * share to each tag's score, four tags side by side.
  private func addScaled(
    _ sums: UnsafeMutableBufferPointer<Int32>,
    less nought: Int32,
    share: Float,
    to scores: UnsafeMutableBufferPointer<Float>
  ) {
    scales.withUnsafeBufferPointer { scales in
      let whole = scales.count & ~3
      let from = UnsafeRawBufferPointer(sums)
      let factors = UnsafeRawBufferPointer(scales)
      let into = UnsafeMutableRawBufferPointer(scores)
      let none = SIMD4<Int32>(repeating: nought)
      for byte in stride(from: 0, to: whole * 4, by: 4 * 4) {
        let sum = from.loadUnaligned(fromByteOffset: byte, as: SIMD4<Int32>.self) &- none
        let scale = factors.loadUnaligned(fromByteOffset: byte, as: SIMD4<Float>.self)
        let score = into.loadUnaligned(fromByteOffset: byte, as: SIMD4<Float>.self)
        let more = SIMD4<Float>(sum) * (scale * share)
        into.storeBytes(of: score + more, toByteOffset: byte, as: SIMD4<Float>.self)
      }
      for tag in whole..<scales.count {
        scores[tag] += Float(sums[tag] - nought) * (scales[tag] * share)
      }
    }
  }
}
