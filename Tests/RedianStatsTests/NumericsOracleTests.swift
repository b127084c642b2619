import RedianStats
import Testing

/// The formulas against reference tables made by R, scipy, statsmodels and mpmath.
struct NumericsOracleTests {
  @Test func specialFunctions() throws {
    for row in try Oracle("18_special_functions").rows {
      let value = try special(row)
      let expected = try row.number("value")
      #expect(isClose(value, expected, relative: 1e-10) || abs(value - expected) < 1e-15, "\(row)")
    }
  }

  private func special(_ row: [String: String]) throws -> Double {
    if row["function"] == "hypergeom_upper" {
      let sizes = (row["a"] ?? "").split(separator: "|").compactMap { Int($0) }
      try #require(sizes.count == 3)
      let k = try row.integer("b")
      return Tail.hypergeometric(atLeast: k, drawn: sizes[2], marked: sizes[1], total: sizes[0])
    }
    let a = try row.number("a")
    let b = Double(row["b"] ?? "") ?? .nan
    let c = Double(row["c"] ?? "") ?? .nan
    switch row["function"] {
    case "lgamma": return Tail.logGamma(a)
    case "digamma": return Tail.digamma(a)
    case "norm_quantile": return Tail.normalQuantile(a)
    case "norm_upper_tail":
      let half = Tail.gammaUpper(0.5, a * a / 2) / 2
      return a < 0 ? 1 - half : half
    case "betainc_reg": return Tail.betaLower(a, b, c)
    case "gammainc_upper_reg": return Tail.gammaUpper(a, b)
    case "beta_quantile": return Tail.betaQuantile(a, b, c)
    case "gamma_quantile_rate1": return Tail.gammaQuantile(a, b)
    case "poisson_upper": return Tail.poisson(atLeast: Int(a), mean: b)
    case "binom_upper": return Tail.binomial(atLeast: Int(a), of: Int(b), c)
    default: return .nan
    }
  }

  @Test func outsideTheDomainIsNotANumber() {
    #expect(Tail.betaLower(-1, 2, 0.5).isNaN)
    #expect(Tail.betaQuantile(1, 2, 1.5).isNaN)
    #expect(Tail.gammaUpper(-1, 2).isNaN)
  }

  @Test func conditionalTail() throws {
    for row in try Oracle("03_tail_expected").rows {
      let p = Tail.conditional(
        count: try row.integer("y"),
        base: try row.integer("S"),
        exposure: try row.number("f_t"),
        baseExposure: try row.number("F"),
        dispersion: try row.number("phi")
      )
      #expect(isClose(p, try row.number("p_upper"), relative: 1e-9), "\(row)")
    }
  }

  @Test func proportionIntervals() throws {
    for row in try Oracle("05_proportion_intervals").rows {
      let x = try row.integer("x")
      let n = try row.integer("n")
      let confidence = try row.number("confidence")
      let wilson = try #require(Interval.wilson(x, of: n, confidence: confidence))
      let exact = Interval.clopperPearson(x, of: n, confidence: confidence)
      #expect(abs(wilson.lowerBound - (try row.number("wilson_low"))) < 1e-9)
      #expect(abs(wilson.upperBound - (try row.number("wilson_high"))) < 1e-9)
      #expect(abs(exact.lowerBound - (try row.number("clopper_low"))) < 1e-9)
      #expect(abs(exact.upperBound - (try row.number("clopper_high"))) < 1e-9)
      let tail = (1 - confidence) / 2
      let a = Double(x) + 0.5
      let b = Double(n - x) + 0.5
      #expect(abs(Tail.betaQuantile(a, b, tail) - (try row.number("jeffreys_low"))) < 1e-9)
      #expect(abs(Tail.betaQuantile(a, b, 1 - tail) - (try row.number("jeffreys_high"))) < 1e-9)
    }
  }

  @Test func benjaminiHochberg() throws {
    for list in try Oracle("06_bh").groups("list_id") {
      let q = falseDiscoveryRates(try list.map { try $0.number("p") })
      for (row, value) in zip(list, q) {
        #expect(abs(value - (try row.number("q_bh"))) < 1e-12)
        #expect((value <= 0.05) == (row["reject_bh_05"] == "1"))
      }
    }
  }

  @Test func poissonRatio() throws {
    for row in try Oracle("07_poisson_ratio").rows where row["ci95_low"] != "" {
      let x1 = try row.integer("x1")
      let x0 = try row.integer("x0")
      let t1 = try row.number("t1")
      let t0 = try row.number("t0")
      let interval = Interval.ratio(count: x1, base: x0, exposure: t1, baseExposure: t0)
      let p = Tail.conditional(count: x1, base: x0, exposure: t1, baseExposure: t0)
      #expect(isClose(interval.lowerBound, try row.number("ci95_low"), relative: 1e-6))
      #expect(isClose(interval.upperBound, try row.number("ci95_high"), relative: 1e-6))
      #expect(isClose(p, try row.number("p_greater"), relative: 1e-8), "\(row)")
    }
  }

  @Test func funnelLimits() throws {
    for row in try Oracle("08_limits").rows where row["kind"] != "garwood_ci_for_observed" {
      let level = try row.number("level")
      let a = try row.number("a")
      let limits =
        row["kind"] == "poisson_limit_for_expected"
        ? FunnelLimits.poisson(expected: a, level: level)
        : FunnelLimits.binomial(of: Int(a), try row.number("b"), level: level)
      #expect(limits == (try row.integer("low"))...(try row.integer("high")), "\(row)")
    }
  }

  @Test func garwood() throws {
    for row in try Oracle("08_limits").rows where row["kind"] == "garwood_ci_for_observed" {
      let count = Int(try row.number("a"))
      let interval = Interval.garwood(count, confidence: try row.number("level"))
      #expect(isClose(interval.lowerBound, try row.number("low"), relative: 1e-8))
      #expect(isClose(interval.upperBound, try row.number("high"), relative: 1e-8))
    }
  }

  @Test func dispersion() throws {
    let expected = try Oracle("19_dispersion_expected").rows
    for (table, result) in zip(try Oracle("19_dispersion_input").groups("table_id"), expected) {
      let phi = twoPeriodDispersion(
        try table.map {
          (try $0.integer("x_current"), try $0.integer("n_total"), try $0.number("pi"))
        }
      )
      #expect(isClose(phi, try result.number("phi"), relative: 1e-9))
    }
  }
}
