import ArgumentParser

/// How many rejects a command puts up with.
struct RejectLimit: ParsableArguments {
  @Option(help: "Exit with 1 when more than this share of the rows is rejected (default: 0.01).")
  var maxRejectRate: Double?

  func validate() throws {
    if let maxRejectRate, !(0...1).contains(maxRejectRate) {
      throw ValidationError("--max-reject-rate must be between 0 and 1.")
    }
  }

  /// Ends the command with status 1 where more rows were rejected; `hint` names where they are listed.
  func check(
    _ rejected: Int,
    of rows: Int,
    _ configuration: Configuration,
    hint: String? = nil
  ) throws {
    let limit = maxRejectRate ?? configuration.maxRejectRate ?? 0.01
    guard Double(rejected) > limit * Double(rows) else { return }
    throw fail(Words.rejectRate(rejected, rows, limit), hint: hint, .tooManyRejects)
  }
}
