import RedianCore

/// What a ticket's recorded times say about the arrival; written into the truth file.
enum ArrivalClass: UInt8 {
  case notApplicable, inTime, late, open, noVisit, beforeReport, unknownArea, missingStart, child

  var name: StaticString {
    switch self {
    case .notApplicable: ""
    case .inTime: "in_time"
    case .late: "late"
    case .open: "open"
    case .noVisit: "no_visit"
    case .beforeReport: "arrival_before_report"
    case .unknownArea: "unknown_area"
    case .missingStart: "missing_start"
    case .child: "child"
    }
  }
}

/// One ticket before it is written; every cell follows from these values and `textSeed`.
struct Ticket {
  var id = 0
  var mainID = 0
  /// Index into the text bank's tags.
  var tag = 0
  var business = BusinessType.consultation
  var station = 0
  /// 0 urban, 1 rural, 2 remote, 3 not given.
  var area = 3
  /// Names the caller: telephone and account number follow from it.
  var caller = 0
  var textSeed: UInt64 = 0
  var layout = TimeLayout.full
  /// The acceptance time was damaged in the export.
  var unreadable = false
  var accepted = CivilTime.missing
  var hungUp = CivilTime.missing
  var dispatched = CivilTime.missing
  var taken = CivilTime.missing
  var arrived = CivilTime.missing
  var restored = CivilTime.missing
  var archived = CivilTime.missing
  var arrival = ArrivalClass.notApplicable
  /// Written open now, closed by a later row of the same id.
  var isPending = false
  var isUpdate = false
  var inHotspot = false

  /// The ticket as the export shows it before the crew has reported back.
  var openState: Ticket {
    var open = self
    open.arrived = .missing
    open.restored = .missing
    open.archived = .missing
    if business == .faultRepair, [.inTime, .late, .noVisit, .beforeReport].contains(arrival) {
      open.arrival = .open
    }
    return open
  }
}
