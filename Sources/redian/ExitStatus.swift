import ArgumentParser
import Foundation

/// The documented exit status, `sysexits.h` where it has one.
enum ExitStatus: Int32 {
  case done = 0
  case tooManyRejects = 1
  case usage = 64
  case dataUnusable = 65
  case inputMissing = 66
  case internalError = 70
  case outputNotWritable = 73
  case inputOutput = 74
  case tryAgain = 75
  case configuration = 78

  var code: ExitCode { ExitCode(rawValue) }
}

/// Prints one message and ends the command with its status.
func fail(_ message: String, hint: String? = nil, _ status: ExitStatus) -> ExitCode {
  printError("redian: " + message)
  if let hint { printError("  " + hint) }
  return status.code
}

/// A line on standard error.
func printError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// What was printed and cannot be written (a full disk) is status 74; a reader that has closed the pipe is no
/// failure.
func failOnLostOutput() {
  atexit {
    guard fflush(nil) != 0, errno != EPIPE else { return }
    printError("redian: stdout: \(String(cString: strerror(errno)))")
    _exit(ExitStatus.inputOutput.rawValue)
  }
}

/// An interrupted run ends at once with 130 or 143.
///
/// Nothing half-made is ever under a final name, so
/// there is nothing to undo; the temporary folder is swept by the next run.
func endOnSignals() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGINT) { _ in _exit(130) }
  signal(SIGTERM) { _ in _exit(143) }
}
