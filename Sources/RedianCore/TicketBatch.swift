/// The tickets of one block, with their own names and places: the unit of hand-over between threads.
///
/// A worker fills a batch from nothing but its block, so a batch depends neither on other blocks
/// nor on threads; ``TicketTable/merge(_:)`` puts the batches together in the order of the input.
package struct TicketBatch: Sendable {
  package var tickets: [TicketFacts] = []
  package var names = NameTable()
  package var places = PlaceTable()
  /// The latest time of any column, those included that the facts do not keep.
  package var latest = CivilTime.missing

  package init() {}
}
