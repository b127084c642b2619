import RedianCore

/// Invents tickets in order of acceptance.
struct TicketMaker {
  let bank: TextBank
  let organization = Organization()
  private let hotspot: ClosedRange<CivilDay>
  /// When the export was taken, midnight after the last day; it shows no later time.
  private let exported: CivilTime
  private var random: Random
  /// The busiest station and the case of the planted hotspot.
  private static let hotspotStation = 0
  private static let hotspotCase = "4.2"
  private let hotspotTag: Int
  /// Recent tickets: main tickets of children, and callers that call again.
  private var recent: [Ticket] = []
  private var serial = 0
  private var day = CivilDay(number: -1)

  /// How many times its usual share the case has there.
  private let strength: Int

  init(bank: TextBank, seed: UInt64, lastDay: CivilDay, strength: Int) {
    self.bank = bank
    self.strength = strength
    random = Random(seed: seed)
    hotspot = lastDay.advanced(by: -6)...lastDay
    exported = CivilTime(startOf: lastDay.advanced(by: 1))
    hotspotTag = bank.tags.firstIndex { $0.caseID == Self.hotspotCase } ?? 0
  }

  mutating func make(at accepted: CivilTime) -> Ticket {
    var ticket = Ticket()
    ticket.accepted = accepted
    ticket.id = nextID(accepted.day)
    ticket.textSeed = random.next()
    ticket.station = organization.choice.draw(&random)
    ticket.tag = bank.choice.draw(&random)
    ticket.caller = random.below(6_000_000)
    callAgain(&ticket)
    plantHotspot(&ticket)
    ticket.business = business(bank.tags[ticket.tag])
    ticket.area = random.chance(120) ? 3 : organization.stations[ticket.station].area.draw(&random)
    if random.chance(400) { ticket.layout = random.chance(5_000) ? .minute : .slash }
    setTimes(&ticket)
    remember(ticket)
    return ticket
  }

  /// Sixteen digits: the day and a running number.
  private mutating func nextID(_ today: CivilDay) -> Int {
    if today != day {
      day = today
      serial = 10_000
    }
    serial += 1 + random.below(3)
    let (year, month, date) = today.parts
    return ((year * 100 + month) * 100 + date) * 100_000_000 + serial
  }

  /// One ticket in twenty-five comes from somebody who called in the last days, mostly on the same matter.
  private mutating func callAgain(_ ticket: inout Ticket) {
    guard !recent.isEmpty, random.chance(400) else { return }
    let earlier = random.pick(recent)
    ticket.caller = earlier.caller
    ticket.station = earlier.station
    if random.chance(8_000) { ticket.tag = earlier.tag }
  }

  /// Raises the case at its station to about `strength` times its share in the last seven days.
  private mutating func plantHotspot(_ ticket: inout Ticket) {
    guard ticket.station == Self.hotspotStation, hotspot.contains(ticket.accepted.day)
    else { return }
    let share = 10_000 * bank.tags[hotspotTag].weight / bank.choice.total
    if random.chance((strength - 1) * share) { ticket.tag = hotspotTag }
    ticket.inHotspot = ticket.tag == hotspotTag
  }

  private mutating func business(_ tag: SampleTag) -> BusinessType {
    let draw = random.below(100)
    if tag.category == "other" {
      return draw < 40 ? .praise : draw < 60 ? .report : draw < 70 ? .suggestion : .consultation
    }
    if tag.caseID.isEmpty {
      if tag.category == "fault-repair" { return draw < 96 ? .faultRepair : .informationQuery }
      return draw < 70 ? .consultation : draw < 95 ? .serviceRequest : .suggestion
    }
    if tag.category == "fault-repair", draw < 40 { return .faultRepair }
    return draw < 65 ? .complaint : draw < 90 ? .opinion : .consultation
  }

  private mutating func remember(_ ticket: Ticket) {
    if recent.count < 2_048 { return recent.append(ticket) }
    recent[random.below(2_048)] = ticket
  }
}

