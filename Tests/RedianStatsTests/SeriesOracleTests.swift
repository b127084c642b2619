import RedianStats
import Testing

/// Baselines, extreme values and changes against their reference tables.
struct SeriesOracleTests {
  @Test func robustBaseline() throws {
    var series: [String: [[String: String]]] = [:]
    for days in try Oracle("04_baseline_input").groups("series_id") {
      series[days[0]["series_id"] ?? ""] = days
    }
    for row in try Oracle("04_baseline_expected").rows {
      let days = try #require(series[row["series_id"] ?? ""])
      let night = try row.integer("t")
      let past = days[max(0, night - 59)..<(night - 3)]
      let baseline = try #require(
        RobustBaseline(
          counts: try past.map { try $0.integer("count") },
          factors: try past.map { try $0.number("factor") }
        )
      )
      try check(baseline, row, past.map { $0["t"] ?? "" })
      let factor = try days[night - 1].number("factor")
      let count = try row.integer("count")
      #expect(
        isClose(baseline.expected(factor: factor), try row.number("expected"), relative: 1e-8)
      )
      let p = baseline.upperTail(count, factor: factor)
      #expect(isClose(p, try row.number("p_upper"), relative: 1e-8), "\(row)")
      let limit = baseline.limit(alpha: 0.001, factor: factor)
      #expect(limit == (try row.integer("limit_0.001")))
      #expect((count >= limit) == (row["alarm_0.001"] == "1"))
    }
  }

  private func check(
    _ baseline: RobustBaseline,
    _ row: [String: String],
    _ days: [String]
  ) throws {
    let dropped = zip(days, baseline.isUsed).filter { !$1 }.map(\.0).joined(separator: ";")
    #expect(dropped == row["excluded_t"])
    #expect(days.count == (try row.integer("n_days")))
    #expect(baseline.isUnstable == (row["unstable"] == "1"))
    #expect(baseline.count == (try row.integer("S")))
    #expect(isClose(baseline.exposure, try row.number("F"), relative: 1e-8))
    #expect(isClose(baseline.dispersion, try row.number("phi"), relative: 1e-8))
    #expect(isClose(baseline.pearson, try row.number("pearson_dispersion"), relative: 1e-8))
  }

  @Test func gumbel() throws {
    var maxima: [String: [Double]] = [:]
    for row in try Oracle("15_gumbel_input").rows {
      maxima[row["sample_id"] ?? "", default: []].append(try row.number("max_llr"))
    }
    for row in try Oracle("15_gumbel_expected").rows {
      let sample = try #require(maxima[row["sample_id"] ?? ""])
      let score = try row.number("score")
      for (name, fit) in [
        ("moments", Gumbel.moments(sample)), ("quartile", Gumbel.quartiles(sample)),
      ] {
        let fit = try #require(fit)
        #expect(isClose(fit.scale, try row.number("beta_" + name), relative: 1e-9))
        #expect(isClose(fit.location, try row.number("mu_" + name), relative: 1e-9))
        let p = fit.upperTail(score)
        #expect(isClose(p, try row.number("p_" + name), relative: 1e-9))
        #expect(isClose(1 / p, try row.number("nights_" + name), relative: 1e-9))
      }
    }
  }

  @Test func changes() throws {
    let expected = try Oracle("16_changes_expected").groups("table_id")
    for (table, answers) in zip(try Oracle("16_changes_input").groups("table_id"), expected) {
      let total = try #require(table.last)
      let cells = try table.dropLast().map { try $0.integer("current") }
      let shares = cumulativeShares(cells)
      for (index, (row, answer)) in zip(table, answers).enumerated() {
        try check(row, answer, "mom", base: "previous")
        try check(row, answer, "yoy", base: "year_ago")
        let contribution = Contribution(
          try row.integer("current"),
          base: row.optional("previous"),
          total: try total.integer("current"),
          baseTotal: total.optional("previous")
        )
        #expect(matches(contribution.pull, answer["pull_points"]))
        #expect(matches(contribution.share, answer["contribution"]))
        guard index < cells.count else { continue }
        #expect(matches(shares[index], answer["cumulative_share"]))
      }
    }
  }

  private func check(
    _ row: [String: String],
    _ answer: [String: String],
    _ name: String,
    base: String
  ) throws {
    let change = Change(
      try row.integer("current"),
      base: row.optional(base),
      days: try row.integer("days_current"),
      baseDays: try row.integer("days_" + base)
    )
    #expect(change.label.rawValue == answer[name + "_label"])
    #expect(change.difference.map(String.init) ?? "" == answer[name + "_abs"])
    #expect(matches(change.rate, answer[name + "_pct"]))
    #expect(matches(change.dailyRate, answer[name + "_daily_pct"]))
  }

  private func matches(_ value: Double?, _ answer: String?) -> Bool {
    guard let answer, let expected = Double(answer) else { return value == nil }
    return isClose(value, expected, relative: 1e-9)
      || abs((value ?? .infinity) - expected) < 1e-11
  }
}

extension [String: String] {
  fileprivate func optional(_ column: String) -> Int? { Int(self[column] ?? "") }
}
