import RedianCore
import RedianStats

/// Arrivals in `summary.json`.
extension JSONFile {
  var arrivals: JSON {
    let arrivals = summary.arrivals
    return .object(
      [
        ("selected_by_tag", .bool(arrivals.selectedByTag)),
        ("overdue_listed", .int(arrivals.overdue.count)),
        ("disputed", .int(arrivals.disputed.count { !$0.isSaidElsewhere })),
        ("disputed_elsewhere", .int(arrivals.disputed.count(where: \.isSaidElsewhere))),
        ("event_days", .array(arrivals.eventDays.map { .string($0.description) })),
        ("legs", .array(arrivals.legs.map(leg))),
        ("heaping", .array(arrivals.heaping.map(heaping))),
      ] + arrivals.yardsticks.map { ($0.yardstick.id, yardstick($0)) }
    )
  }

  private func yardstick(_ item: YardstickSummary) -> JSON {
    .object(
      [("limits_minutes", limits(item.yardstick.limits))] + figures(item.total)
        + [("by_area", areas(item.byArea))] + units(item) + [
          ("by_hour", .array(item.byHour.map { hour($0, item.hours) })),
          ("by_weekday", .array(item.byWeekday.map { .object(figures($0)) })),
          ("excluded", .object(item.excluded.named.map { ($0, .int($1)) })),
          ("without_event_days", withoutEvents(item)),
        ]
    )
  }

  private func limits(_ limits: AreaLimits) -> JSON {
    .object(AreaType.judged.map { ($0.id, .optional(limits[$0].map { $0 / 60 })) })
  }

  private func areas(_ counts: [(area: AreaType, count: ArrivalCount)]) -> JSON {
    .array(
      counts.map { area, count in .object([("area", .string(area.id))] + figures(count)) }
    )
  }

  private func units(_ item: YardstickSummary) -> [(String, JSON)] {
    OrganizationLevel.allCases.map { level in
      let units = item.byUnit.filter { $0.unit.level == level }
      return ("by_\(level.id)", .array(units.map(unit)))
    }
  }

  private func unit(_ unit: UnitArrival) -> JSON {
    .object(
      [("unit", .string(unit.unit.name)), ("path", .string(unit.unit.path))]
        + figures(unit.count) + [
          ("adjusted_rate", .optional(unit.shrunkenRate)),
          ("above_average", .optional(unit.aboveAverage)), ("rank", .optional(unit.rank)),
          ("rank_note", .string(unit.note.rawValue)), ("funnel", .string(unit.funnel.rawValue)),
          ("expected", .double(unit.expected)),
          ("adjusted_ratio", .optional(unit.shrunkenRatio)),
          ("above_expected", .optional(unit.aboveExpected)),
          ("judged_without_events", .optional(unit.withoutEvents?.judged)),
          ("overdue_without_events", .optional(unit.withoutEvents?.overdue)),
        ]
    )
  }

  private func hour(_ count: ArrivalCount, _ hours: RateShrinkage) -> JSON {
    .object(
      figures(count) + [
        ("adjusted_rate", .optional(hours.rate(x: count.overdue, n: count.judged))),
        ("above_average", .optional(hours.aboveMean(x: count.overdue, n: count.judged))),
      ]
    )
  }

  private func withoutEvents(_ item: YardstickSummary) -> JSON {
    guard let (total, byArea) = item.withoutEvents else { return .null }
    return .object(figures(total) + [("by_area", areas(byArea))])
  }

  private func leg(_ leg: LegSummary) -> JSON {
    .object(
      [("leg", .string(leg.leg.rawValue)), ("limits_minutes", limits(leg.limits))]
        + figures(leg.total) + [
          ("ended", .int(leg.total.timed)), ("disordered", .int(leg.disordered)),
          ("by_area", areas(leg.byArea)),
        ]
    )
  }

  private func heaping(_ item: Heaping) -> JSON {
    .object([
      ("unit", .string(item.unit?.path ?? "")), ("area", .string(item.area.id)),
      ("limit_minutes", .int(item.limitMinutes)), ("inside", .int(item.inside)),
      ("beyond", .int(item.beyond)), ("expected_share", .double(item.expectedShare)),
      ("p", .double(item.p)),
    ])
  }

  private func figures(_ count: ArrivalCount) -> [(String, JSON)] {
    [
      ("judged", .int(count.judged)), ("overdue", .int(count.overdue)),
      ("not_arrived", .int(count.notArrived)), ("not_due", .int(count.notDue)),
      ("no_visit", .int(count.noVisit)), ("rate", .optional(count.rate)),
      ("rate_low", .optional(count.interval?.lowerBound)),
      ("rate_high", .optional(count.interval?.upperBound)),
      ("mean_minutes", .optional(count.meanMinutes)),
      ("median_minutes", .optional(count.median.minutes)),
      ("p90_minutes", .optional(count.p90.minutes)),
      ("p95_minutes", .optional(count.p95.minutes)),
      ("p90_low", .optional(count.p90.low)), ("p90_high", .optional(count.p90.high)),
      ("observed_to_minutes", .int(count.lastMinute)),
      ("longest_minutes", .optional(count.longestMinutes)),
      ("restricted_mean_minutes", .optional(count.restrictedMeanMinutes)),
    ]
  }
}
