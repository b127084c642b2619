import Foundation

/// Paths in which globs that the shell has left are replaced by the files they match, sorted.
///
/// Ends with status 66 where a glob matches nothing.
func withPatternsExpanded(_ paths: [String]) throws -> [String] {
  try paths.flatMap { path -> [String] in
    let isPattern = path.contains { "*?[".contains($0) }
    guard isPattern, !FileManager.default.fileExists(atPath: path) else { return [path] }
    let found = matches(path)
    if found.isEmpty { throw fail(Words.missing(path), .inputMissing) }
    return found
  }
}

/// The files of a pattern, sorted.
private func matches(_ pattern: String) -> [String] {
  var found = glob_t()
  defer { globfree(&found) }
  guard glob(pattern, 0, nil, &found) == 0 else { return [] }
  return (0..<Int(found.gl_pathc)).compactMap { index in
    found.gl_pathv[index].map { String(cString: $0) }
  }
}
