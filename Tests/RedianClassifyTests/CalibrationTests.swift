import Testing

@testable import RedianClassify

@Suite struct CalibrationTests {
  private func calibration(slope: Float, shift: Float) -> Calibration {
    Calibration(
      sharpness: 6,
      growth: 0,
      familiarity: 0,
      slope: slope,
      shift: shift
    )
  }

  @Test func theNeutralOneIsTheSoftmaxItself() {
    let neutral = calibration(slope: 1, shift: 0)
    for share: Float in [0.01, 0.25, 0.5, 0.9, 0.999] {
      #expect(abs(neutral.probability(share) - share) < 1e-5)
    }
  }

  @Test(arguments: [(Float(0.6), Float(0.3)), (1.4, -1), (0.1, 2)])
  func probabilitiesRiseWithTheSoftmax(slope: Float, shift: Float) {
    let calibration = calibration(slope: slope, shift: shift)
    let table = calibration.probabilities
    #expect(table.count == 1_025)
    #expect(zip(table, table.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(table[512] == UInt8((calibration.probability(0.5) * 255).rounded()))
    #expect(table[0] < table[1_024])
  }
}
