import Glibc
import RedianClassify
import RedianCore
import RedianMatch
import Testing

@testable import RedianTrain

/// What becomes of texts and weights on the way into a model.
@Suite struct TrainingTests {
  private static func read(_ texts: [String]) -> [ReadText] {
    let phrases = PatternMatcher(grams: [], phrases: [])
    return texts.map { ReadText($0, phrases: phrases) }
  }

  @Test func frequentGramsComeFirstAndWhatOneFileHasCountsLess() throws {
    var options = TrainingOptions()
    options.minimum = 1
    let features = Features(
      of: [Self.read(["停电", "停水"]), Self.read(["停电", "电费"])],
      concepts: 0,
      options: options
    )
    let weights = Dictionary(
      uniqueKeysWithValues: zip(features.grams, features.gramWeights)
    )
    func weight(_ gram: String) throws -> Features.Weight {
      try #require(weights[gram.unicodeScalars.map(\.value)])
    }
    #expect(features.gramWeights.map(\.texts) == features.gramWeights.map(\.texts).sorted(by: >))
    // Both stand in two of four texts or more; 水 and 费 in one text of one file.
    #expect(try weight("停电").texts == 2)
    let idf = Float(log(5.0 / 3)) + 1
    #expect(abs(try weight("停电").factor - idf * 2 / 3) < 1e-5)
    let rare = Float(log(5.0 / 2)) + 1
    #expect(abs(try weight("水").factor - rare / 2) < 1e-5)
  }

  /// A gram that stands n times counts (n + 1) / 2, and the vector has length 1 by its own norm.
  @Test func repeatsCountHalf() throws {
    var options = TrainingOptions()
    options.minimum = 1
    let read = Self.read(["停停停电"])
    let features = Features(of: [read], concepts: 0, options: options)
    let vectors = Vectors(
      features,
      concepts: 0,
      conceptShare: 0.3
    )
    let vector = vectors.vector(read[0])
    func value(_ gram: String) throws -> Double {
      let number = features.grams.firstIndex(of: gram.unicodeScalars.map(\.value))
      return try #require(vector.first { $0.feature == number }).value
    }
    #expect(abs(try value("停") / value("电") - 2) < 1e-9)
    #expect(abs(try value("停停") / value("电") - 1.5) < 1e-9)
  }

  /// One heavy weight among many light ones does not make all steps large.
  @Test func aHeavyWeightIsCutOffWhereTheOthersGain() {
    let light = (0..<200).map { Float($0 % 20 - 10) * 0.01 }
    let rounded = RoundedWeights(light + [1], texts: [Float](repeating: 50, count: 200) + [1])
    #expect(rounded.scale < 1.0 / 31)
    #expect(rounded.steps.last == 31)
    let alone = RoundedWeights([0.5, -1], texts: [1, 1])
    #expect(alone.steps.map { Float($0) * alone.scale }.last == -1)
    #expect(RoundedWeights([0, 0], texts: [1, 1]).steps == [0, 0])
  }
}
