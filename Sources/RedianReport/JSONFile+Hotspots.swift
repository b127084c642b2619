import RedianCore
import RedianStats

extension JSONFile {
  private func place(_ place: HotspotPlace) -> [(String, JSON)] {
    [
      ("unit", .string(place.unit?.name ?? "")), ("path", .string(place.unit?.path ?? "")),
      ("level", .string(place.level)), ("category", .string(place.categoryID(taxonomy))),
      ("case", .string(place.caseID(taxonomy))), ("whole_category", .bool(place.tag == nil)),
    ]
  }

  private func days(_ from: CivilDay, _ to: CivilDay) -> [(String, JSON)] {
    [("from", .string(from.description)), ("to", .string(to.description))]
  }

  private func parts(_ parts: [HotspotPart]) -> JSON {
    .array(
      parts.map {
        .object([
          ("name", .string($0.name)), ("count", .int($0.count)), ("extra", .double($0.extra)),
        ])
      }
    )
  }

  private func interval(_ interval: ClosedRange<Double>) -> [(String, JSON)] {
    [("ratio_low", .double(interval.lowerBound)), ("ratio_high", .double(interval.upperBound))]
  }

  func hotspot(_ spot: Hotspot) -> JSON {
    .object(
      place(spot.place) + days(spot.from, spot.to) + [
        ("count", .int(spot.count)), ("tickets", .int(spot.tickets)),
        ("callers", .int(spot.callers)),
        ("tickets_outside_major_events", .int(spot.ticketsOutsideMajorEvents)),
        ("base", .int(spot.base)), ("expected", .double(spot.expected)),
        ("extra", .double(spot.extra)), ("ratio", .double(spot.ratio)),
      ] + interval(spot.ratioInterval) + [
        ("p", .double(spot.p)), ("q", .double(spot.q)),
        ("scan_p", .optional(spot.scanProbability)),
        ("comparison", .string(spot.comparison.rawValue)),
        ("daily", .array(spot.daily.map(JSON.int))), ("parts", parts(spot.parts)),
        ("examples", .array(spot.examples.map { .string($0.id) })),
      ]
    )
  }

  func rising(_ cell: RisingCell) -> JSON {
    .object(
      place(cell.place) + [
        ("count", .int(cell.count)), ("base", .int(cell.base)),
        ("expected", .double(cell.expected)), ("extra", .double(cell.extra)),
      ] + interval(cell.ratioInterval) + [
        ("p", .double(cell.p)), ("q", .double(cell.q)),
        ("comparison", .string(cell.comparison.rawValue)), ("event", .optional(cell.event)),
      ]
    )
  }

  func standing(_ cell: StandingCell) -> JSON {
    .object(
      place(cell.place) + [
        ("count", .int(cell.count)), ("expected", .double(cell.expected)),
        ("extra", .double(cell.extra)), ("adjusted_ratio", .double(cell.ratio)),
        ("probability", .double(cell.probability)), ("p", .double(cell.p)),
        ("q", .double(cell.q)),
      ]
    )
  }

  var scan: JSON {
    guard let scan = summary.scan else { return .null }
    return .object([
      ("episodes", .int(scan.episodes)), ("base_episodes", .int(scan.baseEpisodes)),
      ("replicates", .int(scan.replicates)), ("dispersion", .double(scan.dispersion)),
      ("limit", .double(scan.limit)),
    ])
  }

  func alert(_ alert: Alert) -> JSON {
    .object(
      [
        ("night", .string(alert.night.description)), ("alert_level", .string(alert.level.id)),
        ("id", .string(alert.id)), ("kind", .string(alert.kind.rawValue)),
        ("state", .string(alert.state.rawValue)), ("nights_seen", .int(alert.nightsSeen)),
        ("new_episodes", .int(alert.newEpisodes)),
      ] + place(alert.place) + days(alert.from, alert.to) + [
        ("count", .int(alert.count)), ("tickets", .int(alert.tickets)),
        ("callers", .int(alert.callers)), ("expected", .double(alert.expected)),
        ("extra", .double(alert.extra)), ("ratio", .double(alert.ratio)),
        ("p", .double(alert.p)), ("q", .optional(alert.q)),
        ("once_in_nights", .double(alert.nights)),
        ("unprecedented", .bool(alert.isUnprecedented)),
        ("provisional", .bool(alert.isProvisional)),
        ("daily", .array(alert.daily.map(JSON.int))), ("parts", parts(alert.parts)),
        ("examples", .array(alert.examples.map { .string($0.id) })),
      ]
    )
  }

  func night(_ night: NightFacts) -> JSON {
    .object([
      ("night", .string(night.night.description)), ("days", .int(night.days)),
      ("past_nights", .int(night.pastNights)), ("provisional", .bool(night.isProvisional)),
      ("major_event_day", .bool(night.isMajorEventDay)),
      ("volume_test", .bool(night.hasVolumeTest)),
      ("unstable", .array(night.unstable.map { .object(place($0)) })),
    ])
  }

  var words: JSON {
    let words = summary.words
    let list = words.words.filter { mask($0.word) == $0.word }.map { word in
      JSON.object([
        ("word", .string(word.word)), ("count", .int(word.count)), ("base", .int(word.base)),
        ("p", .double(word.p)), ("q", .double(word.q)),
        ("category", .string(taxonomy.categories[word.category].id)),
        ("examples", .array(word.examples.map { .string($0.id) })),
      ])
    }
    return .object([
      ("texts", .int(words.texts)), ("base_texts", .int(words.baseTexts)),
      ("base_from", .string(words.from.description)), ("base_to", .string(words.to.description)),
      ("words", .array(list)),
    ])
  }

  var detection: JSON {
    let facts = summary.detection
    return .object([
      ("model", .string(facts.modelVersion)), ("rekeyed_tickets", .int(facts.rekeyed)),
      ("calendar_source", .string(facts.calendarSource)),
      ("calendar_missing_years", .array(facts.missingYears.map(JSON.int))),
      ("without_station", .double(facts.withoutStation)),
      ("festival_moved", .bool(facts.festival != nil)),
      ("major_event_limit", .optional(facts.majorEvents.limit)),
      ("major_event_days", .array(facts.majorEvents.days.map { .string($0.description) })),
    ])
  }
}
