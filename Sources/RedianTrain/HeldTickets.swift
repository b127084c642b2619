import RedianClassify
import RedianCore

/// A ticket with the scores of a model that has not seen it.
struct HeldTicket {
  var scores: [Float]
  let evidence: Calibration.Evidence
  let ticket: LabelledTicket

  var isRight: Bool {
    scores.indices.max { scores[$0] < scores[$1] } == Int(ticket.tag.rawValue)
  }
}

extension HeldTicket {
  init(_ ticket: LabelledTicket, _ classifier: Classifier) {
    let (scores, evidence) = Array(ticket.text.utf8).withUnsafeBufferPointer {
      classifier.allScores($0)
    }
    self.init(scores: scores, evidence: evidence, ticket: ticket)
  }
}

extension Trainer {
  /// The tickets of each file with the scores of a model that learned from other files, without a combination
  /// and without what cues add.
  ///
  /// Whole files are held back where they can be, because tagging is promised for other authors: `held[i]` are
  /// then the tickets of `files[i]`. Otherwise tickets are dealt round by their text, and there is one list for
  /// each fold; with fewer tickets than folds there is nothing to hold back.
  func held(_ files: [LabelledFile]) -> [[HeldTicket]] {
    let isDealt = !canHoldBackFiles(files)
    let lists = isDealt ? dealt(files) : files
    guard lists.contains(where: { !$0.isEmpty }) else { return [] }
    let plain = Lexicon(concepts: lexicon.concepts)
    var held = [[HeldTicket]](repeating: [], count: lists.count)
    for fold in 0..<options.folds {
      let others = lists.indices.filter { $0 % options.folds != fold }.map { lists[$0] }
      // Tickets that were dealt round are no files of their own.
      let model = fit(isDealt ? [others.flatMap { $0 }] : others, combination: nil)
      guard let classifier = try? Classifier(model: model, taxonomy: taxonomy, lexicon: plain)
      else { continue }
      for index in stride(from: fold, to: lists.count, by: options.folds) {
        held[index] = lists[index].withCopies(options.frames).map { HeldTicket($0, classifier) }
      }
    }
    return held
  }

  /// Whether the files outside each fold know the tags of those inside.
  ///
  /// They do not where each file has chapters of its own: what a model that hardly knows a tag says of its
  /// tickets would teach the opposite of what is right. A tag is known that has a third of its tickets outside; one
  /// with too few tickets to be combined need not be.
  func canHoldBackFiles(_ files: [LabelledFile]) -> Bool {
    guard files.count >= options.folds else { return false }
    let all = tickets(of: files)
    return (0..<options.folds).allSatisfy { fold in
      let inside = tickets(
        of: stride(from: fold, to: files.count, by: options.folds).map { files[$0] }
      )
      return all.indices.allSatisfy { tag in
        all[tag] < options.combinationMinimum || (all[tag] - inside[tag]) * 3 >= all[tag]
      }
    }
  }

  /// How many tickets each tag has.
  private func tickets(of files: [LabelledFile]) -> [Int] {
    var counts = [Int](repeating: 0, count: taxonomy.tags.count)
    for ticket in files.joined() { counts[Int(ticket.tag.rawValue)] += 1 }
    return counts
  }

  /// The tickets of all files in as many lists as folds; none where there are fewer tickets.
  ///
  /// A text that stands twice is in one of them.
  private func dealt(_ files: [LabelledFile]) -> [LabelledFile] {
    let tickets = files.flatMap { $0 }
    guard tickets.count >= options.folds else { return [] }
    var lists = [LabelledFile](repeating: [], count: options.folds)
    for ticket in tickets {
      lists[Int(fnv1a(Array(ticket.text.utf8)[...]) % UInt64(options.folds))].append(ticket)
    }
    return lists
  }
}
