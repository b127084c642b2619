/// Inline SVG: plain lines and bars, drawn from nothing but numbers and escaped labels.
enum Charts {
  /// One curve over the days of a period, with the highest and the average marked.
  static func curve(
    _ values: [Int],
    labels: [String],
    width: Int = 760,
    height: Int = 190
  ) -> String {
    guard values.count > 1, let top = values.max(), top > 0 else { return "" }
    let left = 46.0
    let right = 26.0
    let bottom = 26.0
    let head = 14.0
    let stepX = (Double(width) - left - right) / Double(values.count - 1)
    let ceiling = Double(niceCeiling(top))
    func x(_ index: Int) -> Double { left + Double(index) * stepX }
    func y(_ value: Double) -> Double {
      head + (Double(height) - head - bottom) * (1 - value / ceiling)
    }
    var parts: [String] = []
    for tick in 0...4 {
      let value = ceiling * Double(tick) / 4
      let place = fixed(y(value), 1)
      parts.append(
        "<line x1=\"\(fixed(left, 0))\" x2=\"\(width - 26)\" y1=\"\(place)\" y2=\"\(place)\" class=\"grid\"/>"
          + "<text x=\"40\" y=\"\(fixed(y(value) + 4, 1))\" class=\"axis end\">\(grouped(Int(value)))</text>"
      )
    }
    let points = values.indices.map { "\(fixed(x($0), 1)),\(fixed(y(Double(values[$0])), 1))" }
    let floor = fixed(y(0), 1)
    parts.append(
      "<polygon class=\"area\" points=\"\(fixed(x(0), 1)),\(floor) \(points.joined(separator: " ")) "
        + "\(fixed(x(values.count - 1), 1)),\(floor)\"/>"
        + "<polyline class=\"line\" points=\"\(points.joined(separator: " "))\"/>"
    )
    let every = max(1, values.count / 8)
    for index in values.indices where index % every == 0 {
      parts.append(
        "<text x=\"\(fixed(x(index), 1))\" y=\"\(height - 8)\" class=\"axis mid\">\(escaped(labels[index]))</text>"
      )
    }
    if let peak = values.firstIndex(of: top) {
      parts.append(
        "<circle cx=\"\(fixed(x(peak), 1))\" cy=\"\(fixed(y(Double(top)), 1))\" r=\"3.5\" class=\"peak\"/>"
          + "<text x=\"\(fixed(min(x(peak) + 7, Double(width) - 60), 1))\" y=\"\(fixed(y(Double(top)) - 2, 1))\" class=\"mark\">\(grouped(top))</text>"
      )
    }
    return svg(parts, width, height)
  }

  /// Horizontal bars with a thin bar for the comparison below each.
  static func bars(
    _ rows: [(label: String, value: Double, base: Double?, text: String)],
    width: Int = 760
  ) -> String {
    let top = rows.reduce(0.0) { max($0, $1.value, $1.base ?? 0) }
    guard top > 0 else { return "" }
    let left = 128.0
    let scale = (Double(width) - left - 150) / top
    var parts: [String] = []
    for (index, row) in rows.enumerated() {
      let y = 8 + index * 30
      parts.append(
        "<text x=\"\(fixed(left - 8, 0))\" y=\"\(y + 13)\" class=\"label end\">\(escaped(row.label))</text>"
          + "<rect x=\"\(fixed(left, 0))\" y=\"\(y)\" width=\"\(fixed(max(row.value * scale, 1), 1))\" height=\"13\" class=\"bar\"/>"
          + "<text x=\"\(fixed(left + row.value * scale + 6, 1))\" y=\"\(y + 11)\" class=\"mark\">\(escaped(row.text))</text>"
      )
      if let base = row.base {
        parts.append(
          "<rect x=\"\(fixed(left, 0))\" y=\"\(y + 14)\" width=\"\(fixed(base * scale, 1))\" height=\"5\" class=\"base\"/>"
        )
      }
    }
    return svg(parts, width, 12 + rows.count * 30)
  }

  /// Rates with their intervals: a dot on a line.
  static func intervals(
    _ rows: [(label: String, rate: Double, low: Double, high: Double, text: String)],
    average: Double,
    width: Int = 760
  ) -> String {
    let top = rows.reduce(average) { max($0, $1.high) }
    guard top > 0 else { return "" }
    let left = 190.0
    let scale = (Double(width) - left - 130) / top
    var parts: [String] = []
    let height = 14 + rows.count * 24
    let middle = fixed(left + average * scale, 1)
    parts.append(
      "<line x1=\"\(middle)\" x2=\"\(middle)\" y1=\"2\" y2=\"\(height - 4)\" class=\"average\"/>"
    )
    for (index, row) in rows.enumerated() {
      let y = 16 + index * 24
      parts.append(
        "<text x=\"\(fixed(left - 8, 0))\" y=\"\(y + 4)\" class=\"label end\">\(escaped(row.label))</text>"
          + "<line x1=\"\(fixed(left + row.low * scale, 1))\" x2=\"\(fixed(left + row.high * scale, 1))\" y1=\"\(y)\" y2=\"\(y)\" class=\"span\"/>"
          + "<circle cx=\"\(fixed(left + row.rate * scale, 1))\" cy=\"\(y)\" r=\"4.5\" class=\"dot\"/>"
          + "<text x=\"\(width - 122)\" y=\"\(y + 4)\" class=\"mark\">\(escaped(row.text))</text>"
      )
    }
    return svg(parts, width, height)
  }

  /// A day curve as small as a word.
  static func spark(_ values: [Int]) -> String {
    guard values.count > 1, let top = values.max(), top > 0 else { return "" }
    let points = values.indices.map {
      "\(fixed(Double($0) * 118 / Double(values.count - 1) + 1, 1)),\(fixed(27 - Double(values[$0]) / Double(top) * 24, 1))"
    }
    return
      "<svg viewBox=\"0 0 120 30\" class=\"spark\"><polyline class=\"line\" points=\"\(points.joined(separator: " "))\"/></svg>"
  }

  static func svg(_ parts: [String], _ width: Int, _ height: Int) -> String {
    "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\">\n\(parts.joined(separator: "\n"))\n</svg>"
  }

  /// A rate to end an axis at, so that quarters of it are round; at most 1.
  static func niceTop(_ rate: Double) -> Double {
    let tops = [0.02, 0.04, 0.08, 0.12, 0.16, 0.2, 0.24, 0.32, 0.4, 0.48, 0.6, 0.72, 0.8, 1]
    return tops.first { rate <= $0 } ?? 1
  }

  /// The next of 1, 2, 4, 8 times a power of ten, or 10.
  static func niceCeiling(_ value: Int) -> Int {
    var power = 4
    while true {
      for factor in [1, 2, 3, 4, 5, 6, 8, 10] where factor * power >= value {
        return factor * power
      }
      power *= 10
    }
  }
}