extension TicketMaker {
  /// Times, and what they mean for the arrival.
  private mutating func setTimes(_ ticket: inout Ticket) {
    if random.chance(30) {
      ticket.unreadable = true
    } else if !random.chance(200) {
      ticket.hungUp = ticket.accepted + random.between(40, 260)
    }
    ticket.dispatched = ticket.accepted + random.between(280, 480)
    ticket.taken = ticket.dispatched + random.between(20, 240)
    if ticket.business == .faultRepair {
      setVisit(&ticket)
    } else {
      ticket.archived = ticket.taken + random.between(3_600, 5 * 86_400)
    }
    ticket.hideTimes(after: exported)
    ticket.isPending = !ticket.unreadable && random.chance(110)
    if ticket.layout != .full { ticket.dropSeconds() }
    if ticket.business == .faultRepair { ticket.arrival = ticket.classify() }
  }

  private mutating func setVisit(_ ticket: inout Ticket) {
    let start = ticket.hungUp.isMissing ? ticket.accepted : ticket.hungUp
    if random.chance(350), let main = mainTicket(of: ticket) { ticket.mainID = main }
    if random.chance(500) {
      ticket.archived = ticket.taken + random.between(600, 7_200)
      return
    }
    if random.chance(40) {
      ticket.arrived = ticket.accepted - random.between(60, 1_800)
    } else {
      ticket.arrived = start + travelSeconds(area: ticket.area)
    }
    let begin = max(ticket.arrived, ticket.taken)
    ticket.restored = begin + random.between(600, 9_000)
    ticket.archived = ticket.restored + random.between(300, 5_400)
  }

  /// Log-normal with medians of 22, 44 and 62 minutes: 5-10 % are beyond 45, 90 and 120 minutes.
  ///
  /// The exponential is taken by its series in binary steps so that no mathematics library can
  /// change the bytes of a sample.
  private mutating func travelSeconds(area: Int) -> Int {
    var sum = 0
    for _ in 0..<12 { sum += random.below(65_536) }
    let normal = Double(sum - 6 * 65_535) / 65_536
    let median = [22.0, 44.0, 62.0, 35.0][area]
    let power = 0.46 * normal
    var term = 1.0
    var factor = 1.0
    for step in 1...14 {
      term *= power / Double(step)
      factor += term
    }
    return max(120, Int(median * 60 * factor))
  }

  /// The id of a recent main ticket of the same station, or nil where a few draws find none.
  private mutating func mainTicket(of ticket: Ticket) -> Int? {
    guard !recent.isEmpty else { return nil }
    for _ in 0..<40 {
      let other = random.pick(recent)
      if other.station == ticket.station, other.mainID == 0, other.business == .faultRepair {
        return other.id
      }
    }
    return nil
  }
}

extension Ticket {
  mutating func dropSeconds() {
    func floor(_ time: CivilTime) -> CivilTime { CivilTime(seconds: time.seconds / 60 * 60) }
    accepted = floor(accepted)
    hungUp = floor(hungUp)
    dispatched = floor(dispatched)
    taken = floor(taken)
    arrived = floor(arrived)
    restored = floor(restored)
    archived = floor(archived)
  }

  /// Empties what had not happened yet when the export was taken.
  mutating func hideTimes(after exported: CivilTime) {
    func seen(_ time: CivilTime) -> CivilTime { time < exported ? time : .missing }
    hungUp = seen(hungUp)
    dispatched = seen(dispatched)
    taken = seen(taken)
    arrived = seen(arrived)
    restored = seen(restored)
    archived = seen(archived)
  }

  /// The arrival class by the 45, 90 and 120 minutes of the State Grid.
  func classify() -> ArrivalClass {
    if mainID != 0 { return .child }
    if unreadable { return .missingStart }
    if arrived.isMissing { return archived.isMissing ? .open : .noVisit }
    let start = hungUp.isMissing ? accepted : hungUp
    if arrived < start { return .beforeReport }
    if area == 3 { return .unknownArea }
    return arrived.seconds(since: start) > [45, 90, 120][area] * 60 ? .late : .inTime
  }
}

extension CivilTime {
  static func + (time: CivilTime, seconds: Int) -> CivilTime {
    CivilTime(seconds: time.seconds + UInt32(seconds))
  }
  static func - (time: CivilTime, seconds: Int) -> CivilTime {
    CivilTime(seconds: time.seconds - UInt32(seconds))
  }
}
