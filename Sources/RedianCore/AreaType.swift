/// The supply area a fault lies in; it decides the arrival limit.
///
/// Raw values are stored in two bits of ``TicketFlags``.
package enum AreaType: UInt8, Sendable, CaseIterable {
  case unknown = 0
  case urban = 1
  case rural = 2
  case remote = 3

  /// The areas that have a limit, in the order of every table.
  package static let judged: [AreaType] = [.urban, .rural, .remote]

  /// The stable identifier used in machine-readable output.
  package var id: String {
    switch self {
    case .unknown: "unknown"
    case .urban: "urban"
    case .rural: "rural"
    case .remote: "remote"
    }
  }
}
