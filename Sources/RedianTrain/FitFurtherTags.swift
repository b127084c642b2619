import Glibc
import RedianClassify
import RedianCore

extension Trainer {
  /// Fits the further tags on tickets that the scoring model has not learned from: a logistic regression of whether a
  /// reader has given a tag too, for the tags with the largest scores of each ticket.
  ///
  /// The threshold maximises F0.5 (van Rijsbergen, "Information Retrieval", 1979): readers differ in what they tag
  /// besides, so a further tag that none of them would give harms more than one that is missing.
  func furtherTags(_ held: [HeldTicket], _ calibration: Calibration) -> FurtherTags {
    let tickets = held.filter { !$0.isCopy }
    let rates = FurtherTagRates(tickets, tags: taxonomy.tags.count)
    let candidates = candidates(of: tickets, calibration)
    let given = candidates.map { $0.map { $0.isLabelled ? 1 : 0 } }.flatMap { $0 }
    guard given.reduce(0, +) >= Self.fewestFurtherTags else {
      return .none(tags: taxonomy.tags.count)
    }
    let vectors = candidates.joined().map { candidate in
      [
        (feature: 0, value: candidate.score), (feature: 1, value: candidate.primaryScore),
        (feature: 2, value: rates.logarithm(candidate.tag, candidate.primary)),
      ]
    }
    let fitted = LinearProblem(vectors, features: 3)
      .train(given, classes: 2, cost: 1, loss: .logistic)
    var result = FurtherTags(
      weight: Float(fitted[0, 1]),
      primaryWeight: Float(fitted[1, 1]),
      pairs: pairs(rates, weight: fitted[2, 1], bias: fitted[3, 1]),
      threshold: 0
    )
    result.threshold = threshold(of: result, tickets, candidates)
    return result
  }

  /// Fewer labelled further tags than this tell nothing.
  private static let fewestFurtherTags = 20
  /// Tags looked at for each ticket.
  private static let candidates = 8

  private func pairs(_ rates: FurtherTagRates, weight: Double, bias: Double) -> [Float] {
    taxonomy.tags.indices.flatMap { primary in
      taxonomy.tags.indices.map { tag in
        guard tag != primary, taxonomy.isFurther(tag, than: primary) else {
          return FurtherTags.never
        }
        return Float(weight * rates.logarithm(tag, primary) + bias)
      }
    }
  }

  /// The tags with the largest scores of each ticket that may stand beside the one it would be given.
  private func candidates(
    of tickets: [HeldTicket],
    _ calibration: Calibration
  ) -> [[FurtherCandidate]] {
    let chapters = taxonomy.categories.map(\.tags)
    var powers: [Float] = []
    return tickets.map { item in
      let ranking = Ranking(
        item.scores,
        sharpness: calibration.sharpness(item.evidence),
        chapters: chapters,
        powers: &powers
      )
      let primary = ranking.best
      let sorted = item.scores.indices.sorted {
        (-item.scores[$0], $0) < (-item.scores[$1], $1)
      }
      return sorted.prefix(Self.candidates)
        .filter { $0 != primary && taxonomy.isFurther($0, than: primary) }
        .map { tag in
          FurtherCandidate(
            tag: tag,
            primary: primary,
            score: Double(item.scores[tag]),
            primaryScore: Double(item.scores[primary]),
            isLabelled: item.ticket.also.contains(TagID(rawValue: UInt8(tag)))
          )
        }
    }
  }

  /// The log odds from which on F0.5 is largest, given one tag at most for each ticket.
  private func threshold(
    of rule: FurtherTags,
    _ tickets: [HeldTicket],
    _ candidates: [[FurtherCandidate]]
  ) -> Float {
    let best = zip(tickets, candidates).compactMap { item, candidates in
      candidates.map { candidate in
        (
          odds: rule.odds(of: candidate.tag, beside: candidate.primary, item.scores),
          isLabelled: candidate.isLabelled
        )
      }
      .max { $0.odds < $1.odds }
    }
    let wanted = Double(tickets.count { !$0.ticket.also.isEmpty })
    var (threshold, most, right) = (-FurtherTags.never, 0.0, 0.0)
    for (index, candidate) in best.sorted(by: { $0.odds > $1.odds }).enumerated() {
      if candidate.isLabelled { right += 1 }
      let score = 1.25 * right / (Double(index + 1) + 0.25 * wanted)
      if score > most { (threshold, most) = (candidate.odds, score) }
    }
    return threshold
  }
}

/// A tag that a ticket may have besides.
private struct FurtherCandidate {
  let tag: Int
  let primary: Int
  let score: Double
  let primaryScore: Double
  let isLabelled: Bool
}

/// How often labelled tickets of one tag have another besides.
private struct FurtherTagRates {
  /// A row for each tag of a ticket.
  private var counts: [[Double]]
  private var totals: [Double]
  /// How often each tag stands besides, of all that do.
  private let shares: [Double]

  init(_ tickets: [HeldTicket], tags: Int) {
    var counts = [[Double]](repeating: [Double](repeating: 0, count: tags), count: tags)
    var totals = [Double](repeating: 0, count: tags)
    for item in tickets {
      let primary = Int(item.ticket.tag.rawValue)
      totals[primary] += 1
      for tag in item.ticket.also { counts[primary][Int(tag.rawValue)] += 1 }
    }
    self.counts = counts
    self.totals = totals
    let columns = (0..<tags).map { tag in counts.reduce(0) { $0 + $1[tag] } }
    let all = max(columns.reduce(0, +), 1)
    shares = columns.map { $0 / all }
  }

  /// The log of the share, smoothed as by half a further tag of the usual kind among twenty tickets more.
  func logarithm(_ tag: Int, _ primary: Int) -> Double {
    log((counts[primary][tag] + shares[tag] / 2) / (totals[primary] + 20) + 1e-5)
  }
}
