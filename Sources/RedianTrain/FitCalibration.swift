import Glibc
import RedianClassify
import RedianCore

extension Trainer {
  /// What is right where nothing has been fitted: the sharpness of most models.
  static let neutral = Calibration(
    sharpness: 6,
    growth: 0,
    familiarity: 0,
    slope: 1,
    shift: 0
  )

  /// Fits the confidence on lists of tickets that the scoring model has not learned from.
  ///
  /// Sharpness, growth and familiarity minimise the negative log-likelihood of the right tags, slope
  /// and shift that of the chosen tag's being right.
  func calibration(_ held: [[HeldTicket]]) -> Calibration {
    var calibration = calibration(on: hardest(held, share: 0))
    calibration.fitProbability(hardest(held, share: Self.hardestShare), taxonomy)
    return calibration
  }

  /// The tickets of the files with the lowest accuracy, a share of all files but at least one; all
  /// tickets where the files are small.
  ///
  /// The others flatter: invented tickets are tidier than real ones, and to promise too little is the
  /// smaller harm.
  private func hardest(_ files: [[HeldTicket]], share: Double) -> [HeldTicket] {
    let telling = files.filter { file in
      file.count { !$0.isCopy } >= Self.tellingTickets
    }
    if telling.isEmpty { return files.flatMap { $0 } }
    let sorted = telling.sorted { accuracy($0) < accuracy($1) }
    return sorted.prefix(max(1, Int(Double(sorted.count) * share))).flatMap { $0 }
  }

  /// The share of the files whose tickets say how much a softmax is worth.
  private static let hardestShare = 0.12

  /// Fewer tickets than this say nothing about a register.
  private static let tellingTickets = 100

  private func accuracy(_ tickets: [HeldTicket]) -> Double {
    Double(tickets.count { $0.isRight }) / Double(max(tickets.count, 1))
  }

  private func calibration(on held: [HeldTicket]) -> Calibration {
    let neutral = Self.neutral
    guard !held.isEmpty else { return neutral }
    var best = neutral
    // One figure after the other, twice: they hardly depend on each other.
    for _ in 0..<2 {
      best = least(held, stride(from: 3, through: 12, by: 0.25), best, \.sharpness)
      best = least(held, stride(from: 0, through: 1, by: 0.125), best, \.growth)
      best = least(held, stride(from: 0, through: 3, by: 0.25), best, \.familiarity)
    }
    return best
  }

  /// The calibration with the value of one figure that loses least.
  private func least(
    _ held: [HeldTicket],
    _ values: StrideThrough<Float>,
    _ start: Calibration,
    _ figure: WritableKeyPath<Calibration, Float>
  ) -> Calibration {
    var best = start
    var least = Double.infinity
    for value in values {
      var tried = start
      tried[keyPath: figure] = value
      let loss = held.reduce(0) { $0 + $1.loss(tried) }
      if loss < least { (best, least) = (tried, loss) }
    }
    return best
  }
}

extension HeldTicket {
  /// Negative log-likelihood of the right tag.
  fileprivate func loss(_ calibration: Calibration) -> Double {
    let confidences = Ranking.confidences(of: scores, sharpness: calibration.sharpness(evidence))
    return -Double(log(max(confidences[Int(ticket.tag.rawValue)], .leastNormalMagnitude)))
  }
}

extension Calibration {
  /// Fits slope and shift: the least negative log-likelihood of the chosen tags' being right.
  fileprivate mutating func fitProbability(_ held: [HeldTicket], _ taxonomy: Taxonomy) {
    let chapters = taxonomy.categories.map(\.tags)
    var powers: [Float] = []
    let chosen = held.map { item -> (softmax: Float, isRight: Bool) in
      let ranking = item.ranking(self, chapters, &powers)
      return (ranking.confidence, ranking.best == Int(item.ticket.tag.rawValue))
    }
    guard !chosen.isEmpty else { return }
    var least = Double.infinity
    let start = self
    for slope in stride(from: Float(0.1), through: 1.5, by: 0.05) {
      for shift in stride(from: Float(-2), through: 2, by: 0.1) {
        var tried = start
        (tried.slope, tried.shift) = (slope, shift)
        let loss = chosen.reduce(0.0) {
          let right = Double(tried.probability($1.softmax))
          return $0 - log(max($1.isRight ? right : 1 - right, 1e-9))
        }
        if loss < least { (self, least) = (tried, loss) }
      }
    }
  }
}
