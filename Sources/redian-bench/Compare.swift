import Glibc

private let head = "stage,seconds,mb_per_s,rows,fields,peak_mib"

/// Counts one file in this process and prints the figures.
func printCount(of file: String) throws {
  let start = now()
  let count = try countWithLibcsv(file)
  print(head)
  let took = Measurement(seconds: now() - start, peakBytes: ownPeakBytes())
  print(line("libcsv", took, count))
}

/// Runs libcsv and redian alternately, each in its own process, and prints the best of both.
func compare(file: String, redian: String, times: Int) throws {
  let count = try countWithLibcsv(file)
  var template = Array("/tmp/redian-bench-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw BenchError.cannotStart("mkdtemp", errno: errno) }
  let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  var plain: [Measurement] = []
  var full: [Measurement] = []
  for round in 0..<times {
    plain.append(try measure(["/proc/self/exe", "libcsv", file]))
    full.append(try measure([redian, "run", file, "--reports", "\(folder)/\(round)", "--quiet"]))
  }
  _ = try measure(["rm", "-r", "--", folder])
  guard let bestPlain = best(plain), let bestFull = best(full) else { return }
  print(head)
  print(line("libcsv", bestPlain, count))
  print(line("redian run", bestFull, count))
  print("ratio,\(rounded(bestFull.seconds / bestPlain.seconds)),,,,")
}

/// The shortest time and the largest peak: what the work needs, and what it may need.
private func best(_ runs: [Measurement]) -> Measurement? {
  guard let seconds = runs.map(\.seconds).min(), let peak = runs.map(\.peakBytes).max() else {
    return nil
  }
  return Measurement(seconds: seconds, peakBytes: peak)
}

private func line(_ stage: String, _ took: Measurement, _ count: FieldCount) -> String {
  let speed = rounded(Double(count.bytes) / took.seconds / 1e6)
  let peak = rounded(Double(took.peakBytes) / 1_048_576)
  return "\(stage),\(rounded(took.seconds)),\(speed),\(count.rows),\(count.fields),\(peak)"
}

/// A figure with three decimals, always with a point.
func rounded(_ value: Double) -> String {
  let thousandths = Int((value * 1_000).rounded())
  let fraction = String(thousandths % 1_000)
  return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
}
