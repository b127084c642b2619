package import RedianCore

/// One outage report at a place that can be told apart from others.
package struct OutageCall: Sendable, Equatable {
  /// Number of the address or transformer district.
  package var place: UInt64
  package var caller: UInt64
  package var accepted: CivilTime
  /// Ticket number in the table.
  package var ticket: UInt32
  /// See ``stationKey(_:_:)``.
  package var station: UInt32

  package init(
    place: UInt64,
    accepted: CivilTime,
    caller: UInt64,
    ticket: UInt32,
    station: UInt32 = 0
  ) {
    self.place = place
    self.caller = caller
    self.accepted = accepted
    self.ticket = ticket
    self.station = station
  }
}

/// The calls of one place and how many episodes they make up; small, because a year has millions.
package struct PlaceEpisodes: Sendable, Equatable {
  package var place: UInt64
  private var first: UInt32
  private var count: UInt32 = 0
  package private(set) var episodes: UInt32 = 0
  /// Episodes that begin at or after a moment.
  package private(set) var recent: UInt32 = 0

  /// Seconds after which another call at the place is another episode.
  package static let gap = 86_400

  fileprivate init(place: UInt64, first: Int) {
    self.place = place
    self.first = UInt32(first)
  }

  /// Positions of the place's calls in the sorted list.
  package var calls: Range<Int> { Int(first)..<Int(first + count) }

  fileprivate mutating func add(isNew: Bool, isRecent: Bool) {
    count += 1
    if isNew { episodes += 1 }
    if isNew && isRecent { recent += 1 }
  }
}

extension [OutageCall] {
  /// Brings calls of one place together, by time; equal times by id.
  package mutating func groupByPlace(_ table: TicketTable) {
    group {
      $0.place
    } sortedBy: {
      if $0.accepted != $1.accepted { return $0.accepted < $1.accepted }
      return table.id($0.ticket) < table.id($1.ticket)
    }
  }

  /// The episodes of every place, from calls grouped by place: a new one begins with a call more than
  /// 24 hours after the one before; those that begin at `since` or later are counted as recent.
  package func episodes(since: CivilTime) -> [PlaceEpisodes] {
    var places: [PlaceEpisodes] = []
    for position in indices {
      let call = self[position]
      var isNew = true
      if let last = places.last, last.place == call.place {
        let gap = call.accepted.seconds(since: self[position - 1].accepted)
        isNew = gap > PlaceEpisodes.gap
      } else {
        places.append(PlaceEpisodes(place: call.place, first: position))
      }
      places[places.count - 1].add(isNew: isNew, isRecent: since <= call.accepted)
    }
    return places
  }
}
