/// What kind of day a date is, as far as the number of tickets goes.
package enum DayType: Int, Sendable, CaseIterable {
  case workday = 0
  case saturday = 1
  case sunday = 2
  case holiday = 3
  /// A weekend day worked in exchange for a holiday.
  case makeupWorkday = 4
}

/// The days that are not what their weekday says, and the Spring Festival.
///
/// The State Council announces the exchange of working days a few months ahead, so a calendar
/// covers some years; of others only the weekdays are known, and a report says so.
package struct HolidayCalendar: Sendable, Equatable {
  private var types: [CivilDay: DayType] = [:]
  /// Lunar New Year's days, ascending.
  private var newYears: [CivilDay] = []
  /// The years with all their rows; nil where the file does not say.
  package private(set) var covered: ClosedRange<Int>?
  /// Where the dates come from.
  package private(set) var source = ""

  /// Weekdays only: covers no year.
  package init() {}

  /// Reads `date,type,festival,lunar_day`; `# covers: 2023..2026` and `# source: ...` are comments.
  ///
  /// Types are `holiday`, `makeup_workday`, `workday`, `saturday` and `sunday`; a `lunar_day` of 0
  /// marks lunar New Year's day.
  package init(csv text: String) throws(SettingsError) {
    let table = try SettingsTable(text, columns: ["date", "type"])
    for (line, cells) in table.rows {
      let date = cells["date"] ?? ""
      guard let day = CivilDay(date) else { throw SettingsError(line: line, .badDate(date)) }
      let type = cells["type"] ?? ""
      guard let known = Self.names[type] else {
        throw SettingsError(line: line, .unknownType(type))
      }
      types[day] = known
      if cells["lunar_day"] == "0" { newYears.append(day) }
    }
    newYears.sort()
    for comment in table.comments { read(comment) }
  }

  private static let names: [String: DayType] = [
    "workday": .workday, "saturday": .saturday, "sunday": .sunday, "holiday": .holiday,
    "makeup_workday": .makeupWorkday,
  ]

  private mutating func read(_ comment: String) {
    if comment.hasPrefix("source:") { source = String(comment.dropFirst(8)) }
    guard comment.hasPrefix("covers:") else { return }
    let years = comment.split { !$0.isNumber }.compactMap { Int($0) }
    if let first = years.first, let last = years.last, first <= last { covered = first...last }
  }

  package func type(_ day: CivilDay) -> DayType {
    if let type = types[day] { return type }
    switch day.weekday {
    case 6: return .saturday
    case 7: return .sunday
    default: return .workday
    }
  }

  /// Days since the nearest lunar New Year's day where that lies -7...20, else nil.
  ///
  /// The National Bureau of Statistics sees the festival's influence from 4-5 days before to 15-20
  /// days after.
  package func festivalDay(_ day: CivilDay) -> Int? {
    newYears.lazy.map { $0.distance(to: day) }.first { (-7...20).contains($0) }
  }

  /// The years of some days that the calendar does not cover, ascending.
  package func missingYears(from: CivilDay, to: CivilDay) -> [Int] {
    (from.parts.year...max(from.parts.year, to.parts.year)).filter {
      covered?.contains($0) != true
    }
  }
}
