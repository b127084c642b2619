/// A table of a report, before any file format: what CSV, XLSX and HTML are made of.
struct Table {
  /// A column: its stable English name and its Chinese one.
  struct Column {
    let zh: String
    let en: String
    init(_ zh: String, _ en: String) {
      self.zh = zh
      self.en = en
    }
  }

  enum Value: Equatable {
    case empty
    case text(String)
    case count(Int)
    /// A share of 1, shown in per cent.
    case share(Double)
    /// A figure shown with one decimal.
    case number(Double)
    /// A probability, shown with four significant digits.
    case probability(Double)

    init(_ count: Int?) { self = count.map(Value.count) ?? .empty }
    init(share: Double?) { self = share.map(Value.share) ?? .empty }
    init(number: Double?) { self = number.map(Value.number) ?? .empty }
  }

  /// The file's name without its ending.
  let name: String
  let zh: String
  let en: String
  let columns: [Column]
  var rows: [[Value]] = []
}

/// A number with a fixed count of decimals, without a locale.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return "" }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  let whole = Int(scaled / scale)
  let rest = Int(scaled - Double(whole) * scale)
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard decimals > 0 else { return "\(sign)\(whole)" }
  let digits = String(rest)
  return "\(sign)\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
}

/// Four significant digits, plain for what is at least 0.0001.
func significant(_ value: Double) -> String {
  if value == 0 { return "0" }
  if value >= 0.0001 { return fixed(value, value >= 0.1 ? 4 : 6) }
  var mantissa = value
  var power = 0
  while mantissa < 1 && power < 320 {
    mantissa *= 10
    power += 1
  }
  return "\(fixed(mantissa, 3))e-\(power)"
}
