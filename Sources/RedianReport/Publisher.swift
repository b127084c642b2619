import Glibc
import RedianCore
package import RedianStats

/// Writes a report all or nothing and returns its folder, `REPORTS/<period>`.
///
/// Files are written into a temporary folder beside the final one, synchronised, and the folder is
/// renamed; a report that was there before is replaced as a whole. Temporary folders that an
/// interrupted run left behind are swept first.
package func publish(
  _ summary: Summary,
  to reports: String,
  options: ReportOptions
) async throws(ReportError) -> String {
  let label = summary.period.period.label
  let final = "\(reports)/\(label)"
  let temporary = "\(reports)/.\(label).\(getpid()).tmp"
  let old = "\(reports)/.\(label).\(getpid()).old.tmp"
  if mkdir(reports, 0o777) != 0 && errno != EEXIST {
    throw .cannotCreate(path: reports, errno: errno)
  }
  sweep(reports)
  guard mkdir(temporary, 0o777) == 0 else { throw .cannotCreate(path: reports, errno: errno) }
  do throws(ReportError) {
    try await write(summary, into: temporary, options)
    try synchronize(temporary)
  } catch {
    remove(folder: temporary)
    throw error
  }
  let hadOld = rename(final, old) == 0
  guard rename(temporary, final) == 0 else {
    let code = errno
    if hadOld { rename(old, final) }
    remove(folder: temporary)
    throw .cannotCreate(path: final, errno: code)
  }
  if hadOld { remove(folder: old) }
  try synchronize(reports)
  return final
}

/// Writes every wanted form; the workbook, which takes longest, beside the others: the one task that a
/// report starts by itself.
private func write(
  _ summary: Summary,
  into folder: String,
  _ options: ReportOptions
) async throws(ReportError) {
  let mask = Mask(isOn: !options.unmasked)
  let tables = tables(summary, options.language, mask)
  async let workbook = written(.xlsx, summary, tables, mask, into: folder, options)
  var results: [Result<Void, ReportError>] = []
  for format in ReportFormat.allCases where format != .xlsx {
    results.append(written(format, summary, tables, mask, into: folder, options))
  }
  results.append(await workbook)
  for result in results { try result.get() }
}

private func written(
  _ format: ReportFormat,
  _ summary: Summary,
  _ tables: [Table],
  _ mask: Mask,
  into folder: String,
  _ options: ReportOptions
) -> Result<Void, ReportError> {
  guard options.formats.contains(format) else { return .success(()) }
  do throws(ReportError) {
    switch format {
    case .csv:
      for table in tables {
        try save(CSVFile.bytes(table, options.language), "\(folder)/\(table.name).csv")
      }
    case .json: try save(JSONFile(summary: summary, mask: mask).bytes, "\(folder)/summary.json")
    case .html:
      let page = Page(summary: summary, language: options.language, mask: mask, tables: tables)
      try save(Array(page.html.utf8), "\(folder)/report.html")
    case .xlsx: try workbook(tables, summary, options.language, "\(folder)/report.xlsx")
    }
    return .success(())
  } catch {
    return .failure(error)
  }
}

private func workbook(
  _ tables: [Table],
  _ summary: Summary,
  _ language: Language,
  _ path: String
) throws(ReportError) {
  let rows = tables.reduce(0) { $0 + $1.rows.count }
  var book = try Workbook(path: path, created: summary.period.period.to, isLarge: rows > 10_000)
  for table in tables {
    let sheet = book.add(table, language)
    switch table.name {
    case "hotspots":
      book.chart(table, language, on: sheet, isLine: false, labels: 5, values: [8, 10])
    case "categories":
      book.chart(table, language, on: sheet, isLine: false, labels: 1, values: [2, 6])
    case "daily":
      book.chart(table, language, on: sheet, isLine: true, labels: 0, values: [1, 2, 3])
    default: break
    }
  }
  try book.close()
  try synchronize(path)
}

private func save(_ bytes: [UInt8], _ path: String) throws(ReportError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
  var written = 0
  var failure: Int32 = 0
  bytes.withUnsafeBytes { buffer in
    while written < buffer.count && failure == 0 {
      let count = Glibc.write(
        descriptor,
        buffer.baseAddress.map { $0 + written },
        buffer.count - written
      )
      if count < 0 && errno != EINTR { failure = errno } else { written += max(count, 0) }
    }
  }
  if failure == 0 && fsync(descriptor) != 0 { failure = errno }
  if close(descriptor) != 0 && failure == 0 { failure = errno }
  if failure != 0 { throw .cannotWrite(path: path, errno: failure) }
}

private func synchronize(_ path: String) throws(ReportError) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
  defer { close(descriptor) }
  // Some file systems cannot synchronise a folder; that is no failure of the report.
  if fsync(descriptor) != 0 && errno != EINVAL {
    throw .cannotWrite(path: path, errno: errno)
  }
}

/// Removes the temporary folders of runs that no longer live.
private func sweep(_ reports: String) {
  for name in entries(reports) where name.hasPrefix(".") && name.hasSuffix(".tmp") {
    let owner = name.split(separator: ".").compactMap { Int32($0) }.last
    guard let owner, owner != getpid(), kill(owner, 0) != 0 else { continue }
    remove(folder: "\(reports)/\(name)")
  }
}

private func remove(folder: String) {
  for name in entries(folder) where name != "." && name != ".." { unlink("\(folder)/\(name)") }
  rmdir(folder)
}

private func entries(_ folder: String) -> [String] {
  guard let handle = opendir(folder) else { return [] }
  defer { closedir(handle) }
  var names: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    names.append(name)
  }
  return names.sorted()
}
