package import RedianCore

/// A limit for each area, in seconds; nil where an area has none.
package struct AreaLimits: Sendable, Equatable {
  package var urban: Int?
  package var rural: Int?
  package var remote: Int?

  package init(urban: Int? = nil, rural: Int? = nil, remote: Int? = nil) {
    self.urban = urban
    self.rural = rural
    self.remote = remote
  }

  /// Restoration after arrival by the State Grid's commitment of 2022: 3 hours in towns, 4 in the
  /// country, worded as an average; none for remote areas.
  package static let restoration = AreaLimits(urban: 3 * 3_600, rural: 4 * 3_600)

  /// The limit in seconds; nil for an unknown area and where there is none.
  package subscript(area: AreaType) -> Int? {
    switch area {
    case .unknown: nil
    case .urban: urban
    case .rural: rural
    case .remote: remote
    }
  }
}

/// A named set of arrival limits.
package struct Yardstick: Sendable, Equatable {
  package var id: String
  package var chinese: String
  package var english: String
  package var limits: AreaLimits

  /// The State Grid's own commitment: 45, 90 and 120 minutes (十项承诺; an average since 2020).
  package static let stateGrid = Yardstick(
    id: "state_grid",
    chinese: "国家电网承诺",
    english: "State Grid",
    limits: AreaLimits(urban: 45 * 60, rural: 90 * 60, remote: 120 * 60)
  )

  /// The regulator's limit: 60, 120 and 240 minutes (供电监管办法, GB/T 28583-2012).
  package static let regulator = Yardstick(
    id: "regulator",
    chinese: "监管要求",
    english: "Regulator",
    limits: AreaLimits(urban: 60 * 60, rural: 120 * 60, remote: 240 * 60)
  )

  package init(id: String, chinese: String, english: String, limits: AreaLimits) {
    self.id = id
    self.chinese = chinese
    self.english = english
    self.limits = limits
  }
}
