import Glibc
import RedianClassify
import RedianCore

extension Trainer {
  /// Fits the further tags on lists of tickets that the scoring model has not learned from: a logistic regression of
  /// whether a tag is labelled besides, for the tags with the largest scores of each ticket.
  ///
  /// How often a pair is labelled is counted on other lists than the one that is learned from. The threshold maximises
  /// F0.5 (van Rijsbergen, "Information Retrieval", 1979) where as many tickets have a further tag as in these lists:
  /// authors differ in what they tag besides, so a further tag that few would give harms more than one that is missing.
  func furtherTags(_ held: [[HeldTicket]], _ calibration: Calibration) -> FurtherTags {
    let parts = min(4, held.count)
    let lists = tickets(of: held, calibration, parts: parts)
    let rates = (0..<parts).map { part in
      FurtherTagRates(
        parts > 1 ? lists.filter { $0.part != part } : lists,
        tags: taxonomy.tags.count
      )
    }
    let labels = lists.flatMap { ticket in
      ticket.candidates.map { ticket.isLabelled($0) ? 1 : 0 }
    }
    guard labels.reduce(0, +) >= Self.fewestFurtherTags else {
      return .none(tags: taxonomy.tags.count)
    }
    let vectors = lists.flatMap { ticket in
      ticket.candidates.map { ticket.vector($0, rates[ticket.part]) }
    }
    let fitted = LinearProblem(vectors, features: 3)
      .train(labels, classes: 2, cost: 1, loss: .logistic)
    let rules = rates.map { rule(fitted, $0) }
    var result = rule(fitted, FurtherTagRates(lists, tags: taxonomy.tags.count))
    result.threshold = bestThreshold(
      of: lists.map { ticket in
        let (tag, odds) = rules[ticket.part].likeliest(beside: ticket.primary, ticket.scores)
        return (odds, ticket.isLabelled(tag))
      },
      wanted: lists.count { !$0.also.isEmpty }
    )
    return result
  }

  /// Fewer labelled further tags than this tell nothing.
  private static let fewestFurtherTags = 20

  /// The tickets, without framed copies and those too short for two topics; their lists dealt to parts.
  private func tickets(
    of held: [[HeldTicket]],
    _ calibration: Calibration,
    parts: Int
  ) -> [FurtherTicket] {
    let chapters = taxonomy.categories.map(\.tags)
    var powers: [Float] = []
    return held.enumerated().flatMap { number, list in
      list.filter { !$0.isCopy && $0.evidence.grams >= FurtherTags.fewestGrams }.map { item in
        let ranking = item.ranking(calibration, chapters, &powers)
        return FurtherTicket(item, primary: ranking.best, part: number % parts, taxonomy)
      }
    }
  }

  private func rule(_ fitted: LinearModel, _ rates: FurtherTagRates) -> FurtherTags {
    let pairs = taxonomy.tags.indices.flatMap { primary in
      taxonomy.tags.indices.map { tag in
        guard tag != primary, taxonomy.isFurther(tag, than: primary) else {
          return FurtherTags.never
        }
        return Float(fitted[2, 1] * rates.logarithm(tag, primary) + fitted[3, 1])
      }
    }
    return FurtherTags(
      weight: Float(fitted[0, 1]),
      primaryWeight: Float(fitted[1, 1]),
      pairs: pairs,
      threshold: 0
    )
  }
}

/// The log odds from which on F0.5 is largest, of the likeliest further tag of each ticket; larger than any where none is right.
///
/// `wanted` are the tickets that have one.
func bestThreshold(of likeliest: [(odds: Float, isLabelled: Bool)], wanted: Int) -> Float {
  let sorted = likeliest.sorted { $0.odds > $1.odds }
  var (threshold, most, right) = (-FurtherTags.never, 0.0, 0.0)
  for (index, item) in sorted.enumerated() {
    if item.isLabelled { right += 1 }
    // Of equal odds all are given.
    if index + 1 < sorted.count && sorted[index + 1].odds == item.odds { continue }
    let score = 1.25 * right / (Double(index + 1) + 0.25 * Double(wanted))
    if score > most { (threshold, most) = (item.odds, score) }
  }
  return threshold
}

/// A ticket and the tag that it would be given.
private struct FurtherTicket {
  let scores: [Float]
  /// The labelled tag and those besides.
  let label: Int
  let also: Set<Int>
  let primary: Int
  let part: Int
  /// Of the tags with the largest scores those that may stand beside ``primary``.
  let candidates: [Int]

  init(_ item: HeldTicket, primary: Int, part: Int, _ taxonomy: Taxonomy) {
    let scores = item.scores
    candidates = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
      .prefix(Self.mostCandidates)
      .filter { $0 != primary && taxonomy.isFurther($0, than: primary) }
    self.scores = scores
    label = Int(item.ticket.tag.rawValue)
    also = Set(item.ticket.also.map { Int($0.rawValue) })
    self.primary = primary
    self.part = part
  }

  /// Tags learned from for each ticket; those further behind are hardly ever labelled.
  private static let mostCandidates = 8

  func isLabelled(_ tag: Int) -> Bool { also.contains(tag) }

  func vector(_ tag: Int, _ rates: FurtherTagRates) -> Vectors.Sparse {
    [
      (feature: 0, value: Double(scores[tag])), (feature: 1, value: Double(scores[primary])),
      (feature: 2, value: rates.logarithm(tag, primary)),
    ]
  }
}

/// How often labelled tickets of one tag have another besides.
private struct FurtherTagRates {
  /// A row for each tag of a ticket.
  private let counts: [[Double]]
  private let totals: [Double]
  /// How often each tag stands besides, of all that do.
  private let shares: [Double]

  init(_ tickets: [FurtherTicket], tags: Int) {
    var counts = [[Double]](repeating: [Double](repeating: 0, count: tags), count: tags)
    var totals = [Double](repeating: 0, count: tags)
    for ticket in tickets {
      totals[ticket.label] += 1
      for tag in ticket.also { counts[ticket.label][tag] += 1 }
    }
    let columns = (0..<tags).map { tag in counts.reduce(0) { $0 + $1[tag] } }
    let all = max(columns.reduce(0, +), 1)
    shares = columns.map { $0 / all }
    (self.counts, self.totals) = (counts, totals)
  }

  /// The log of the share, smoothed as by half a further tag of the usual kind among twenty tickets more.
  func logarithm(_ tag: Int, _ primary: Int) -> Double {
    log((counts[primary][tag] + shares[tag] / 2) / (totals[primary] + 20) + 1e-5)
  }
}
