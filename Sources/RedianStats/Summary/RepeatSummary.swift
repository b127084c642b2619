package import RedianCore

/// Callers who came again with the same chapter within 7 days.
package struct RepeatSummary: Sendable {
  /// Callers with two tickets or more in one 7-day episode.
  package var callersTwoOrMore = 0
  package var callersThreeOrMore = 0
  /// Tickets that follow an earlier one of the same caller and chapter within 7 days.
  package var tickets = 0
  package var ticketsWithin1Day = 0
  package var ticketsWithin3Days = 0
  package var ticketsWithin30Days = 0
  /// Calls again within 30 minutes: the same contact, not counted as repeats.
  package var redials = 0
  /// Tickets with a caller key.
  package var withCaller = 0
  /// Of these: accepted less than 7 days after the first ticket of the data, so that an earlier one
  /// may not have been seen.
  package var shortLookBack = 0
  /// Share of tickets that are repeats, 0...1; nil without callers.
  package var rate: Double? { withCaller == 0 ? nil : Double(tickets) / Double(withCaller) }
  /// The busiest callers, most tickets first.
  package var callers: [RepeatCaller] = []
  /// Repeat rates by unit, ranked like overdue rates.
  package var byUnit: [UnitRepeat] = []

  package init() {}
}

/// A caller with repeats, named only by the hash of this run.
package struct RepeatCaller: Sendable {
  package var caller: UInt64
  package var category: Int
  package var tickets: Int
  package var first: CivilTime
  package var last: CivilTime
  package var unit: UnitName
  package var ids: [String]
}

/// Tickets with a caller of one unit, and how many of them are repeats.
package struct UnitRepeat: Sendable {
  package var unit: UnitName
  package var withCaller: Int
  package var repeats: Int
  package var interval: ClosedRange<Double>?
  /// As in ``UnitArrival``.
  package var shrunkenRate: Double?
  package var aboveAverage: Double?
  package var rank: Int?
  package var note = RankNote.ranked
}

/// Outages reported again and again from one address or one transformer district.
package struct RecurringSummary: Sendable {
  /// Outage tickets of the period.
  package var calls = 0
  /// The episodes they make up: calls from one address (where there is none, from one caller) within
  /// 24 hours are one.
  package var episodes = 0
  package var callers = 0
  /// First and last day of the look-back that recurrences are counted in.
  package var from = CivilDay(number: 0)
  package var to = CivilDay(number: 0)
  /// False where the data begin after ``from``.
  package var isLookBackComplete = true
  package var threshold = 3
  package var addresses = RecurringPlaces()
  package var districts = RecurringPlaces()

  package init() {}
}

/// The places of one kind.
package struct RecurringPlaces: Sendable {
  /// Places with an episode in the look-back.
  package var seen = 0
  /// Places with `threshold` episodes or more.
  package var recurring = 0
  /// How many would be recurring by chance, were all places of a station alike.
  package var expected = 0.0
  /// Recurring places that chance does not explain (false discovery rate 10 %).
  package var beyondChance = 0
  /// The recurring places, most episodes first, then most callers, then the latest.
  package var list: [RecurringPlace] = []

  package init() {}
}

/// An address or transformer district with several outage episodes.
package struct RecurringPlace: Sendable {
  /// The district's name; of an address the text of its last ticket, filled after counting.
  package var name: String
  /// The number that stands for an address in this run.
  package var code: UInt32
  /// See ``stationKey(_:_:)``.
  var station: UInt64
  package var unit: UnitName
  package var episodes: Int
  package var calls: Int
  package var callers: Int
  package var first: CivilTime
  package var last: CivilTime
  package var ids: [String]
  /// Benjamini-Hochberg q among all places with an episode: of having so many by chance.
  package var q: Double
  /// Where the last ticket is, for its address.
  package var source: SourceLocation
}
