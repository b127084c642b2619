package import RedianCore

/// A set of arrival limits, in seconds.
package struct Yardstick: Sendable, Equatable {
  package var id: String
  package var chinese: String
  package var english: String
  package var urban: Int
  package var rural: Int
  package var remote: Int

  /// The State Grid's own commitment: 45, 90 and 120 minutes (十项承诺; an average since 2020).
  package static let stateGrid = Yardstick(
    id: "state_grid",
    chinese: "国家电网承诺",
    english: "State Grid commitment",
    urban: 45 * 60,
    rural: 90 * 60,
    remote: 120 * 60
  )

  /// The regulator's limit: 60, 120 and 240 minutes (供电监管办法, GB/T 28583-2012).
  package static let regulator = Yardstick(
    id: "regulator",
    chinese: "监管要求",
    english: "Regulator's limit",
    urban: 60 * 60,
    rural: 120 * 60,
    remote: 240 * 60
  )

  package init(
    id: String,
    chinese: String,
    english: String,
    urban: Int,
    rural: Int,
    remote: Int
  ) {
    self.id = id
    self.chinese = chinese
    self.english = english
    self.urban = urban
    self.rural = rural
    self.remote = remote
  }

  /// The limit in seconds, or nil for an unknown area.
  package func limit(_ area: AreaType) -> Int? {
    switch area {
    case .unknown: nil
    case .urban: urban
    case .rural: rural
    case .remote: remote
    }
  }
}
