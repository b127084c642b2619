import RedianStats

extension UnitName {
  /// The names below the city, without the words that all have: for the page, where room is short.
  var brief: String {
    let names = [county, station, team].filter { !$0.isEmpty }.map { name in
      let start = name.hasPrefix("国网") ? name.dropFirst(2) : name[...]
      return start.hasSuffix("供电公司") ? String(start.dropLast(4)) : String(start)
    }
    return names.isEmpty ? path : names.joined(separator: "/")
  }
}
