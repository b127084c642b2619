import Glibc

// Compares redian with plain libcsv on the same file, times stages, and simulates planted hotspots;
// prints CSV.

let usage = """
  usage: redian-bench libcsv FILE
         redian-bench run FILE --redian PATH [--times N]
         redian-bench hotspots [--threads N] [--replicates N]
         redian-bench planted [--threads N] [--seeds N] [--report month|night]
         redian-bench tagging LABELLED [--seconds N] [--lexicon FILE]

  """
let arguments = Array(CommandLine.arguments.dropFirst())

func value(of option: String) -> String? {
  guard let index = arguments.firstIndex(of: option), index + 1 < arguments.count else {
    return nil
  }
  return arguments[index + 1]
}

func number(_ option: String, _ usual: Int) -> Int {
  max(1, value(of: option).flatMap { Int($0) } ?? usual)
}

do {
  if arguments.count == 2, arguments[0] == "libcsv" {
    try printCount(of: arguments[1])
  } else if arguments.count >= 2, arguments[0] == "tagging" {
    try printTagging(
      of: arguments[1],
      seconds: value(of: "--seconds").flatMap(Double.init) ?? 3,
      lexicon: value(of: "--lexicon")
    )
  } else if arguments.count >= 4, arguments[0] == "run", let redian = value(of: "--redian") {
    let times = value(of: "--times").flatMap { Int($0) } ?? 5
    try compare(file: arguments[1], redian: redian, times: max(1, times))
  } else if arguments.first == "hotspots" {
    try await benchHotspots(
      threads: number("--threads", 2),
      replicates: number("--replicates", 999)
    )
  } else if arguments.first == "planted" {
    let bench = try PlantedBench(
      seeds: number("--seeds", 200),
      threads: number("--threads", 2),
      report: value(of: "--report")
    )
    try await bench.run()
  } else {
    printError(usage)
    exit(64)
  }
} catch {
  printError("redian-bench: \(error)\n")
  exit(74)
}
