/// How the tickets of a sample spread over tags and stations: for simulations without texts.
package struct SampleShares: Sendable {
  package struct Tag: Sendable {
    package let category: String
    /// Empty for routine tickets and `other`.
    package let caseID: String
    package let weight: Int
  }

  package struct Station: Sendable {
    package let city: String
    package let county: String
    package let name: String
    package let weight: Int
  }

  package let tags: [Tag]
  package let stations: [Station]

  package init() {
    tags = TextBank().tags.map {
      Tag(category: $0.category, caseID: $0.caseID, weight: $0.weight)
    }
    let organization = Organization()
    stations = organization.stations.enumerated().map { number, station in
      Station(
        city: String(decoding: station.city, as: UTF8.self),
        county: String(decoding: station.county, as: UTF8.self),
        name: String(decoding: station.name, as: UTF8.self),
        weight: organization.weights[number]
      )
    }
  }
}
