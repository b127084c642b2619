/// The stretch of days that a report is about: a month, an ISO week, a day, a range, or all data.
///
/// `label` is what the user writes after `--period` and the name of the report folder.
package struct Period: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case month
    case week
    case day
    case range
  }

  package let kind: Kind
  /// The first day.
  package let from: CivilDay
  /// The last day, included.
  package let to: CivilDay

  package init(kind: Kind, from: CivilDay, to: CivilDay) {
    precondition(from <= to, "a period has at least one day")
    self.kind = kind
    self.from = from
    self.to = to
  }

  package var days: Int { from.distance(to: to) + 1 }

  package func contains(_ time: CivilTime) -> Bool {
    !time.isMissing && from <= time.day && time.day <= to
  }

  package func contains(_ day: CivilDay) -> Bool { from <= day && day <= to }
}

extension Period: CustomStringConvertible {
  package var description: String { label }

  package var label: String {
    let (year, month, _) = from.parts
    switch kind {
    case .month: return "\(year)-\(twoDigits(month))"
    case .week:
      let (weekYear, week) = from.isoWeek
      return "\(weekYear)-W\(twoDigits(week))"
    case .day: return from.description
    case .range: return "\(from)..\(to)"
    }
  }
}

extension Period {
  /// The calendar month that holds a day.
  package static func month(of day: CivilDay) -> Period {
    let (_, month, dayOfMonth) = day.parts
    let first = day.advanced(by: 1 - dayOfMonth)
    let length = CivilDay.daysIn(month: month, year: day.parts.year)
    return Period(kind: .month, from: first, to: first.advanced(by: length - 1))
  }

  /// The period before this one: the month, week or day before; for a range as many days before it.
  package var previous: Period {
    guard kind == .month else {
      return Period(kind: kind, from: from.advanced(by: -days), to: from.advanced(by: -1))
    }
    return .month(of: from.advanced(by: -1))
  }

  /// The same period a year before: the same month; the same ISO week number's days 364 days
  /// before for a week; the same calendar dates for a day or a range (29 February becomes the 28th).
  package var yearBefore: Period {
    switch kind {
    case .week: Period(kind: .week, from: from.advanced(by: -364), to: to.advanced(by: -364))
    case .month: .month(of: from.sameDateYearBefore)
    case .day, .range: Period(kind: kind, from: from.sameDateYearBefore, to: to.sameDateYearBefore)
    }
  }

  /// The first `count` days of this period, for a comparison with a period that is not complete.
  package func first(_ count: Int) -> Period {
    count >= days ? self : Period(kind: .range, from: from, to: from.advanced(by: count - 1))
  }
}

extension CivilDay {
  /// The ISO 8601 week: the week's year and its number.
  package var isoWeek: (year: Int, week: Int) {
    let thursday = advanced(by: 4 - weekday)
    let year = thursday.parts.year
    guard let newYear = CivilDay(year: year, month: 1, day: 1) else { return (year, 1) }
    return (year, newYear.distance(to: thursday) / 7 + 1)
  }

  var sameDateYearBefore: CivilDay {
    let (year, month, day) = parts
    let last = CivilDay.daysIn(month: month, year: year - 1)
    return CivilDay(year: year - 1, month: month, day: min(day, last)) ?? self
  }
}
