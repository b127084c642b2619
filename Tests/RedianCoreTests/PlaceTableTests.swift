import RedianCore
import Testing

@Suite struct PlaceTableTests {
  /// Far more places than the first slots hold, entered twice and in another order.
  @Test func equalPlacesHaveOneNumber() {
    var table = PlaceTable()
    let places = (0..<1_000).map { number in
      var place = Place()
      place.city = NameTable.ID(number % 7)
      place.station = NameTable.ID(number % 50)
      place.district = NameTable.ID(number / 3)
      return place
    }
    let numbers = places.map { table.intern($0) }
    #expect(places.reversed().map { table.intern($0) } == numbers.reversed())
    #expect(table.places.count == Set(places + [Place()]).count)
    for (place, number) in zip(places, numbers) { #expect(table[number] == place) }
    #expect(table.intern(Place()) == 0)
  }
}
