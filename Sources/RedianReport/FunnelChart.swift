import RedianStats

extension Charts {
  /// One unit of a funnel plot.
  struct FunnelPoint {
    var size: Int
    var count: Int
    /// Printed beside the dot; empty for units that do not stand out.
    var label: String
  }

  private struct Frame {
    let left = 46.0
    let right = 30.0
    let head = 12.0
    let bottom = 34.0
    let width = 760
    let height = 300
    let largest: Double
    let top: Double

    func x(_ size: Double) -> Double {
      left + size / largest * (Double(width) - left - right)
    }

    func y(_ rate: Double) -> Double {
      head + (1 - min(rate, top) / top) * (Double(height) - head - bottom)
    }
  }

  /// Rates against sizes, with exact binomial limits around the common rate (Spiegelhalter 2005).
  static func funnel(_ points: [FunnelPoint], rate: Double, axis: String) -> String {
    let largest = points.map(\.size).max() ?? 0
    guard largest > 1, rate > 0, rate < 1 else { return "" }
    // A unit of two tickets may lie at 100 %: beyond the top it is drawn at the edge.
    let highest = points.filter { $0.size >= 10 }.map { Double($0.count) / Double($0.size) }.max()
    let wide = FunnelLimits.lines(of: max(2, largest / 3), rate, level: 0.998).high
    let frame = Frame(
      largest: Double(largest) * 1.03,
      top: niceTop(max(rate * 2, (highest ?? 0) * 1.1, wide))
    )
    let parts =
      scale(frame, axis)
      + [(0.95, "inner"), (0.998, "outer")].flatMap { limits(frame, rate, level: $0, kind: $1) }
      + [average(frame, rate)] + points.map { dot(frame, $0) }
    return svg(parts, frame.width, frame.height)
  }

  private static func scale(_ frame: Frame, _ axis: String) -> [String] {
    let rates = (0...4).map { tick in
      let rate = frame.top * Double(tick) / 4
      let y = fixed(frame.y(rate), 1)
      return
        "<line x1=\"46\" x2=\"\(frame.width - 30)\" y1=\"\(y)\" y2=\"\(y)\" class=\"grid\"/>"
        + "<text x=\"40\" y=\"\(y)\" dy=\"4\" class=\"axis end\">\(percent(rate))</text>"
    }
    let step = max(1, niceCeiling(Int(frame.largest) / 6 + 1))
    let sizes = stride(from: 0, through: Int(frame.largest), by: step).map { size in
      "<text x=\"\(fixed(frame.x(Double(size)), 1))\" y=\"\(frame.height - 18)\" class=\"axis mid\">\(grouped(size))</text>"
    }
    let name =
      "<text x=\"\(frame.width - 30)\" y=\"\(frame.height - 3)\" class=\"axis end\">\(escaped(axis))</text>"
    return rates + sizes + [name]
  }

  /// The upper and the lower limit, at about 120 sizes.
  private static func limits(
    _ frame: Frame,
    _ rate: Double,
    level: Double,
    kind: String
  ) -> [String] {
    let step = max(1, Int(frame.largest) / 120)
    let sizes = Array(stride(from: 1, through: Int(frame.largest), by: step))
    let limits = sizes.map { FunnelLimits.lines(of: $0, rate, level: level) }
    func line(_ limit: ((low: Double, high: Double)) -> Double) -> String {
      let points = zip(sizes, limits).compactMap { size, pair -> String? in
        let limit = limit(pair)
        if limit > frame.top { return nil }
        return "\(fixed(frame.x(Double(size)), 1)),\(fixed(frame.y(limit), 1))"
      }
      return "<polyline class=\"limit \(kind)\" points=\"\(points.joined(separator: " "))\"/>"
    }
    return [line(\.low), line(\.high)]
  }

  private static func average(_ frame: Frame, _ rate: Double) -> String {
    let y = fixed(frame.y(rate), 1)
    return
      "<line x1=\"46\" x2=\"\(frame.width - 30)\" y1=\"\(y)\" y2=\"\(y)\" class=\"average\"/>"
  }

  private static func dot(_ frame: Frame, _ point: FunnelPoint) -> String {
    let x = frame.x(Double(point.size))
    let y = frame.y(Double(point.count) / Double(max(point.size, 1)))
    let isNamed = !point.label.isEmpty
    let dot =
      "<circle cx=\"\(fixed(x, 1))\" cy=\"\(fixed(y, 1))\" r=\"\(isNamed ? 4 : 3)\" class=\"\(isNamed ? "dot" : "unit")\"/>"
    guard isNamed else { return dot }
    let isRight = x > Double(frame.width) * 0.75
    return dot
      + "<text x=\"\(fixed(isRight ? x - 7 : x + 7, 1))\" y=\"\(fixed(y - 5, 1))\" class=\"mark\(isRight ? " end" : "")\">\(escaped(point.label))</text>"
  }
}
