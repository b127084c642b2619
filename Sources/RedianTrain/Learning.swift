import RedianClassify
import RedianCore

/// What has been learned from files, before tags are combined.
struct Learned: Sendable {
  fileprivate let linear: LinearModel
  fileprivate let features: Features
  fileprivate let labelled: Set<Int>
  fileprivate let version: String
}

extension Trainer {
  /// Weights for the grams that add most to scores, and for the concepts.
  func learn(from files: [LabelledFile]) -> Learned {
    let learned = files.map { $0.withFramedCopies(options.frames) }
    let read = learned.map { file in file.map { ReadText($0.text, phrases: phrases) } }
    let (texts, tickets) = (read.flatMap { $0 }, learned.flatMap { $0 })
    let labels = tickets.map { Int($0.tag.rawValue) }
    var features = Features(of: read, concepts: lexicon.concepts.count, options: options)
    var vectors = vectors(texts, features)
    var linear = learn(vectors, labels, features)
    let most = min(options.grams, ModelFile.mostFeatures)
    for room in [2, 1] {
      let kept = heaviestGrams(linear, features, vectors, count: most * room)
      guard kept.count < features.gramKeys.count else { continue }
      features.keep(grams: kept)
      vectors = self.vectors(texts, features)
      // What is left must learn to do without the rest.
      linear = learn(vectors, labels, features)
    }
    return Learned(
      linear: linear,
      features: features,
      labelled: Set(labels),
      version: version(of: tickets, count: files.reduce(0) { $0 + $1.count })
    )
  }

  /// A model with neutral calibration.
  func model(_ learned: Learned, _ combination: Combination?) -> ModelFile {
    var linear = combination.map { $0(learned.linear) } ?? learned.linear
    // A tag without a single ticket must never win.
    for tag in taxonomy.tags.indices where !learned.labelled.contains(tag) {
      linear[learned.features.count, tag] = -10
    }
    return model(linear, learned.features, version: learned.version)
  }

  private func vectors(_ texts: [ReadText], _ features: Features) -> [Vectors.Sparse] {
    let vectors = Vectors(
      features,
      concepts: lexicon.concepts.count,
      conceptShare: options.conceptShare
    )
    return texts.map(vectors.vector)
  }

  /// A model of the tags that has learned their chapters and kinds as well.
  ///
  /// One tag against all others learns from few tickets what it has in common with its chapter, and what all
  /// cases have in common. One chapter against all others, and one kind, learn it from many. All are linear,
  /// and so is their sum: a tag's weights are its own, a share of its chapter's and a share of its kind's.
  private func learn(
    _ vectors: [Vectors.Sparse],
    _ labels: [Int],
    _ features: Features
  ) -> LinearModel {
    let problem = LinearProblem(vectors, features: features.count)
    var linear = problem.train(labels, classes: taxonomy.tags.count, cost: options.cost)
    let chapters = (taxonomy.tags.map(\.category), options.chapterShare)
    let kinds = (taxonomy.tags.indices.map(kind), options.kindShare)
    for (groups, share) in [chapters, kinds] {
      let coarse = problem.train(
        labels.map { groups[$0] },
        classes: (groups.max() ?? 0) + 1,
        cost: options.cost
      )
      linear.add(coarse, share: share, groups: groups)
    }
    return linear
  }

  /// 0 for a case, 1 for routine business, 2 for `other`.
  private func kind(_ tag: Int) -> Int {
    if tag == Int(taxonomy.other.rawValue) { return 2 }
    return taxonomy.tags[tag].isRoutine ? 1 : 0
  }

  /// The grams that add most to scores where they stand: by the length of their weights times the root
  /// mean square of their values.
  ///
  /// What weighs most after some are gone is not what weighed most before, so they go in steps (recursive
  /// feature elimination: Guyon et al., "Gene selection for cancer classification using support vector
  /// machines", Machine Learning 46, 2002).
  private func heaviestGrams(
    _ linear: LinearModel,
    _ features: Features,
    _ vectors: [Vectors.Sparse],
    count: Int
  ) -> [Int] {
    var squares = [Double](repeating: 0, count: features.count)
    var counts = [Double](repeating: 0, count: features.count)
    for (feature, value) in vectors.joined() {
      squares[feature] += value * value
      counts[feature] += 1
    }
    let importance = features.gramKeys.indices.map { feature in
      linear.weights(of: feature).reduce(0) { $0 + $1 * $1 } * squares[feature]
        / max(counts[feature], 1)
    }
    return importance.indices.sorted { (-importance[$0], $0) < (-importance[$1], $1) }
      .prefix(count).sorted()
  }

  private func model(_ linear: LinearModel, _ features: Features, version: String) -> ModelFile {
    ModelFile(
      version: version,
      fingerprint: taxonomy.fingerprint,
      tags: taxonomy.tags.count,
      grams: features.grams,
      concepts: lexicon.concepts.map(\.id),
      pairs: features.pairs,
      gramBlock: block(linear, from: 0, features.gramWeights, share: 1),
      conceptBlock: block(
        linear,
        from: features.gramKeys.count,
        features.conceptWeights,
        share: options.conceptShare
      ),
      biases: linear.biases,
      calibration: Self.neutral,
      further: .none(tags: taxonomy.tags.count)
    )
  }

  /// Weights times the features' factors in steps, for each tag of the size that loses least.
  private func block(
    _ linear: LinearModel,
    from first: Int,
    _ weights: [Features.Weight],
    share: Double
  ) -> ModelFile.Block {
    let classes = taxonomy.tags.count
    let texts = weights.map { Float($0.texts) }
    let columns = (0..<classes).map { tag in
      RoundedWeights(
        weights.indices.map { Float(linear[first + $0, tag] * share) * weights[$0].factor },
        texts: texts
      )
    }
    var rows: [UInt8] = []
    rows.reserveCapacity(weights.count * (classes + 2))
    for (feature, weight) in weights.enumerated() {
      for column in columns {
        rows.append(UInt8(Int(ModelFile.Block.nought) + Int(column.steps[feature])))
      }
      let (high, low) = Int(weight.square).quotientAndRemainder(
        dividingBy: ModelFile.Block.bound
      )
      rows += [UInt8(low), UInt8(high)]
    }
    return ModelFile.Block(
      rows: rows,
      scales: columns.map(\.scale),
      squareUnit: Features.squareUnit
    )
  }
}
