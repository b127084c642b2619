import Glibc
package import RedianCore
import RedianMatch

/// A ticket's tags.
package struct Tagging: Sendable, Equatable {
  package var tag: TagID
  /// Calibrated confidence in the tag, in 1/255.
  package var confidence: UInt8
  /// A further tag, or ``TagID/none``.
  package var also: TagID

  package init(tag: TagID, confidence: UInt8, also: TagID) {
    self.tag = tag
    self.confidence = confidence
    self.also = also
  }
}

/// Tags texts: patterns of 1 to 3 characters, weighted by tf-idf, scored by one linear model per tag.
///
/// Immutable and shared by all workers; each brings its own ``Scratch``. The tag of a text depends
/// on nothing but the text.
package struct Classifier: Sendable {
  package let taxonomy: Taxonomy
  package let version: String
  let matcher: GramMatcher
  let model: ModelFile
  /// Row of every pattern, padded with zeros to whole vectors.
  private let rows: [SIMD16<Int8>]
  let vectors: Int

  /// A classifier of a model that was trained for this taxonomy.
  package init(model: ModelFile, taxonomy: Taxonomy) throws(ModelError) {
    guard model.fingerprint == taxonomy.fingerprint, model.tags == taxonomy.tags.count else {
      throw .otherTaxonomy
    }
    self.taxonomy = taxonomy
    self.model = model
    version = model.version
    matcher = GramMatcher(patterns: model.patterns)
    vectors = (model.tags + 15) / 16
    var rows = [SIMD16<Int8>](repeating: .zero, count: model.patterns.count * vectors)
    for pattern in model.patterns.indices {
      for tag in 0..<model.tags {
        rows[pattern * vectors + tag / 16][tag % 16] = model.weights[pattern * model.tags + tag]
      }
    }
    self.rows = rows
  }

  /// Every pair of characters that the model was trained on: the first in the upper 16 bits.
  package var knownPairs: Set<UInt32> {
    var pairs: Set<UInt32> = []
    for pattern in model.patterns {
      for (one, two) in zip(pattern, pattern.dropFirst()) where one < 65_536 && two < 65_536 {
        pairs.insert(one << 16 | two)
      }
    }
    return pairs
  }

  /// Working memory of one worker, used again for every text.
  package struct Scratch {
    var numbers: [UInt16] = []
    var counts: [UInt8]
    var distinct: [UInt16] = []
    var sums: [SIMD16<Int16>]
    var totals: [SIMD16<Int32>]
    var scores: [Float]
  }

  package func makeScratch() -> Scratch {
    Scratch(
      counts: [UInt8](repeating: 0, count: matcher.count),
      sums: [SIMD16<Int16>](repeating: .zero, count: vectors),
      totals: [SIMD16<Int32>](repeating: .zero, count: vectors),
      scores: [Float](repeating: 0, count: model.tags)
    )
  }

  /// The tags of a UTF-8 text; an empty text is `other` with no confidence.
  package func classify(
    _ text: UnsafeBufferPointer<UInt8>,
    scratch: inout Scratch
  ) -> Tagging {
    guard score(text, &scratch) else {
      return Tagging(tag: taxonomy.other, confidence: 0, also: .none)
    }
    var best = 0
    var second = 0
    for tag in 1..<scratch.scores.count {
      if scratch.scores[tag] > scratch.scores[best] {
        second = best
        best = tag
      } else if second == best || scratch.scores[tag] > scratch.scores[second] {
        second = tag
      }
    }
    var sum: Float = 0
    let top = scratch.scores[best]
    // Scores far below the best add less than a confidence step and are not worth an exponential.
    for score in scratch.scores where (score - top) * model.sharpness > -8 {
      sum += exp((score - top) * model.sharpness)
    }
    let runnerUp = exp((scratch.scores[second] - top) * model.sharpness) / sum
    let isAlso = runnerUp >= model.alsoThreshold
    return Tagging(
      tag: TagID(rawValue: UInt8(best)),
      confidence: UInt8((255 / sum).rounded()),
      also: isAlso ? TagID(rawValue: UInt8(second)) : .none
    )
  }

  /// Fills `scratch.scores`; false for a text without a single known character.
  func score(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout Scratch) -> Bool {
    let room = text.count * 3
    if scratch.numbers.count < room {
      scratch.numbers = [UInt16](repeating: 0, count: room * 2)
      scratch.distinct = [UInt16](repeating: 0, count: room * 2)
    }
    let found = scratch.numbers.withUnsafeMutableBufferPointer { numbers -> Int in
      guard let base = numbers.baseAddress else { return 0 }
      return matcher.matches(in: text, numbers: base, ends: nil)
    }
    guard found > 0 else { return false }
    let distinct = count(found, &scratch)
    let norm = accumulate(distinct, &scratch)
    scratch.totals.withUnsafeBytes { totals in
      let totals = totals.bindMemory(to: Int32.self)
      for tag in scratch.scores.indices {
        scratch.scores[tag] = Float(totals[tag]) * model.scales[tag] / norm + model.biases[tag]
      }
    }
    return true
  }

  /// Counts each pattern of `numbers`; returns how many distinct ones there are.
  private func count(_ found: Int, _ scratch: inout Scratch) -> Int {
    scratch.numbers.withUnsafeBufferPointer { numbers in
      scratch.distinct.withUnsafeMutableBufferPointer { distinct in
        scratch.counts.withUnsafeMutableBufferPointer { counts in
          var used = 0
          for index in 0..<found {
            let number = numbers[index]
            let old = counts[Int(number)]
            if old == 0 {
              distinct[used] = number
              used += 1
            }
            counts[Int(number)] = old &+ (old == 255 ? 0 : 1)
          }
          return used
        }
      }
    }
  }

  /// 1 + ln tf in 1/64, by tf: the sublinear term frequency of Manning, Raghavan and Schuetze, 6.4.1.
  static let frequency: [Int32] = (0...255).map { tf in
    tf == 0 ? 0 : Int32(((1 + log(Double(tf))) * 64).rounded())
  }

  /// Sums the rows of the distinct patterns into `totals`, clears their counts, and returns 64 times
  /// the length of the tf-idf vector.
  private func accumulate(_ distinct: Int, _ scratch: inout Scratch) -> Float {
    for vector in 0..<vectors {
      scratch.sums[vector] = .zero
      scratch.totals[vector] = .zero
    }
    var square: Float = 0
    var pending = 0
    rows.withUnsafeBufferPointer { rows in
      scratch.sums.withUnsafeMutableBufferPointer { sums in
        scratch.totals.withUnsafeMutableBufferPointer { totals in
          func flush() {
            for vector in 0..<vectors {
              totals[vector] &+= SIMD16<Int32>(truncatingIfNeeded: sums[vector]) &* 64
              sums[vector] = .zero
            }
            pending = 0
          }
          for index in 0..<distinct {
            let number = Int(scratch.distinct[index])
            let tf = Int(scratch.counts[number])
            scratch.counts[number] = 0
            let weight = Self.frequency[tf]
            let value = Float(weight) * model.idf[number]
            square += value * value
            let row = number * vectors
            if tf == 1 {
              for vector in 0..<vectors {
                sums[vector] &+= SIMD16<Int16>(truncatingIfNeeded: rows[row + vector])
              }
              pending += 1
              if pending == 250 { flush() }
            } else {
              for vector in 0..<vectors {
                totals[vector] &+= SIMD16<Int32>(truncatingIfNeeded: rows[row + vector]) &* weight
              }
            }
          }
          flush()
        }
      }
    }
    return square.squareRoot()
  }
}

extension Classifier {
  /// The score of every tag; all zero for a text without a known character.
  package func allScores(_ text: UnsafeBufferPointer<UInt8>) -> [Float] {
    var scratch = makeScratch()
    return score(text, &scratch) ? scratch.scores : scratch.scores.map { _ in 0 }
  }
}
