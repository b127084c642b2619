package import RedianCore

/// What the user asked for with `--period`.
package enum PeriodRequest: Sendable, Equatable {
  /// The latest calendar month that holds a ticket.
  case latestMonth
  /// From the first to the last day of the data.
  case all
  case period(Period)

  /// Reads `2026-10`, `2026-W43`, `2026-10-15`, `2026-10-01..2026-10-20` or `all`.
  ///
  /// - Returns: nil for anything else, a month 13, a week 53 of a year that has none, or a range
  ///   that ends before it begins.
  package static func parse(_ text: String) -> PeriodRequest? {
    if text == "all" { return .all }
    if let dots = text.range(ofDots: ()) {
      guard let from = day(text[..<dots]), let to = day(text[dots...].dropFirst(2)), from <= to
      else { return nil }
      return .period(Period(kind: .range, from: from, to: to))
    }
    if let day = day(text[...]) { return .period(Period(kind: .day, from: day, to: day)) }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = number(parts[0], digits: 4) else { return nil }
    if parts[1].first == "W" { return week(year, parts[1].dropFirst()).map { .period($0) } }
    guard let month = number(parts[1], digits: 2),
      let first = CivilDay(year: year, month: month, day: 1)
    else { return nil }
    return .period(.month(of: first))
  }

  private static func day(_ text: Substring) -> CivilDay? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digits: 4),
      let month = number(parts[1], digits: 2), let day = number(parts[2], digits: 2)
    else { return nil }
    return CivilDay(year: year, month: month, day: day)
  }

  private static func week(_ year: Int, _ text: Substring) -> Period? {
    guard let week = number(text, digits: 2),
      let fourth = CivilDay(year: year, month: 1, day: 4)
    else { return nil }
    let monday = fourth.advanced(by: 1 - fourth.weekday + 7 * (week - 1))
    guard monday.isoWeek == (year, week) else { return nil }
    return Period(kind: .week, from: monday, to: monday.advanced(by: 6))
  }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }
}

extension String {
  /// Where `..` begins, or nil.
  fileprivate func range(ofDots: Void) -> Index? {
    indices.first { self[$0...].hasPrefix("..") }
  }
}
