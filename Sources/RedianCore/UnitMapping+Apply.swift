/// The place a ticket is counted at, after the mapping of units.
struct UnitMapper {
  private let mapping: UnitMapping
  /// Rules by the number of the unit's own name.
  private var rules: [NameTable.ID: [UnitMapping.Rule]] = [:]

  init(_ mapping: UnitMapping, _ names: inout NameTable) {
    self.mapping = mapping
    for rule in mapping.rules where !rule.isSplit {
      guard let own = rule.unit.last else { continue }
      rules[names.intern(own), default: []].append(rule)
    }
  }

  var isEmpty: Bool { rules.isEmpty }

  /// The place of a ticket of a day, or nil where no rule is about it.
  func place(_ place: Place, _ day: CivilDay, _ names: inout NameTable) -> Place? {
    var current = place
    var changed = false
    for _ in 0...mapping.rules.count {
      guard let next = step(current, day, &names), next != current else { break }
      current = next
      changed = true
    }
    return changed ? current : nil
  }

  private func step(_ place: Place, _ day: CivilDay, _ names: inout NameTable) -> Place? {
    for level in OrganizationLevel.allCases.reversed() where place[level] != 0 {
      for rule in rules[place[level]] ?? [] where applies(rule, place, level, day, names) {
        return moved(place, level, rule.successors[0], &names)
      }
    }
    return nil
  }

  private func applies(
    _ rule: UnitMapping.Rule,
    _ place: Place,
    _ level: OrganizationLevel,
    _ day: CivilDay,
    _ names: NameTable
  ) -> Bool {
    if let from = rule.from, day < from { return false }
    if let to = rule.to, day > to { return false }
    var upper = OrganizationLevel.allCases.filter { $0.rawValue < level.rawValue }.reversed()
      .makeIterator()
    for parent in rule.unit.dropLast().reversed() {
      guard let next = upper.next(), names.find(parent) == place[next] else { return false }
    }
    return true
  }

  /// The place with the unit's own name, and as many parents as the successor names, put in.
  private func moved(
    _ place: Place,
    _ level: OrganizationLevel,
    _ successor: [String],
    _ names: inout NameTable
  ) -> Place {
    var place = place
    var rawValue = level.rawValue
    for name in successor.reversed() {
      guard let level = OrganizationLevel(rawValue: rawValue) else { break }
      place[level] = names.intern(name)
      rawValue -= 1
    }
    return place
  }
}

extension TicketTable {
  /// Counts every ticket at today's unit; returns how many tickets changed their place.
  package mutating func apply(_ mapping: UnitMapping) -> Int {
    let mapper = UnitMapper(mapping, &names)
    if mapper.isEmpty { return 0 }
    var moved = 0
    for number in 0..<count {
      let ticket = self[number]
      if ticket.accepted.isMissing { continue }
      let place = places[ticket.place]
      guard let next = mapper.place(place, ticket.accepted.day, &names) else { continue }
      move(number, to: next)
      moved += 1
    }
    return moved
  }
}
