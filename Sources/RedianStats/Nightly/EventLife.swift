import RedianCore

/// What is known of the events of earlier nights, so that one event is not sent every night.
///
/// The same event: of the same kind, in overlapping units, categories and windows. On a further
/// night it is shown only where an episode of that day joined; after seven nights it is a new level.
struct EventLife {
  private struct Known {
    var id: String
    var kind: Alert.Kind
    var unit: Int
    var node: Int
    var last: CivilDay
    var nights: Int
  }

  private let space: ScanSpace
  private let settings: NightSettings
  private var known: [Known] = []
  private var numbers: [CivilDay: Int] = [:]

  init(_ space: ScanSpace, _ settings: NightSettings) {
    self.space = space
    self.settings = settings
  }

  struct Sighting {
    var id: String
    var state: Alert.State
    var nights: Int
    /// False where nothing joined an event that was shown before.
    var isShown: Bool
  }

  /// Enters an event of a night; nights come in order.
  mutating func see(
    _ kind: Alert.Kind,
    unit: Int,
    node: Int,
    from: CivilDay,
    night: CivilDay,
    newEpisodes: Int
  ) -> Sighting {
    let position = known.firstIndex {
      $0.kind == kind && $0.last < night && from <= $0.last && related($0, unit, node)
    }
    guard let position else {
      let number = numbers[night, default: 0] + 1
      numbers[night] = number
      let id = "\(night)/\(number)"
      known.append(
        Known(id: id, kind: kind, unit: unit, node: node, last: night, nights: 1)
      )
      return Sighting(id: id, state: .new, nights: 1, isShown: true)
    }
    known[position].last = night
    known[position].nights += 1
    known[position].unit = unit
    known[position].node = node
    let nights = known[position].nights
    let isLevel = nights > settings.newLevelNights
    return Sighting(
      id: known[position].id,
      state: isLevel ? .newLevel : .ongoing,
      nights: nights,
      isShown: newEpisodes > 0
    )
  }

  private func related(_ event: Known, _ unit: Int, _ node: Int) -> Bool {
    func overlap(_ tree: ScanTree, _ left: Int, _ right: Int) -> Bool {
      tree.isWithin(left, right) || tree.isWithin(right, left)
    }
    return overlap(space.units, event.unit, unit) && overlap(space.nodes, event.node, node)
  }
}
