import Glibc

/// One timed piece of work.
struct Measurement {
  var seconds: Double
  /// Largest resident set of the process that did the work, in bytes.
  var peakBytes: Int
}

/// Writes to the standard error descriptor.
func printError(_ text: String) {
  let bytes = Array(text.utf8)
  _ = write(2, bytes, bytes.count)
}

/// Seconds of the monotonic clock.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Processor time of this thread in seconds: what a stage needs, whatever else the machine does.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Peak memory of this process (`getrusage` counts KiB on Linux).
func ownPeakBytes() -> Int {
  var usage = rusage()
  // RUSAGE_SELF is 0; the overlay types the constant and the parameter differently.
  getrusage(0, &usage)
  return usage.ru_maxrss * 1_024
}

/// Runs a command with its standard output thrown away, and waits for it with `wait4`.
///
/// - Throws: `BenchError.failed` for an exit status other than 0 and 1 (1 is "many rejects").
func measure(_ command: [String]) throws -> Measurement {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
  words.append(nil)
  defer { for word in words { free(word) } }
  var child = pid_t()
  let start = now()
  let status = posix_spawnp(&child, command[0], &actions, nil, words, environ)
  if status != 0 { throw BenchError.cannotStart(command[0], errno: status) }
  var usage = rusage()
  var result: Int32 = 0
  while wait4(child, &result, 0, &usage) < 0 {
    if errno != EINTR { throw BenchError.cannotStart(command[0], errno: errno) }
  }
  let seconds = now() - start
  let code = result & 0x7f == 0 ? result >> 8 & 0xff : -(result & 0x7f)
  if code != 0 && code != 1 { throw BenchError.failed(command[0], status: code) }
  return Measurement(seconds: seconds, peakBytes: usage.ru_maxrss * 1_024)
}
