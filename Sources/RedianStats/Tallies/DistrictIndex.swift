import RedianCore

/// Transformer districts as the tickets' places show them, whatever team went there.
struct DistrictIndex {
  private var numbers: [UInt64?] = []

  init(_ table: TicketTable) {
    var known: [Place: UInt64] = [:]
    for place in table.places.places {
      guard place.district != 0 else {
        numbers.append(nil)
        continue
      }
      var district = place
      district.team = 0
      let number = known[district] ?? UInt64(known.count)
      known[district] = number
      numbers.append(number)
    }
  }

  func number(ofPlace place: PlaceTable.ID) -> UInt64? { numbers[Int(place)] }
}
