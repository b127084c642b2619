import RedianCore
import RedianStats

/// Repeats, recurring places and rates in `summary.json`.
extension JSONFile {
  var repeats: JSON {
    let repeats = summary.repeats
    return .object([
      ("callers_ge_2", .int(repeats.callersTwoOrMore)),
      ("callers_ge_3", .int(repeats.callersThreeOrMore)), ("tickets", .int(repeats.tickets)),
      ("tickets_1_day", .int(repeats.ticketsWithin1Day)),
      ("tickets_3_days", .int(repeats.ticketsWithin3Days)),
      ("tickets_30_days", .int(repeats.ticketsWithin30Days)),
      ("redials", .int(repeats.redials)), ("with_caller", .int(repeats.withCaller)),
      ("short_look_back", .int(repeats.shortLookBack)), ("rate", .optional(repeats.rate)),
    ])
  }

  var recurring: JSON {
    let recurring = summary.recurring
    return .object([
      ("calls", .int(recurring.calls)), ("episodes", .int(recurring.episodes)),
      ("callers", .int(recurring.callers)), ("from", .string(recurring.from.description)),
      ("to", .string(recurring.to.description)),
      ("look_back_complete", .bool(recurring.isLookBackComplete)),
      ("threshold", .int(recurring.threshold)), ("districts", places(recurring.districts)),
      ("addresses", places(recurring.addresses)),
    ])
  }

  private func places(_ places: RecurringPlaces) -> JSON {
    .object([
      ("seen", .int(places.seen)), ("recurring", .int(places.recurring)),
      ("expected_by_chance", .double(places.expected)),
      ("beyond_chance", .int(places.beyondChance)),
    ])
  }

  /// Null without a customer table.
  var customers: JSON {
    guard let rates = summary.customers else { return .null }
    return .object([
      ("unmatched", .array(rates.unmatched.map(JSON.string))),
      ("ambiguous", .array(rates.ambiguous.map(JSON.string))),
      ("units_without_customers", .int(rates.missing)),
      (
        "units",
        .array(
          rates.units.map { unit in
            .object([
              ("unit", .string(unit.unit.name)), ("level", .string(unit.unit.level.id)),
              ("path", .string(unit.unit.path)), ("customers", .int(unit.customers)),
              ("tickets", .int(unit.tickets)), ("per_10000", .double(unit.rate)),
              ("low", .double(unit.interval.lowerBound)),
              ("high", .double(unit.interval.upperBound)), ("repairs", .optional(unit.repairs)),
              ("repairs_per_10000", .optional(unit.repairRate)),
            ])
          }
        )
      ),
    ])
  }
}
