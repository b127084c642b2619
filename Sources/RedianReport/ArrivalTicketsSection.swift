import RedianCore
import RedianStats

/// Single tickets: the latest arrivals, and arrivals that the text disputes.
struct ArrivalTicketsSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  /// Tickets shown on the page; the tables have all.
  private static let latestShown = 15
  private static let disputedShown = 12

  var html: String {
    let arrivals = summary.arrivals
    let elsewhere = arrivals.disputed.count(where: \.isSaidElsewhere)
    let own = arrivals.disputed.count - elsewhere
    let disputedHeading = language(
      "存疑到达：内容称迟到或未到，记录在时限内（\(own)件；另有\(elsewhere)件由同一客户7天内的其他工单称）",
      "Disputed arrivals: the text says late or never, the record says in time (\(own); \(elsewhere) more by another ticket of the same caller within 7 days)"
    )
    return """
      <h3>\(language("超时最久的工单", "Latest arrivals"))</h3>
      \(latest)
      <h3>\(escaped(disputedHeading))</h3>
      \(disputed)
      """
  }

  private var latest: String {
    let rows = summary.arrivals.overdue.prefix(Self.latestShown).map { ticket in
      [
        "<code>\(escaped(ticket.id))</code>", escaped(ticket.unit.brief),
        escaped(areaName(ticket.area, language)), escaped(ticket.start.description),
        escaped(
          ticket.arrived.isMissing ? language("未到达", "not there") : ticket.arrived.description
        ),
        fixed(ticket.minutesLate, 0),
      ]
    }
    let head = [
      language("工单", "Ticket"), language("单位", "Unit"), language("区域", "Area"),
      language("起始", "Start"), language("到达", "Arrived"), language("超时分钟", "Minutes late"),
    ]
    return markupTable(head: head, rows: Array(rows), left: 5)
  }

  private var disputed: String {
    let rows = summary.arrivals.disputed.prefix(Self.disputedShown).map { ticket in
      [
        "<code>\(escaped(ticket.id))</code>", escaped(ticket.unit.brief),
        escaped(ticket.evidence(mask)) + (ticket.isSaidElsewhere ? saidIn(ticket) : ""),
        escaped(summary.taxonomy[ticket.tag].caseID),
        fixed(ticket.minutes, 0),
      ]
    }
    if rows.isEmpty { return "" }
    let head = [
      language("工单", "Ticket"), language("单位", "Unit"), language("内容所称", "The text says"),
      language("案例", "Case"), language("记录到达分钟", "Recorded min"),
    ]
    return markupTable(head: head, rows: Array(rows), left: 4)
  }

  private func saidIn(_ ticket: DisputedArrival) -> String {
    " (\(language("见", "in ")) <code>\(escaped(ticket.saidIn))</code>)"
  }
}
