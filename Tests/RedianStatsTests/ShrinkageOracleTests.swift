import RedianStats
import Testing

struct ShrinkageOracleTests {
  @Test func ratesByMoments() throws {
    for table in try Oracle("10_eb_beta").groups("table_id") {
      let shrinkage = RateShrinkage(try table.map { (try $0.integer("x"), try $0.integer("n")) })
      for row in table {
        #expect(isClose(shrinkage.mean, try row.number("m"), relative: 1e-9))
        guard row["a"] != "" else {
          #expect(shrinkage.prior == nil)
          continue
        }
        let x = try row.integer("x")
        let n = try row.integer("n")
        let rate = shrinkage.rate(x: x, n: n)
        let above = shrinkage.aboveMean(x: x, n: n)
        let low = shrinkage.quantile(0.05, x: x, n: n)
        #expect(isClose(shrinkage.prior?.a, try row.number("a"), relative: 1e-9))
        #expect(isClose(rate, try row.number("post_mean"), relative: 1e-9))
        #expect(isClose(above, try row.number("prob_above_m"), relative: 1e-7))
        #expect(isClose(low, try row.number("post_q05"), relative: 1e-7))
      }
    }
  }

  @Test func ratiosByMoments() throws {
    for table in try Oracle("09_eb_gamma").groups("table_id") {
      let cells = try table.map { (try $0.number("O"), try $0.number("E")) }
      let shrinkage = RatioShrinkage(cells)
      for (row, cell) in zip(table, cells) {
        guard row["alpha_mm"] != "" else {
          #expect(shrinkage.prior == nil)
          continue
        }
        let ratio = shrinkage.ratio(observed: cell.0, expected: cell.1)
        let above = shrinkage.aboveOne(observed: cell.0, expected: cell.1)
        let low = shrinkage.quantile(0.05, observed: cell.0, expected: cell.1)
        #expect(isClose(ratio, try row.number("post_mean"), relative: 1e-9))
        #expect(isClose(above, try row.number("prob_ratio_gt_1"), relative: 1e-7))
        #expect(isClose(low, try row.number("eb05"), relative: 1e-7))
      }
    }
  }

  @Test func nearestRankPercentiles() throws {
    var groups: [String: [Int]] = [:]
    for row in try Oracle("13_percentile_input").rows {
      groups[row["group_id"] ?? "", default: []].append(try row.integer("seconds"))
    }
    for row in try Oracle("13_percentile_expected").rows {
      let sorted = try #require(groups[row["group_id"] ?? ""]).sorted()
      let rank = nearestRank(try row.number("quantile"), of: sorted.count)
      #expect(sorted[rank - 1] == (try row.integer("seconds")), "\(row)")
    }
  }
}
