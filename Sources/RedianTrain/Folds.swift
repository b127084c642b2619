import RedianClassify
import RedianCore

/// Lists of tickets, of which every fold holds some back from what is learned.
///
/// Whole files are held back where they can be, because tagging is promised for other authors. Otherwise
/// tickets are dealt round by their text, and there is one list for each fold; with fewer tickets than folds there
/// is nothing to hold back, and no fold.
struct Folds {
  let lists: [LabelledFile]
  let count: Int
  /// Whether the lists are files.
  private let areFiles: Bool

  init(_ files: [LabelledFile], _ options: TrainingOptions, tags: Int) {
    areFiles = Self.canHoldBack(files, options, tags: tags)
    lists = areFiles ? files : Self.dealt(files, options.folds)
    count = lists.contains { !$0.isEmpty } ? options.folds : 0
  }

  /// The numbers of the lists that a fold holds back.
  func held(_ fold: Int) -> StrideTo<Int> { stride(from: fold, to: lists.count, by: count) }

  /// What is learned from meanwhile.
  func others(_ fold: Int) -> [LabelledFile] {
    let others = lists.indices.filter { $0 % count != fold }.map { lists[$0] }
    // Tickets that were dealt round are no files of their own.
    return areFiles ? others : [others.flatMap { $0 }]
  }

  /// Whether the files outside each fold know the tags of those inside.
  ///
  /// They do not where each file has chapters of its own: what a model that hardly knows a tag says of its
  /// tickets would teach the opposite of what is right. A tag is known that has a third of its tickets outside; one
  /// with too few tickets to be combined need not be.
  static func canHoldBack(
    _ files: [LabelledFile],
    _ options: TrainingOptions,
    tags: Int
  ) -> Bool {
    guard files.count >= options.folds else { return false }
    let all = tickets(of: files, tags)
    return (0..<options.folds).allSatisfy { fold in
      let inside = tickets(
        of: stride(from: fold, to: files.count, by: options.folds).map { files[$0] },
        tags
      )
      return all.indices.allSatisfy { tag in
        all[tag] < options.combinationMinimum || (all[tag] - inside[tag]) * 3 >= all[tag]
      }
    }
  }

  /// How many tickets each tag has.
  private static func tickets(of files: [LabelledFile], _ tags: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: tags)
    for ticket in files.joined() { counts[Int(ticket.tag.rawValue)] += 1 }
    return counts
  }

  /// The tickets of all files in as many lists as folds; none where there are fewer tickets.
  ///
  /// A text that stands twice is in one of them.
  private static func dealt(_ files: [LabelledFile], _ count: Int) -> [LabelledFile] {
    let tickets = files.flatMap { $0 }
    guard tickets.count >= count else { return [] }
    var lists = [LabelledFile](repeating: [], count: count)
    for ticket in tickets {
      lists[Int(fnv1a(Array(ticket.text.utf8)[...]) % UInt64(count))].append(ticket)
    }
    return lists
  }
}
