/// Insertions, deletions and replacements from one to the other (Levenshtein, 1966).
package func editDistance(_ one: [Character], _ other: [Character]) -> Int {
  var row = Array(0...other.count)
  for (index, character) in one.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in other.indices {
      let replaced = diagonal + (character == other[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
    }
  }
  return row[other.count]
}

/// The known name that a wrong one is most like: at most a third of the characters differ, of four or more; the
/// first of several.
package func nearest(_ name: String, _ known: [String]) -> String? {
  let wrong = Array(name)
  guard wrong.count >= 4 else { return nil }
  let distances = known.map { (name: $0, distance: editDistance(wrong, Array($0))) }
  guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance * 3 <= max(wrong.count, best.name.count) ? best.name : nil
}
