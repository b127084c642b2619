import RedianCore

/// Repair tickets by day of acceptance: what major event days are found by.
struct RepairDays: Sendable {
  private var counts: [Int32: Int] = [:]
  private let tags: Range<Int>

  init(_ taxonomy: Taxonomy) {
    tags = taxonomy.categories.first { $0.number == 1 }?.tags ?? 0..<0
  }

  mutating func add(_ ticket: TicketFacts) {
    guard !ticket.accepted.isMissing, tags.contains(Int(ticket.tag.rawValue)) else { return }
    counts[ticket.accepted.day.number, default: 0] += 1
  }

  /// The major event days among the 365 days that end with `last`.
  func majorEvents(until last: CivilDay) -> MajorEventDays {
    let from = last.advanced(by: -364)
    let days = (0..<365).map { counts[from.advanced(by: $0).number] ?? 0 }
    return MajorEventDays(days, from: from)
  }
}

/// Gathers the calls that detection looks at, while the tickets go by.
struct DetectionPass {
  private(set) var log: CallLog
  private let index: UnitIndex
  private let other: Int
  /// A number for each place without its team, where it names a transformer district.
  private let districtOfPlace: [UInt64]
  private var number = 0

  init(_ detection: DetectionSpace, _ table: TicketTable, from: CivilDay, to: CivilDay) {
    log = CallLog(detection, from: from, to: to)
    log.reserveCapacity(table.count)
    index = detection.index
    other = Int(detection.taxonomy.other.rawValue)
    var numbers: [Place: UInt64] = [:]
    districtOfPlace = table.places.places.map { place in
      guard place.district != 0 else { return 0 }
      var district = place
      district.team = 0
      let number = numbers[district] ?? UInt64(numbers.count + 1)
      numbers[district] = number
      return number
    }
  }

  /// The log, with its episodes found.
  consuming func finishedLog() -> CallLog {
    log.findEpisodes()
    return log
  }

  mutating func add(_ ticket: TicketFacts) {
    defer { number += 1 }
    let tag = ticket.tag == .none ? other : Int(ticket.tag.rawValue)
    log.add(
      ticket,
      number: number,
      leaf: index.leaf(of: ticket),
      tag: tag,
      district: districtOfPlace[Int(ticket.place)]
    )
  }
}

extension PeriodFacts {
  /// The days that detection needs: both periods, and what nightly calibration reaches back to.
  func detectionDays(_ settings: NightSettings) -> (from: CivilDay, to: CivilDay) {
    let to = min(period.to, dataTo)
    let reach = to.advanced(by: -(settings.reach + settings.replayed))
    let first = dataFrom <= previous.to ? min(previous.from, reach) : reach
    return (min(max(first, dataFrom), to), to)
  }

  /// The last day of the period that is complete in data whose latest time is `latest`.
  ///
  /// The data's last day counts as complete when they reach past 22:00 of it: a small unit's last
  /// call of a day is not at midnight.
  func lastCompleteDay(latest: CivilTime) -> CivilDay {
    if period.to < dataTo { return period.to }
    let isComplete = latest.day > dataTo || latest.hour >= 22
    return isComplete ? dataTo : dataTo.advanced(by: -1)
  }
}
