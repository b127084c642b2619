import RedianCore
import RedianStats

/// A JSON value whose members keep their order: the same figures give the same bytes.
indirect enum JSON {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  static func optional(_ value: Int?) -> JSON { value.map(JSON.int) ?? .null }
  static func optional(_ value: Double?) -> JSON { value.map(JSON.double) ?? .null }

  /// The text, indented by two spaces a level.
  func text(indent: String = "") -> String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .double(let value): return value.isFinite ? "\(value)" : "null"
    case .string(let value): return Self.quoted(value)
    case .array(let items):
      if items.isEmpty { return "[]" }
      let inner = indent + "  "
      let lines = items.map { inner + $0.text(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let inner = indent + "  "
      let lines = members.map { "\(inner)\(Self.quoted($0)): \($1.text(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// The file summary.json: every figure for machines.
///
/// `schema` counts changes that break a reader.
struct JSONFile {
  let summary: Summary
  let mask: Mask

  var bytes: [UInt8] { Array((root.text() + "\n").utf8) }

  var taxonomy: Taxonomy { summary.taxonomy }

  private var root: JSON {
    .object([
      ("schema", .int(1)), ("period", period), ("as_of", .string(iso(summary.asOf))),
      ("inputs", .array(summary.inputs.map(input))), ("rows", rows),
      ("tickets", .int(summary.tickets)),
      ("previous_tickets", .optional(summary.previousTickets)),
      ("year_before_tickets", .optional(summary.yearBeforeTickets)),
      ("categories", .array(summary.categories.map(category))),
      ("cases", .array(summary.cases.map(tag))), ("daily", .array(summary.daily.map(day))),
      ("units", .array(summary.units.map(unit))), ("arrivals", arrivals),
      ("hotspots", .array(summary.hotspots.map(hotspot))), ("repeat", repeats),
      ("recurring", recurring), ("customers", customers),
      ("rising", .array(summary.rising.map(rising))),
      ("standing", .array(summary.standing.map(standing))), ("scan", scan),
      ("alerts", .array(summary.alerts.alerts.map(alert))),
      ("nights", .array(summary.alerts.nights.map(night))), ("detection", detection),
      ("emerging_words", words),
      ("quality", .array(summary.quality.map(quality))),
    ])
  }

  private func iso(_ time: CivilTime) -> String {
    time.description.replacing(" ", with: "T") + (time.isMissing ? "" : "+08:00")
  }

  private var period: JSON {
    let facts = summary.period
    return .object([
      ("label", .string(facts.period.label)), ("from", .string(facts.period.from.description)),
      ("to", .string(facts.period.to.description)), ("complete", .bool(facts.isComplete)),
      ("compared_to", .string(facts.comparedDays.to.description)),
      ("previous", .string(facts.previous.label)),
      ("year_before", .string(facts.yearBefore.label)),
      ("data_from", .string(facts.dataFrom.description)),
      ("data_to", .string(facts.dataTo.description)),
    ])
  }

  private var rows: JSON {
    let rows = summary.rows
    return .object([
      ("read", .int(rows.read)), ("tickets", .int(rows.tickets)),
      ("duplicates", .int(rows.duplicates)), ("rejected", .int(rows.rejected)),
      ("undated", .int(rows.undated)),
    ])
  }

  private func input(_ counts: InputCounts) -> JSON {
    .object([
      ("file", .string(counts.file)), ("bytes", .int(Int(counts.bytes))),
      ("encoding", .string(counts.encoding)), ("delimiter", .string(counts.delimiter)),
      ("rows", .int(counts.rows)), ("rejected", .int(counts.rejected)),
      ("record_bytes", .int(Int(counts.extents.records))),
      ("reject_bytes", .int(Int(counts.extents.rejects))),
      ("blank_bytes", .int(Int(counts.extents.blank))),
      ("title_bytes", .int(Int(counts.extents.titles))),
      ("bom_bytes", .int(Int(counts.extents.mark))),
    ])
  }

  private func figures(_ count: TagCount) -> [(String, JSON)] {
    [
      ("count", .int(count.count)), ("share", .double(count.share)), ("rank", .int(count.rank)),
      ("compared", .int(count.compared)), ("previous", .optional(count.previous)),
      ("year_before", .optional(count.yearBefore)),
    ]
  }

  private func category(_ count: TagCount) -> JSON {
    .object([("id", .string(taxonomy.categories[count.index].id))] + figures(count))
  }

  private func tag(_ count: TagCount) -> JSON {
    let tag = taxonomy.tags[count.index]
    let category = taxonomy.categories[tag.category].id
    return .object(
      [
        ("id", .string(tag.isRoutine ? category : tag.caseID)), ("category", .string(category)),
        ("routine", .bool(tag.isRoutine)),
      ] + figures(count)
    )
  }

  private func day(_ day: DayCount) -> JSON {
    let counts = zip(taxonomy.categories, day.counts).map { ($0.id, JSON.int($1)) }
    return .object([("date", .string(day.day.description)), ("total", .int(day.total))] + counts)
  }

  private func unit(_ unit: UnitCount) -> JSON {
    .object([
      ("unit", .string(unit.unit.name)), ("level", .string(unit.unit.level.id)),
      ("path", .string(unit.unit.path)), ("count", .int(unit.total)),
      ("previous", .optional(unit.previous)), ("year_before", .optional(unit.yearBefore)),
    ])
  }

  private func quality(_ item: QualityCount) -> JSON {
    .object([
      ("code", .string(item.code.rawValue)), ("count", .int(item.count)),
      ("first_file", .string(item.firstFile)), ("first_line", .int(Int(item.firstLine))),
      ("first_byte", .int(Int(item.firstByte))), ("first_column", .int(item.firstColumn)),
    ])
  }
}
