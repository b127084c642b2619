package import RedianCore

/// How rare a night's event is: at least so many quiet nights lie between two like it.
package enum AlertLevel: Int, Sendable, CaseIterable {
  case notice = 30
  case warning = 100
  case serious = 365

  package var id: String {
    switch self {
    case .notice: "notice"
    case .warning: "warning"
    case .serious: "serious"
    }
  }

  /// The highest level that a recurrence reaches; nil below 30 nights.
  init?(nights: Double) {
    guard let level = Self.allCases.last(where: { nights >= Double($0.rawValue) }) else {
      return nil
    }
    self = level
  }
}

/// One line of the alert list: an event of a night.
package struct Alert: Sendable {
  package enum Kind: String, Sendable {
    /// A city's or everybody's number of tickets is unusual for such a day.
    case volume
    /// A place and a matter are unusual compared with everybody on the same days.
    case place
  }

  package enum State: String, Sendable {
    case new
    /// Seen on an earlier night too, and at least one episode has joined.
    case ongoing
    /// Seen on more than seven nights: no alarm any more, but a new level.
    case newLevel = "new_level"
  }

  /// The night on which the event was first seen and its number then: `2026-10-31/1`.
  package var id: String
  package var night: CivilDay
  package var kind: Kind
  package var state: State
  /// Nights on which the event was seen, this one counted.
  package var nightsSeen: Int
  /// Episodes of the last day.
  package var newEpisodes: Int
  package var place: HotspotPlace
  /// The window: its days end with the night's day.
  package var from: CivilDay
  package var to: CivilDay
  /// Episodes.
  package var count: Int
  package var tickets: Int
  package var callers: Int
  /// What is usual: for a volume alarm on such a day, else by the place's share of all episodes.
  package var expected: Double
  package var ratio: Double
  package var extra: Double
  package var p: Double
  /// Benjamini-Hochberg q over the night's series; nil for a place.
  package var q: Double?
  /// 1/p, at most ten times the nights that it was calibrated on.
  package var nights: Double
  /// True where nothing as strong was seen on the past nights: `nights` is a lower bound.
  package var isUnprecedented: Bool
  package var level: AlertLevel
  /// True where there are too few past nights and random replicates stand in for them.
  package var isProvisional: Bool
  /// Tickets by day of the four weeks up to the night.
  package var daily: [Int]
  package var parts: [HotspotPart]
  package var examples: [TicketExcerpt]
}

/// How a night was judged.
package struct NightFacts: Sendable, Equatable {
  package var night: CivilDay
  /// Days of the scan, and past nights that it is calibrated on.
  package var days: Int
  package var pastNights: Int
  package var isProvisional: Bool
  package var isMajorEventDay: Bool
  /// False within the Spring Festival's days, whose volume no baseline of ordinary days predicts.
  package var hasVolumeTest: Bool
  /// Series whose level has changed: no alarm until four weeks of the new level.
  package var unstable: [HotspotPlace]
}

/// The alerts of the period's nights.
package struct AlertSummary: Sendable {
  /// By night, volume before place, strongest first.
  package var alerts: [Alert] = []
  package var nights: [NightFacts] = []
  package init() {}
}
