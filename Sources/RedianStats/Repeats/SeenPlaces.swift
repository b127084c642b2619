/// How many places of each station have how many episodes: all that chance has to be told.
struct SeenPlaces {
  /// By ``stationKey(_:_:)``, then by episodes.
  private var counts: [[Int]] = []

  mutating func add(station: Int, episodes: Int) {
    while counts.count <= station { counts.append([]) }
    while counts[station].count <= episodes { counts[station].append(0) }
    counts[station][episodes] += 1
  }

  /// Places of a station with so many episodes, how likely chance is to bring that many or more, and the
  /// Benjamini-Hochberg q among all places.
  struct Kind {
    let station: Int
    let episodes: Int
    let places: Int
    let q: Double
  }

  /// What chance would do at each station.
  var chances: [ChanceOfRecurrence] {
    counts.map { counts in
      let episodes = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
      return ChanceOfRecurrence(seen: counts.reduce(0, +), episodes: episodes)
    }
  }

  /// Every kind of which there is a place, by station, then by episodes.
  func kinds(_ chances: [ChanceOfRecurrence]) -> [Kind] {
    let found = counts.indices.flatMap { station in
      counts[station].indices.filter { counts[station][$0] > 0 }.map { (station, $0) }
    }
    let q = falseDiscoveryRates(
      found.map { chances[$0].probability(atLeast: $1) },
      counts: found.map { counts[$0][$1] }
    )
    return zip(found, q).map {
      Kind(station: $0.0, episodes: $0.1, places: counts[$0.0][$0.1], q: $1)
    }
  }
}

extension RecurringPlaces {
  /// Fills in what needs all places seen: their counts, what chance would bring, and the q of the list.
  mutating func judge(by seen: SeenPlaces, _ options: SummaryOptions) {
    let chances = seen.chances
    expected = chances.reduce(0) { $0 + $1.expected(atLeast: options.recurringEpisodes) }
    for kind in seen.kinds(chances) {
      self.seen += kind.places
      guard kind.episodes >= options.recurringEpisodes else { continue }
      recurring += kind.places
      if kind.q <= options.falseDiscoveryRate { beyondChance += kind.places }
      for place in list.indices
      where list[place].station == kind.station && list[place].episodes == kind.episodes {
        list[place].q = kind.q
      }
    }
  }
}
