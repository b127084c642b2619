import RedianCore
import RedianStats
import Testing

/// Small tables for the tests: two chapters and a few units.
enum Make {
  static let taxonomy = Taxonomy(chapters: [
    .init(
      id: "fault-repair",
      number: 1,
      chinese: "故障抢修",
      english: "Fault repair",
      cases: [("1.1", "a", "a"), ("1.2", "b", "b"), ("1.3", "c", "c"), ("1.4", "d", "d")]
    ),
    .init(
      id: "billing",
      number: 2,
      chinese: "电费",
      english: "Billing",
      cases: [("2.1", "e", "e"), ("2.2", "f", "f")]
    ),
  ])

  static func time(_ text: String) throws -> CivilTime {
    let parts = text.split { "-: ".contains($0) }.compactMap { Int($0) }
    try #require(parts.count == 6)
    return try #require(
      CivilTime(
        year: parts[0],
        month: parts[1],
        day: parts[2],
        hour: parts[3],
        minute: parts[4],
        second: parts[5]
      )
    )
  }

  static func tag(_ id: String) throws -> TagID { try #require(taxonomy.tag(caseOrCategory: id)) }
}

/// A ticket as a test writes it.
struct Draft {
  var id: String
  var accepted: CivilTime
  var arrived = CivilTime.missing
  var tag: TagID
  var unit: (county: String, station: String) = ("县", "所")
  var area = AreaType.urban
  var type = BusinessType.faultRepair
  var isClosed = false
  var isChild = false
  var caller: UInt64 = 0
  var address: UInt32 = 0
  var district = ""
  /// 派单, 接单, 修复.
  var steps = (dispatched: CivilTime.missing, taken: CivilTime.missing, restored: CivilTime.missing)

  func add(to batch: inout TicketBatch) {
    var place = Place()
    place.city = batch.names.intern("市")
    place.county = batch.names.intern(unit.county)
    place.station = batch.names.intern(unit.station)
    place.district = batch.names.intern(district)
    var facts = TicketFacts()
    let bytes = Array(id.utf8)
    facts.key = TicketKey(bytes.span, names: &batch.names)
    facts.accepted = accepted
    facts.start = accepted
    facts.arrived = arrived
    facts.tag = tag
    facts.caller = caller
    facts.address = address
    facts.dispatched = steps.dispatched
    facts.taken = steps.taken
    facts.restored = steps.restored
    facts.confidence = 255
    facts.place = batch.places.intern(place)
    facts.flags.area = area
    facts.flags.businessType = type
    facts.flags.isClosed = isClosed
    facts.flags.isChild = isChild
    batch.tickets.append(facts)
  }
}

extension TicketTable {
  /// A table of drafts, merged in batches of `size`.
  init(_ drafts: [Draft], batches size: Int = 1_000) {
    self.init()
    for start in stride(from: 0, to: drafts.count, by: size) {
      var batch = TicketBatch()
      for draft in drafts[start..<min(start + size, drafts.count)] { draft.add(to: &batch) }
      merge(batch)
    }
  }
}
