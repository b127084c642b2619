import RedianCore

/// One station of the invented province part, with everything its rows repeat.
struct Station {
  var city: [UInt8]
  var county: [UInt8]
  var name: [UInt8]
  var teams: [[UInt8]]
  var feeders: [[UInt8]]
  var districts: [[UInt8]]
  /// Draws an area: 0 urban, 1 rural, 2 remote.
  var area: WeightedChoice
}

/// Three cities, 12 counties, 60 stations and 120 teams that exist nowhere.
struct Organization {
  private(set) var stations: [Station] = []
  let choice: WeightedChoice
  /// One per station.
  let weights: [Int]

  init() {
    var weights: [Int] = []
    for (cityIndex, city) in Self.cities.enumerated() {
      for (countyIndex, county) in city.counties.enumerated() {
        for stationIndex in 0..<5 {
          let number = (cityIndex * 4 + countyIndex) * 5 + stationIndex
          stations.append(Self.station(number, city: city.name, county: county))
          weights.append(Self.weight(county: countyIndex, station: stationIndex))
        }
      }
    }
    choice = WeightedChoice(weights)
    self.weights = weights
  }

  /// Towns have more customers than the country, and no two stations are of one size.
  private static func weight(county: Int, station: Int) -> Int {
    [14, 10, 6, 5][county] + [6, 4, 2, 1, 0][station]
  }

  private static func station(_ number: Int, city: String, county: String) -> Station {
    let name = stationNames[number]
    let urban = [[88, 11, 1], [55, 43, 2], [22, 68, 10], [15, 65, 20]][number / 5 % 4]
    return Station(
      city: Array("国网\(city)供电公司".utf8),
      county: Array("国网\(county)供电公司".utf8),
      name: Array("\(name)供电所".utf8),
      teams: ["一", "二"].map { Array("\(name)抢修\($0)班".utf8) },
      feeders: ["东", "西", "南", "北"].map { Array("10kV\(name)\($0)线".utf8) },
      districts: (1...24).map { Array("\(name)\($0)号公变".utf8) },
      area: WeightedChoice(urban)
    )
  }

  private static let cities: [(name: String, counties: [String])] = [
    ("青岚市", ["青岚城区", "云溪区", "石渡县", "白鹭县"]),
    ("望川市", ["望川城区", "清湾区", "柳桥县", "松岗县"]),
    ("鹿鸣市", ["鹿鸣城区", "东沧区", "梧岭县", "雁滩县"]),
  ]

  private static let stationNames: [String] = [
    "中山路", "人民桥", "学府", "南湖", "老城", "云溪", "枫林", "北渡", "开元", "新港",
    "石渡", "黄沙", "马鞍", "青石", "双河", "白鹭", "长滩", "杨柳", "大坪", "三岔",
    "望川", "滨江", "东门", "科技园", "钟楼", "清湾", "桂园", "沙洲", "和平", "龙潭",
    "柳桥", "高庙", "红旗", "上店", "石桥", "松岗", "平田", "横山", "茶园", "牛头",
    "鹿鸣", "湖滨", "解放路", "火车站", "文昌", "东沧", "海棠", "盐田", "金沙", "港口",
    "梧岭", "深涧", "竹溪", "小寨", "云顶", "雁滩", "芦苇", "渔洋", "大湾", "石头",
  ]
}
