/// A moment on the wall clock of Asia/Shanghai, in whole seconds.
///
/// Exports carry no zone and China has had none but UTC+8 and no daylight saving since 1991, so a
/// ticket's times are civil seconds since 1970-01-01 00:00 and never touch a time-zone table.
/// Zero is "no time"; the type reaches to the year 2106.
package struct CivilTime: Sendable, Hashable, Comparable {
  package var seconds: UInt32

  package static let missing = CivilTime(seconds: 0)

  package init(seconds: UInt32) { self.seconds = seconds }

  /// A time on a day, or nil where a part is out of range or the year is not in 1970...2105.
  package init?(
    year: Int,
    month: Int,
    day: Int,
    hour: Int = 0,
    minute: Int = 0,
    second: Int = 0
  ) {
    guard let date = CivilDay(year: year, month: month, day: day), date.number >= 0,
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      year < 2106
    else { return nil }
    seconds = UInt32(date.number) * 86_400 + UInt32(hour * 3_600 + minute * 60 + second)
  }

  /// Midnight at the start of a day.
  package init(startOf day: CivilDay) { seconds = UInt32(day.number) * 86_400 }

  package var isMissing: Bool { seconds == 0 }
  package var day: CivilDay { CivilDay(number: Int32(seconds / 86_400)) }
  package var hour: Int { Int(seconds % 86_400) / 3_600 }
  package var minute: Int { Int(seconds % 3_600) / 60 }
  package var second: Int { Int(seconds % 60) }

  /// Seconds from `earlier` to this time; negative when this time comes first.
  package func seconds(since earlier: CivilTime) -> Int { Int(seconds) - Int(earlier.seconds) }

  package static func < (left: CivilTime, right: CivilTime) -> Bool {
    left.seconds < right.seconds
  }

  /// The later of the two.
  ///
  /// For passes over all tickets, where the standard library's `max` is not
  /// specialised for this type.
  package func later(_ other: CivilTime) -> CivilTime {
    CivilTime(seconds: max(seconds, other.seconds))
  }
}

extension CivilTime: CustomStringConvertible {
  /// The time as `2026-10-15 08:03:09`, or an empty string where it is missing.
  package var description: String {
    isMissing ? "" : "\(day) \(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))"
  }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
