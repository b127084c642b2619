import RedianCore

/// What makes calls one episode; small, because there is one for each call.
struct EpisodeKey: Sendable {
  /// The same for all calls of one caller or district with one tag; odd for those of the outage chapter.
  let group: UInt64
  let seconds: UInt32
  /// Ticket number in the table.
  let call: UInt32

  /// Seconds after the first call in which another one belongs to its episode.
  var span: UInt32 { group & 1 == 1 ? 86_400 : 1_800 }
}

/// By what tickets are grouped into episodes: outages by their transformer district, everything else by caller.
struct EpisodeGrouping {
  private let outageTags: Range<Int>
  private let districts: DistrictIndex

  init(_ table: TicketTable, _ taxonomy: Taxonomy) {
    outageTags = taxonomy.repairTags
    districts = DistrictIndex(table)
  }

  /// The key of a ticket; nil where nothing tells its caller or district.
  ///
  /// Callers are random numbers already: two groups share a number as rarely as two callers do.
  func key(_ ticket: TicketGlance, _ number: Int, tag: Int) -> EpisodeKey? {
    let isOutage = outageTags.contains(tag)
    let district = isOutage ? districts.number(ofPlace: ticket.place) : nil
    let key = district.map { $0 + 1 } ?? ticket.caller
    guard key != 0 else { return nil }
    let kind = UInt64(tag) << 1 | (district == nil ? 0 : 1)
    let mixed = key &+ kind &* 0x9e37_79b9_7f4a_7c15
    return EpisodeKey(
      group: mixed << 1 | (isOutage ? 1 : 0),
      seconds: ticket.accepted.seconds,
      call: UInt32(number)
    )
  }
}
