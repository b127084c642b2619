/// A text as HTML: the five characters escaped; control and bidirectional characters dropped.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default:
      let value = scalar.value
      let isControl = value < 0x20 && value != 0x0a && value != 0x09
      let isDirection = (0x202a...0x202e).contains(value) || (0x2066...0x2069).contains(value)
      if !isControl && !isDirection { result.unicodeScalars.append(scalar) }
    }
  }
  return result
}

/// A count with thin groups of three digits.
func grouped(_ count: Int) -> String {
  var digits = Array(String(abs(count)))
  var index = digits.count - 3
  while index > 0 {
    digits.insert(",", at: index)
    index -= 3
  }
  return (count < 0 ? "-" : "") + String(digits)
}

/// A share as per cent with one decimal, or a dash where there is none.
func percent(_ share: Double?) -> String { share.map { fixed($0 * 100, 1) + "%" } ?? "—" }

/// A figure with one decimal, or a dash where there is none.
func decimal(_ value: Double?) -> String { value.map { fixed($0, 1) } ?? "—" }

/// An HTML table of ready markup; columns after the first `left` ones are right-aligned.
func markupTable(head: [String], rows: [[String]], left: Int) -> String {
  func line(_ cells: [String], _ tag: String) -> String {
    let parts = cells.enumerated().map { index, cell in
      "<\(tag)\(index < left ? "" : " class=n")>\(cell)</\(tag)>"
    }
    return "<tr>\(parts.joined())</tr>"
  }
  let body = rows.map { line($0, "td") }.joined(separator: "\n")
  return
    "<div class=t><table><thead>\(line(head.map(escaped), "th"))</thead><tbody>\n\(body)\n</tbody></table></div>"
}
