import RedianCore
import RedianStats

/// Repeat callers in `summary.json`.
extension JSONFile {
  var repeats: JSON {
    let repeats = summary.repeats
    return .object([
      ("callers_ge_2", .int(repeats.callersTwoOrMore)),
      ("callers_ge_3", .int(repeats.callersThreeOrMore)), ("tickets", .int(repeats.tickets)),
      ("tickets_30_days", .int(repeats.ticketsWithin30Days)),
      ("redials", .int(repeats.redials)), ("with_caller", .int(repeats.withCaller)),
      ("rate", .optional(repeats.rate)),
    ])
  }
}
