import Glibc
import RedianClassify
import RedianCore

/// Tags the texts of a labelled file (tab-separated, text in the third column) again and again in
/// one thread and prints the speed per second of processor time.
///
/// The same count of every tag in every round is asserted: a benchmark that skips work is none.
func printTagging(of file: String, seconds: Double) throws {
  let texts = try texts(of: file)
  let classifier = try Classifier.builtIn()
  var scratch = classifier.makeScratch()
  var tags: [Int] = []
  var rounds = 0
  let start = processorTime()
  while rounds < 2 || processorTime() - start < seconds {
    var counts = [Int](repeating: 0, count: classifier.taxonomy.tags.count)
    for text in texts {
      let tagging = text.withUnsafeBufferPointer { classifier.classify($0, scratch: &scratch) }
      counts[Int(tagging.tag.rawValue)] += 1
    }
    if rounds > 0, counts != tags { throw BenchError.failed(file, status: 0) }
    tags = counts
    rounds += 1
  }
  let took = processorTime() - start
  let characters = texts.reduce(0) { $0 + $1.count(where: { $0 & 0xc0 != 0x80 }) }
  print("stage,tickets,characters_per_ticket,tickets_per_cpu_s,mb_per_cpu_s")
  let perSecond = Double(texts.count * rounds) / took
  let bytes = texts.reduce(0) { $0 + $1.count }
  let speed = Double(bytes * rounds) / took / 1e6
  print(
    "tagging,\(texts.count),\(characters / max(texts.count, 1)),\(Int(perSecond)),\(rounded(speed))"
  )
}

private func texts(of file: String) throws -> [[UInt8]] {
  let descriptor = open(file, O_RDONLY)
  guard descriptor >= 0 else { throw BenchError.cannotRead(file, errno: errno) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let length = read(descriptor, &buffer, buffer.count)
    if length < 0 { throw BenchError.cannotRead(file, errno: errno) }
    if length == 0 { break }
    bytes += buffer[..<length]
  }
  return bytes.split(separator: 0x0a).dropFirst().compactMap { line in
    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
    return cells.count > 2 ? Array(cells[2]) : nil
  }
}
