import CEmbedded
package import RedianCore

extension HolidayCalendar {
  /// The text of the built-in calendar: the State Council's holidays and exchanged working days.
  package static var builtInText: String {
    let bytes = UnsafeBufferPointer(start: redian_calendar(), count: redian_calendar_size())
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func builtIn() throws(SettingsError) -> HolidayCalendar {
    try HolidayCalendar(csv: builtInText)
  }
}
