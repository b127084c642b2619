import RedianCore

/// Which tickets are fault repairs: by business type, or by tag where no ticket has one.
struct RepairTickets: Sendable {
  private let tags: Range<Int>?

  init(_ taxonomy: Taxonomy, byTag: Bool) {
    tags = byTag ? taxonomy.repairTags : nil
  }

  func contains(_ ticket: TicketFacts) -> Bool {
    guard let tags else { return ticket.flags.businessType == .faultRepair }
    return tags.contains(Int(ticket.tag.rawValue))
  }
}
