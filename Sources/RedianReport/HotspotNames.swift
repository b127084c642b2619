import RedianCore
import RedianStats

extension UnitName {
  /// The names from the city down to the unit.
  var path: String {
    [city, county, station, team].filter { !$0.isEmpty }.joined(separator: "/")
  }
}

/// A place of organisation and taxonomy in words and in identifiers.
extension HotspotPlace {
  /// `city`, `county`, `station`, or `all`.
  var level: String { unit?.level.id ?? "all" }

  func unitName(_ language: Language) -> String {
    unit?.name ?? language("全部单位", "All units")
  }

  func unitPath(_ language: Language) -> String {
    unit?.path ?? language("全部单位", "All units")
  }

  /// The category's id, or `all`.
  func categoryID(_ taxonomy: Taxonomy) -> String {
    category.map { taxonomy.categories[$0].id } ?? "all"
  }

  /// The case's id, `N.0` for a chapter's routine business, or nothing for a whole category.
  func caseID(_ taxonomy: Taxonomy) -> String {
    guard let tag, let category else { return "" }
    let item = taxonomy.tags[tag]
    let number = taxonomy.categories[category].number
    return item.isRoutine && number > 0 ? "\(number).0" : item.caseID
  }

  /// The case's name, or the category's where all of it is meant.
  func title(_ taxonomy: Taxonomy, _ language: Language) -> String {
    guard let category else { return language("全部诉求", "All matters") }
    let name = language(
      taxonomy.categories[category].chinese,
      taxonomy.categories[category].english
    )
    let code = caseID(taxonomy)
    guard let tag, !code.isEmpty else { return name }
    let item = taxonomy.tags[tag]
    if item.isRoutine { return name + language("（常规）", " (routine)") }
    return "\(name)·\(code) \(language(item.chinese, item.english))"
  }

  /// "this station" and the like.
  func pronoun(_ language: Language) -> String {
    switch unit?.level {
    case .station, .team: language("该所", "its")
    case .county: language("该县", "its")
    case .city: language("该市", "its")
    case nil: language("全部单位", "the usual")
    }
  }
}
