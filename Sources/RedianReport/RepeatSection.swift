import RedianCore
import RedianStats

/// Repeat callers, recurring outages, and rates per 10,000 customers.
struct RepeatSection {
  let summary: Summary
  let language: Language
  let mask: Mask

  /// Rows shown on the page; the tables have all.
  private static let shown = 10

  var html: String {
    """
    <section><h2>\(language("五、重复来电与反复停电", "5 Repeat callers and recurring outages"))</h2>
    <p>\(escaped(callers))</p>
    <p>\(escaped(units))</p>
    \(busiest)
    <h3>\(language("反复停电", "Recurring outages"))</h3>
    <p>\(escaped(outages))</p>
    \(places(summary.recurring.districts, name: language("台区", "District"), isAddress: false))
    \(places(summary.recurring.addresses, name: language("地址", "Address"), isAddress: true))
    \(rates)</section>
    """
  }

  private var callers: String {
    let repeats = summary.repeats
    let short =
      repeats.shortLookBack == 0
      ? ""
      : language(
        "其中\(grouped(repeats.shortLookBack))件回溯不足7天，重复数可能偏少。",
        " \(grouped(repeats.shortLookBack)) tickets have less than 7 days before them in the data: repeats may be missing."
      )
    return language(
      "7天内重复来电\(grouped(repeats.tickets))件，占\(percent(repeats.rate))（共\(grouped(repeats.withCaller))件有客户标识；同一客户、同一分类；30分钟内重拨\(grouped(repeats.redials))件不计）；1天内\(grouped(repeats.ticketsWithin1Day))件，3天内\(grouped(repeats.ticketsWithin3Days))件，30天内\(grouped(repeats.ticketsWithin30Days))件。同一事项来电2次及以上的客户\(grouped(repeats.callersTwoOrMore))位，3次及以上\(grouped(repeats.callersThreeOrMore))位。\(short)",
      "\(grouped(repeats.tickets)) repeats within 7 days, \(percent(repeats.rate)) of \(grouped(repeats.withCaller)) tickets with a caller (same customer and chapter, \(grouped(repeats.redials)) redials within 30 minutes not counted); \(grouped(repeats.ticketsWithin1Day)) within 1 day, \(grouped(repeats.ticketsWithin3Days)) within 3, \(grouped(repeats.ticketsWithin30Days)) within 30. \(grouped(repeats.callersTwoOrMore)) callers with two or more, \(grouped(repeats.callersThreeOrMore)) with three or more.\(short)"
    )
  }

  private var units: String {
    let stations = summary.repeats.byUnit.filter { $0.unit.level == .station }
    guard !stations.isEmpty else { return "" }
    if stations.allSatisfy({ $0.shrunkenRate == nil }) {
      return language(
        "各供电所重复来电率的差异未超出偶然波动（\(stations.count)个供电所）。",
        "The stations' repeat rates differ no more than by chance (\(stations.count) stations)."
      )
    }
    let above = stations.filter { $0.note == .ranked && ($0.aboveAverage ?? 0) >= 0.95 }.prefix(10)
    let list = above.map { unit in
      "\(unit.unit.name) \(unit.repeats)/\(unit.withCaller) (\(percent(unit.shrunkenRate)))"
    }.joined(separator: language("，", ", "))
    return language(
      "重复来电率高于平均的把握≥95%的供电所（括号内按样本量校正）：\(list.isEmpty ? "无" : list)。",
      "Stations with a repeat rate above the average with 95% certainty (adjusted for size): \(list.isEmpty ? "none" : list)."
    )
  }

  private var busiest: String {
    let callers = summary.repeats.callers.prefix(Self.shown)
    if callers.isEmpty { return "" }
    let rows = callers.map { caller in
      let category = summary.taxonomy.categories[caller.category]
      return [
        escaped(language(category.chinese, category.english)), escaped(caller.unit.brief),
        escaped(caller.first.description), escaped(caller.last.description),
        "<code>\(escaped(caller.ids.joined(separator: " ")))</code>", grouped(caller.tickets),
      ]
    }
    let head = [
      language("分类", "Category"), language("单位", "Unit"), language("首次", "First"),
      language("末次", "Last"), language("工单", "Tickets"), language("来电次数", "Contacts"),
    ]
    return """
      <h3>\(language("来电最多的客户", "Busiest callers"))</h3>
      \(markupTable(head: head, rows: Array(rows), left: 5))
      """
  }

  private var outages: String {
    let recurring = summary.recurring
    let short =
      recurring.isLookBackComplete
      ? "" : language("数据不足60天，次数可能偏少。", " The data do not reach back so far: counts may be low.")
    let districts = sentence(recurring.districts, language("台区", "districts"))
    let addresses = sentence(recurring.addresses, language("地址", "addresses"))
    let span = "\(recurring.from) – \(recurring.to)"
    return language(
      "本期停电报修\(grouped(recurring.calls))个来电，\(grouped(recurring.episodes))起停电（同一地址24小时内为一起），\(grouped(recurring.callers))位客户。\(span)停电报修\(recurring.threshold)次及以上：\(districts)；\(addresses)。预计数按同一供电所各处相同、纯属偶然计算。\(short)",
      "\(grouped(recurring.calls)) outage calls, \(grouped(recurring.episodes)) episodes (one address within 24 hours is one), \(grouped(recurring.callers)) callers. \(span), \(recurring.threshold) episodes or more: \(districts); \(addresses). By chance: were all places of a station alike.\(short)"
    )
  }

  private func sentence(_ places: RecurringPlaces, _ name: String) -> String {
    let (recurring, seen) = (grouped(places.recurring), grouped(places.seen))
    let (expected, beyond) = (fixed(places.expected, 0), grouped(places.beyondChance))
    return language(
      "\(name)\(recurring)个（\(seen)个有报修；若纯属偶然，预计约\(expected)个；单个看超出偶然的\(beyond)个，误报比例控制在10%以内）",
      "\(recurring) of \(seen) \(name) with an outage (about \(expected) by chance; \(beyond) beyond chance one by one, false discovery rate 10%)"
    )
  }

  private func places(_ places: RecurringPlaces, name: String, isAddress: Bool) -> String {
    let rows = places.list.prefix(Self.shown).map { place in
      [
        escaped(isAddress ? address(place, mask) : place.name), escaped(place.unit.brief),
        escaped(place.last.description), grouped(place.episodes), grouped(place.calls),
        grouped(place.callers),
      ]
    }
    if rows.isEmpty { return "" }
    let head = [
      name, language("单位", "Unit"), language("末次", "Last"), language("停电次数", "Episodes"),
      language("来电", "Calls"), language("客户", "Callers"),
    ]
    return markupTable(head: head, rows: Array(rows), left: 3)
  }

  private var rates: String {
    guard let rates = summary.customers, !rates.units.isEmpty else { return "" }
    let rows = rates.units.prefix(15).map { unit in
      [
        escaped(unit.unit.brief), grouped(unit.customers), grouped(unit.tickets),
        "\(decimal(unit.rate)) (\(decimal(unit.interval.lowerBound))–\(decimal(unit.interval.upperBound)))",
        decimal(unit.repairRate),
      ]
    }
    let head = [
      language("单位", "Unit"), language("客户数", "Customers"), language("工单", "Tickets"),
      language("万户工单（95%区间）", "Per 10,000 (95%)"), language("万户抢修", "Repairs per 10,000"),
    ]
    return """
      <h3>\(language("万户工单", "Tickets per 10,000 customers"))</h3>
      \(markupTable(head: head, rows: Array(rows), left: 1))
      """
  }
}
