/// The conservation equation of one input: every byte is in exactly one of these.
package struct ByteCounts: Sendable, Equatable {
  package var records: UInt64 = 0
  package var rejects: UInt64 = 0
  package var blank: UInt64 = 0
  /// Title lines above the header, the header itself, repeated headers and totals lines.
  package var titles: UInt64 = 0
  package var mark: UInt64 = 0

  package init() {}

  package var sum: UInt64 { records + rejects + blank + titles + mark }

  package static func += (left: inout ByteCounts, right: ByteCounts) {
    left.records += right.records
    left.rejects += right.rejects
    left.blank += right.blank
    left.titles += right.titles
    left.mark += right.mark
  }
}

/// What was read from one input.
package struct InputCounts: Sendable, Equatable {
  /// The name as the user typed it.
  package var file: String
  package var bytes: UInt64 = 0
  package var encoding: String = "utf-8"
  package var delimiter: String = ","
  /// Data rows: records that became tickets, and rejects.
  package var rows: Int = 0
  package var rejected: Int = 0
  package var extents = ByteCounts()

  package init(file: String) { self.file = file }
}
