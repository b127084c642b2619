import RedianCore

/// How many customers each unit has, as the user gave it.
package struct CustomerTable: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    /// A unit's name, or its path from the city down with `/` between the names.
    package var unit: String
    package var customers: Int

    package init(unit: String, customers: Int) {
      self.unit = unit
      self.customers = customers
    }
  }

  package var rows: [Row]

  package init(rows: [Row]) { self.rows = rows }
}

/// Rates per 10,000 customers, and the rows that belong to no unit.
package struct CustomerRates: Sendable {
  /// Level by level, highest rate first.
  package var units: [UnitRate] = []
  /// Rows whose unit has no ticket in the data.
  package var unmatched: [String] = []
  /// Rows whose name belongs to several units: the path is needed.
  package var ambiguous: [String] = []
  /// Units with tickets in the period that the table does not have, of the levels it has.
  package var missing = 0

  package init() {}
}

/// Tickets of one unit per 10,000 customers.
package struct UnitRate: Sendable {
  package var unit: UnitName
  package var customers: Int
  package var tickets: Int
  /// Tickets tagged as fault repair; nil where the taxonomy has no such chapter.
  package var repairs: Int?
  /// Exact 95 % interval of the ticket rate (Garwood).
  package var interval: ClosedRange<Double>

  package var rate: Double { Double(tickets) * 10_000 / Double(customers) }
  package var repairRate: Double? { repairs.map { Double($0) * 10_000 / Double(customers) } }
}

extension CustomerRates {
  init(_ table: CustomerTable, _ tables: CategoryTables, _ index: UnitIndex) {
    self.init()
    let names = UnitNames(index)
    var customers: [Int: Int] = [:]
    for row in table.rows {
      let found = names.units(row.unit)
      switch found.count {
      case 0: unmatched.append(row.unit)
      case 1: customers[found[0]] = row.customers
      default: ambiguous.append(row.unit)
      }
    }
    let levels = Set(customers.keys.map { index.units[$0].level })
    let repair = tables.taxonomy.repairChapter
    for count in tables.units {
      guard let number = names.number(count.unit), let customers = customers[number] else {
        if levels.contains(count.unit.level) { missing += 1 }
        continue
      }
      let limits = Interval.garwood(count.total)
      let scale = 10_000 / Double(customers)
      units.append(
        UnitRate(
          unit: count.unit,
          customers: customers,
          tickets: count.total,
          repairs: repair.map { count.counts[$0] },
          interval: limits.lowerBound * scale...limits.upperBound * scale
        )
      )
    }
    units.sort { left, right in
      if left.unit.level != right.unit.level {
        return left.unit.level.rawValue < right.unit.level.rawValue
      }
      return left.rate != right.rate
        ? left.rate > right.rate : left.unit.path.lexicographicallyPrecedes(right.unit.path)
    }
  }
}

/// Units by their names as people write them.
private struct UnitNames {
  private var byPath: [String: Int] = [:]
  private var byName: [String: [Int]] = [:]
  private var byShortName: [String: [Int]] = [:]

  init(_ index: UnitIndex) {
    for (number, unit) in index.units.enumerated() {
      byPath[Self.path(unit)] = number
      byName[unit.name, default: []].append(number)
      byShortName[Self.short(unit.name), default: []].append(number)
    }
  }

  private static func path(_ unit: UnitName) -> String {
    unit.path.filter { !$0.isEmpty }.joined(separator: "/")
  }

  func number(_ unit: UnitName) -> Int? { byPath[Self.path(unit)] }

  /// The units of a name: by path, else by name, else without the words of the organisation.
  func units(_ name: String) -> [Int] {
    if let number = byPath[name] { return [number] }
    return byName[name] ?? byShortName[Self.short(name)] ?? []
  }

  /// `国网瓦房店市供电公司` and `瓦房店市` are the same company; a station and a company are not.
  private static func short(_ name: String) -> String {
    var short = Substring(name)
    if short.hasPrefix("国网") { short = short.dropFirst(2) }
    for ending in ["供电分公司", "供电公司", "供电局"] where short.hasSuffix(ending) {
      return String(short.dropLast(ending.count))
    }
    return String(short)
  }
}
