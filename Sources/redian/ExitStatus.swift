import ArgumentParser
import COutput
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

/// A line on standard error, which nobody need read.
func printError(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  var start = 0
  while start < bytes.count {
    let written = bytes[start...].withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    if written < 0 && errno == EINTR { continue }
    guard written > 0 else { return }
    start += written
  }
}

/// What was printed and cannot be written (a full disk) is status 74; a reader that has closed the pipe is no
/// failure.
func failOnLostOutput() {
  atexit {
    let reason = redian_flush_output()
    guard reason != 0, reason != EPIPE else { return }
    printError("redian: stdout: \(String(cString: strerror(reason)))")
    _exit(ExitStatus.inputOutput.rawValue)
  }
}

/// The unfinished output that a signal removes: set where no other thread runs, read by the handlers alone.
nonisolated(unsafe) private var unfinished: UnsafeMutablePointer<CChar>?

func removeOnSignals(_ path: String) { unfinished = strdup(path) }

/// An interrupted run ends at once with 130 or 143, one whose terminal is closed with 129.
///
/// Nothing half-made is ever under a final name. An output's temporary file is removed here, the temporary
/// folder of reports by the next run.
func endOnSignals() {
  signal(SIGINT) { _ in end(130) }
  signal(SIGTERM) { _ in end(143) }
  // A program under nohup goes on when its terminal is closed.
  var before = sigaction()
  sigaction(SIGHUP, nil, &before)
  let isIgnored =
    unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
    == unsafeBitCast(SIG_IGN, to: Int.self)
  if !isIgnored { signal(SIGHUP) { _ in end(129) } }
}

/// Calls nothing but what a signal handler may (POSIX.1-2017, 2.4.3).
private func end(_ status: Int32) {
  if let unfinished { unlink(unfinished) }
  _exit(status)
}
