package import RedianCore

/// One outage report at a place that can be told apart from others.
package struct OutageCall: Sendable, Equatable {
  /// Number of the address or transformer district.
  package var place: UInt64
  package var accepted: CivilTime
  package var caller: UInt64
  /// Ticket number in the table.
  package var ticket: UInt32

  package init(place: UInt64, accepted: CivilTime, caller: UInt64, ticket: UInt32) {
    self.place = place
    self.accepted = accepted
    self.caller = caller
    self.ticket = ticket
  }
}

/// The calls of one place and the episodes they make up.
package struct PlaceEpisodes: Sendable, Equatable {
  package var place: UInt64
  /// Positions of the place's calls in the sorted list.
  package var calls: Range<Int>
  /// Positions at which an episode begins.
  package var starts: [Int]

  /// Seconds after which another call at the place is another episode.
  package static let gap = 86_400
}

/// By place, then by time; equal times by id.
package func sortedByPlace(_ calls: [OutageCall], _ table: TicketTable) -> [OutageCall] {
  calls.sorted { left, right in
    if left.place != right.place { return left.place < right.place }
    if left.accepted != right.accepted { return left.accepted < right.accepted }
    return table.id(left.ticket) < table.id(right.ticket)
  }
}

/// The episodes of every place: a new one begins with a call more than 24 hours after the one before.
///
/// The calls must be sorted by place, then by time.
package func outageEpisodes(_ calls: [OutageCall]) -> [PlaceEpisodes] {
  var places: [PlaceEpisodes] = []
  for position in calls.indices {
    let call = calls[position]
    let last = places.count - 1
    guard last >= 0, places[last].place == call.place else {
      places.append(
        PlaceEpisodes(place: call.place, calls: position..<position + 1, starts: [position])
      )
      continue
    }
    places[last].calls = places[last].calls.lowerBound..<position + 1
    if call.accepted.seconds(since: calls[position - 1].accepted) > PlaceEpisodes.gap {
      places[last].starts.append(position)
    }
  }
  return places
}
