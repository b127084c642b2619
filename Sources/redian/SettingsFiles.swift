import Foundation
import RedianCore
import RedianIngest
import RedianPipeline

/// The calendar at a path, or the built-in one.
func loadCalendar(_ path: String?) throws -> HolidayCalendar {
  try parse(path ?? "calendar", try path.map(settingsText) ?? HolidayCalendar.builtInText) {
    (csv: String) throws(SettingsError) in try HolidayCalendar(csv: csv)
  }
}

/// The mapping of units at a path; without one every unit stays what it is.
func loadUnits(_ path: String?) throws -> UnitMapping {
  guard let path else { return UnitMapping() }
  return try parse(path, try settingsText(path)) {
    (csv: String) throws(SettingsError) in try UnitMapping(csv: csv)
  }
}

private func parse<Value>(
  _ path: String,
  _ csv: String,
  _ make: (String) throws(SettingsError) -> Value
) throws -> Value {
  do throws(SettingsError) {
    return try make(csv)
  } catch {
    throw fail(Words.settings(error, path: path), .configuration)
  }
}

/// The text of a file of settings, in whatever encoding it was saved.
func settingsText(_ path: String) throws -> String {
  try orFail { () throws(IngestError) in try readText(path: path) }
}

/// What can be read, or the end of the command.
func orFail<Value>(_ read: () throws(IngestError) -> Value) throws -> Value {
  do throws(IngestError) {
    return try read()
  } catch {
    let (message, hint, status) = Words.describe(error)
    throw fail(message, hint: hint, status)
  }
}
