import RedianCore
import RedianStats

/// Hotspots and alerts in sentences: every figure with its count, base and period.
///
/// Chance is worded in nights or per cent; "significant" is not used.
struct HotspotWords {
  let language: Language
  let taxonomy: Taxonomy

  // MARK: Events of a period

  func sentence(_ spot: Hotspot, _ scan: HotspotScanFacts?) -> String {
    [counted(spot), basis(spot), excess(spot), chance(spot, scan), parts(spot.parts)]
      .filter { !$0.isEmpty }.joined(separator: language("，", ", ")) + language("。", ".")
  }

  private func counted(_ spot: Hotspot) -> String {
    language(
      "本期\(grouped(spot.count))起（\(grouped(spot.tickets))个来电、\(grouped(spot.callers))位客户）",
      "\(grouped(spot.count)) episodes (\(grouped(spot.tickets)) calls, \(grouped(spot.callers)) callers)"
    )
  }

  private func basis(_ spot: Hotspot) -> String {
    let base = grouped(spot.base)
    switch spot.comparison {
    case .totalChange:
      return spot.base == 0
        ? language("上期0起", "none in the previous period")
        : language(
          "上期\(base)起、按全部诉求的变化折算",
          "previous \(base), scaled by the change of all matters"
        )
    case .categoryChange:
      return language(
        "上期\(base)起、按全部单位同类变化折算",
        "previous \(base), scaled by everybody's change"
      )
    case .days:
      return language("上期\(base)起、按日类型折算", "previous \(base), by types of days")
    case .standing:
      return language("无上期数据，与全部单位同类占比相比", "no previous period, against the share everywhere")
    }
  }

  private func excess(_ spot: Hotspot) -> String {
    let isOpen = spot.ratioInterval.upperBound >= Hotspot.unlimitedRatio
    let low = fixed(spot.ratioInterval.lowerBound, 1)
    let high = isOpen ? "∞" : fixed(spot.ratioInterval.upperBound, 1)
    let expected = figure(spot.expected)
    return language(
      "应约\(expected)起，多约\(fixed(spot.extra, 0))起（\(fixed(spot.ratio, 1))倍，95%区间\(low)–\(high)）",
      "about \(expected) usual: \(fixed(spot.extra, 0)) extra (\(fixed(spot.ratio, 1)) times, 95% \(low)-\(high))"
    )
  }

  /// A count that is to be expected: whole from ten up.
  private func figure(_ value: Double) -> String { fixed(value, value < 10 ? 1 : 0) }

  private func chance(_ spot: Hotspot, _ scan: HotspotScanFacts?) -> String {
    guard let p = spot.scanProbability, let scan, scan.replicates > 0 else { return "" }
    let percent = p < 0.001 ? "0.1" : fixed(p * 100, 1)
    let bound = p <= 1.5 / Double(scan.replicates + 1) || p < 0.001
    return language(
      "若无真实变化，\(bound ? "不到" : "约")\(percent)%的月份会有同等强度",
      "without a real change \(bound ? "less than" : "about") \(percent)% of months hold one as strong"
    )
  }

  /// `主要来自：东街台区（多9起）`.
  func parts(_ parts: [HotspotPart]) -> String {
    let shown = parts.prefix(3).filter { $0.extra >= 0.5 }
    guard !shown.isEmpty else { return "" }
    let list = shown.map {
      language("\($0.name)（多\(fixed($0.extra, 0))起）", "\($0.name) (\(fixed($0.extra, 0)) extra)")
    }
    return language("主要来自：", "mainly ") + list.joined(separator: language("、", ", "))
  }

  // MARK: Nights

  func sentence(_ alert: Alert, _ night: NightFacts?) -> String {
    let text = alert.kind == .volume ? volume(alert) : place(alert, night)
    let tail = [life(alert), parts(alert.parts)].filter { !$0.isEmpty }
    return ([text] + tail).joined(separator: language("；", "; ")) + language("。", ".")
  }

  func name(_ level: AlertLevel) -> String {
    switch level {
    case .notice: language("提示", "Notice")
    case .warning: language("预警", "Warning")
    case .serious: language("严重", "Serious")
    }
  }

  func title(_ place: HotspotPlace) -> String {
    "\(place.unitPath(language)) · \(place.title(taxonomy, language))"
  }

  private func volume(_ alert: Alert) -> String {
    language(
      "当日\(grouped(alert.count))起（\(grouped(alert.tickets))个来电），同类日通常约\(fixed(alert.expected, 0))起（八周，剔除异常日），为\(fixed(alert.ratio, 1))倍",
      "\(grouped(alert.count)) episodes (\(grouped(alert.tickets)) calls), usually about \(fixed(alert.expected, 0)) on such a day (eight weeks, abnormal days left out): \(fixed(alert.ratio, 1)) times"
    )
  }

  private func place(_ alert: Alert, _ night: NightFacts?) -> String {
    let days = alert.from.distance(to: alert.to) + 1
    let span = language(
      days == 1 ? "当日" : "近\(days)天",
      days == 1 ? "that day" : "last \(days) days"
    )
    let usual = language(
      "按\(alert.place.pronoun(.zh))平时占比应约\(figure(alert.expected))起，多约\(fixed(alert.extra, 0))起（\(fixed(alert.ratio, 1))倍）",
      "about \(figure(alert.expected)) by \(alert.place.pronoun(.en)) share: \(fixed(alert.extra, 0)) extra (\(fixed(alert.ratio, 1)) times)"
    )
    let counted = language(
      "\(span)\(grouped(alert.count))起（\(grouped(alert.tickets))个来电、\(grouped(alert.callers))位客户）",
      "\(span) \(grouped(alert.count)) episodes (\(grouped(alert.tickets)) calls, \(grouped(alert.callers)) callers)"
    )
    return "\(counted)\(language("，", ", "))\(usual)\(language("。", ". "))\(rarity(alert, night))"
  }

  private func rarity(_ alert: Alert, _ night: NightFacts?) -> String {
    if alert.isProvisional {
      return language(
        "历史不足，暂按随机排列估计：\(alert.isUnprecedented ? "至少" : "约")每\(oneDigit(alert.nights))晚出现一次",
        "short history, provisional by random replicates: \(alert.isUnprecedented ? "at most" : "about") once in \(oneDigit(alert.nights)) nights"
      )
    }
    let past = night?.pastNights ?? 0
    if alert.isUnprecedented {
      return language("近\(past)晚未见同等强度", "nothing as strong on the past \(past) nights")
    }
    return language(
      "如此强度约每\(oneDigit(alert.nights))晚出现一次（依据近\(past)晚）",
      "as strong about once in \(oneDigit(alert.nights)) nights (by the past \(past))"
    )
  }

  private func life(_ alert: Alert) -> String {
    switch alert.state {
    case .new: ""
    case .ongoing:
      language(
        "持续第\(alert.nightsSeen)天，新增\(grouped(alert.newEpisodes))起",
        "night \(alert.nightsSeen), \(grouped(alert.newEpisodes)) joined"
      )
    case .newLevel:
      language(
        "已持续\(alert.nightsSeen)晚，视为新水平，不再报警",
        "seen on \(alert.nightsSeen) nights: a new level, no alarm"
      )
    }
  }

  /// A recurrence with one significant digit: 38 is "40", 120 is "100".
  private func oneDigit(_ nights: Double) -> String {
    var scale = 1.0
    while nights / scale >= 10 { scale *= 10 }
    return grouped(Int((nights / scale).rounded() * scale))
  }
}
