import RedianCore
import Testing

@testable import RedianReport
@testable import RedianStats

/// The sentences of hotspots and alerts, whole.
struct HotspotWordTests {
  private let taxonomy = Taxonomy(chapters: [
    .init(
      id: "fault-repair",
      number: 1,
      chinese: "故障抢修",
      english: "Fault repair",
      cases: [("1.2", "到达超时", "Late arrival")]
    )
  ])
  private let station = UnitName(level: .station, county: "东县", station: "城关供电所")

  private func words(_ language: Language) -> HotspotWords {
    HotspotWords(language: language, taxonomy: taxonomy)
  }

  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  private func alert(_ change: (inout Alert) -> Void) throws -> Alert {
    var alert = Alert(
      id: "2026-10-31/1",
      night: try day("2026-10-31"),
      kind: .place,
      state: .new,
      nightsSeen: 1,
      newEpisodes: 5,
      place: HotspotPlace(unit: station, category: 0, tag: 0),
      from: try day("2026-10-29"),
      to: try day("2026-10-31"),
      count: 24,
      tickets: 29,
      callers: 19,
      expected: 7.1,
      ratio: 24 / 7.1,
      extra: 16.9,
      p: 1.0 / 38,
      q: nil,
      nights: 38,
      isUnprecedented: false,
      level: .notice,
      isProvisional: false,
      daily: [],
      parts: [HotspotPart(name: "东街台区", count: 12, extra: 9.2)],
      examples: []
    )
    change(&alert)
    return alert
  }

  private func night() throws -> NightFacts {
    NightFacts(
      night: try day("2026-10-31"),
      days: 56,
      pastNights: 56,
      isProvisional: false,
      isMajorEventDay: false,
      hasVolumeTest: true,
      unstable: []
    )
  }

  @Test func anAlert() throws {
    let text = words(.zh).sentence(try alert { _ in }, try night())
    #expect(
      text
        == "近3天24起（29个来电、19位客户），按该所平时占比应约7.1起，多约17起（3.4倍）。如此强度约每40晚出现一次（依据近56晚）；主要来自：东街台区（多9起）。"
    )
    #expect(words(.zh).title(try alert { _ in }.place) == "东县/城关供电所 · 故障抢修（常规）")
  }

  @Test func anUnprecedentedOngoingAlert() throws {
    let alert = try alert {
      $0.isUnprecedented = true
      $0.state = .ongoing
      $0.nightsSeen = 3
      $0.parts = []
      $0.from = $0.to
      $0.expected = 12.4
    }
    let text = words(.zh).sentence(alert, try night())
    #expect(
      text
        == "当日24起（29个来电、19位客户），按该所平时占比应约12起，多约17起（3.4倍）。近56晚未见同等强度；持续第3天，新增5起。"
    )
  }

  @Test func aVolumeAlert() throws {
    let alert = try alert {
      $0.kind = .volume
      $0.place = HotspotPlace(unit: nil, category: 0, tag: nil)
      $0.count = 812
      $0.tickets = 903
      $0.expected = 430
      $0.ratio = 812.0 / 430
      $0.parts = []
    }
    let text = words(.zh).sentence(alert, try night())
    #expect(text == "当日812起（903个来电），同类日通常约430起（八周，剔除异常日），为1.9倍。")
    #expect(words(.zh).title(alert.place) == "全部单位 · 故障抢修")
  }

  @Test func aProvisionalAlertSaysSo() throws {
    let text = words(.zh).sentence(try alert { $0.isProvisional = true }, try night())
    #expect(text.contains("历史不足，暂按随机排列估计：约每40晚出现一次"))
  }

  @Test func anEventOfAMonth() throws {
    let spot = Hotspot(
      place: HotspotPlace(unit: station, category: 0, tag: 1),
      from: try day("2026-10-01"),
      to: try day("2026-10-31"),
      count: 30,
      tickets: 33,
      callers: 29,
      ticketsOutsideMajorEvents: 33,
      base: 2,
      expected: 2.1,
      ratio: 30 / 2.1,
      ratioInterval: 3.6...123.7,
      p: 2.3e-7,
      q: 0.0007,
      scanProbability: 0.001,
      extra: 27.9,
      daily: [],
      parts: [],
      examples: [],
      comparison: .totalChange
    )
    let scan = HotspotScanFacts(
      episodes: 4_859,
      baseEpisodes: 4_639,
      replicates: 999,
      dispersion: 1,
      limit: 0.05
    )
    #expect(
      words(.zh).sentence(spot, scan)
        == "本期30起（33个来电、29位客户），上期2起、按全部诉求的变化折算，应约2.1起，多约28起（14.3倍，95%区间3.6–123.7），若无真实变化，不到0.1%的月份会有同等强度。"
    )
    #expect(
      words(.en).sentence(spot, scan)
        == "30 episodes (33 calls, 29 callers), previous 2, scaled by the change of all matters, about 2.1 usual: 28 extra (14.3 times, 95% 3.6-123.7), without a real change less than 0.1% of months hold one as strong."
    )
  }
}
